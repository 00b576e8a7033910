"""What is said of a photo or file that is not taken in."""

from __future__ import annotations

from typing import Any

from blueprints.language import label as _l
from documents.evidence_intake import Reason

WORDS: dict[Reason, Any] = {
    Reason.EMPTY: _l("The file is empty. Choose another one."),
    Reason.TOO_LARGE: _l("The file is larger than 10 MB. Make it smaller, or send a photo of it."),
    Reason.TOO_MANY_PIXELS: _l("The picture has too many pixels. Take it with a lower resolution."),
    Reason.UNKNOWN_TYPE: _l(
        "Only photos (JPEG, PNG, WebP, HEIC), PDF, Word (.docx) and Excel (.xlsx) are taken."
    ),
    Reason.OTHER_CONTENT: _l("What is in the file is not what its name says."),
    Reason.DAMAGED: _l("The file is damaged and cannot be opened. Send it again or take it anew."),
    Reason.LOCKED: _l("The file is locked with a password. Save it without one."),
    Reason.MACROS: _l("The file has macros. Save it as .docx or .xlsx, or as PDF."),
    Reason.UNSAFE: _l("The file is built in a way that is not safe to open. Save it as PDF."),
    Reason.TOO_SLOW: _l("The file takes too long to read. Make it smaller."),
    Reason.CRASHED: _l("The file cannot be read. Save it anew, or send a photo of it."),
    Reason.BUSY: _l("The portal is busy with other photos. Send it again in a moment."),
}
STATUSES = {Reason.TOO_LARGE: 413, Reason.BUSY: 503}
"""Which status an answer has; 422 where none stands here."""
