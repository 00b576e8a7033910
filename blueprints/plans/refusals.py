"""Why a document cannot be read, in the words of the person who brought it."""

from __future__ import annotations

from blueprints.language import label
from documents.refusal import Reason

REFUSALS = {
    Reason.NOT_FOUND: label("There is no such file."),
    Reason.UNKNOWN_TYPE: label(
        "This kind of file cannot be read. Use .docx, .pdf, .odt, .doc or .txt."
    ),
    Reason.EMPTY: label("The document is empty."),
    Reason.TOO_LARGE: label("The file is larger than 20 MB."),
    Reason.TOO_LONG: label("The document is too long to be a plan."),
    Reason.ENCRYPTED: label("The file is locked with a password. Save it without one."),
    Reason.NO_TEXT_LAYER: label("This is a scan without a text layer. Ask for the Word file."),
    Reason.OTHER_CONTENT: label("The content of the file is not what its name says."),
    Reason.DAMAGED: label("The file is damaged and cannot be opened."),
    Reason.UNSAFE_ARCHIVE: label("The file unpacks to an unsafe size and was not opened."),
    Reason.UNSAFE_XML: label("The file holds declarations that no office writes; not opened."),
    Reason.OLD_ENCODING: label(
        "The text is in an old font encoding (TCVN3, VNI) that cannot be converted safely."
        " Save it as Unicode."
    ),
    Reason.NO_DIACRITICS: label("The text has no Vietnamese diacritics and cannot be read."),
    Reason.NEEDS_LIBREOFFICE: label(
        "Files of this kind need LibreOffice, which is not installed. Save it as .docx."
    ),
    Reason.CONVERSION_FAILED: label("LibreOffice could not open the file."),
    Reason.TOO_SLOW: label(
        "Reading the document took too long and was stopped. Save it as .docx without pictures,"
        " or paste its text."
    ),
    Reason.CRASHED: label(
        "The document made the reader stop. Save it again as .docx, or paste its text."
    ),
}

PASTE = label("Save it again as .docx in Word, or paste its text.")
NEXT = {
    Reason.EMPTY: label("Choose the file that holds the text."),
    Reason.TOO_LARGE: label("Save it without pictures, or paste its text."),
    Reason.TOO_LONG: label("Take out what holds no tasks, and bring the rest."),
    Reason.OTHER_CONTENT: PASTE,
    Reason.DAMAGED: PASTE,
    Reason.UNSAFE_ARCHIVE: PASTE,
    Reason.UNSAFE_XML: PASTE,
    Reason.NO_DIACRITICS: label("Ask for the original with its marks."),
    Reason.CONVERSION_FAILED: PASTE,
}
"""What to do next on the page, where the refusal does not say it already."""


def wording(reason: Reason) -> str:
    """One line, in the language of the reader, with what to do where something can be done."""
    return str(REFUSALS[reason])


def advice(reason: Reason) -> str:
    """The refusal, and what to do next on the page where the document was brought."""
    return f"{wording(reason)} {NEXT.get(reason, '')}".strip()
