"""Word and Excel files: kept as they are, once they are what they say, whole and without macros."""

from __future__ import annotations

import io
import zipfile

from documents.evidence_intake.kinds import Format
from documents.evidence_intake.refusal import NotTaken, Reason
from documents.extraction import archive

_TYPES = "[Content_Types].xml"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAIN = {
    Format.DOCX: f"{_OFFICE}wordprocessingml.document.main+xml",
    Format.XLSX: f"{_OFFICE}spreadsheetml.sheet.main+xml",
}
_OF_MACROS = ("macroenabled", "vbaproject", "macrosheet")


def check(found: Format, content: bytes) -> None:
    """Raise NotTaken or RefusedError where a .docx or .xlsx is unsafe, broken or has macros."""
    archive.check(content, _TYPES)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = [name.lower() for name in parts.namelist()]
        types = _content_types(parts.read(_TYPES))
    # Of two parts with one name, we could look at one and Word at the other.
    if len(set(names)) < len(names):
        raise NotTaken(Reason.UNSAFE)
    if any(word in said for said in (*names, *types) for word in _OF_MACROS):
        raise NotTaken(Reason.MACROS)
    if _MAIN[found] not in types:
        raise NotTaken(Reason.OTHER_CONTENT)


def _content_types(part: bytes) -> set[str]:
    """ECMA-376, part 2, 10.1.2: what each part of the package is."""
    from defusedxml import ElementTree

    try:
        root = ElementTree.fromstring(part)
    except (ElementTree.ParseError, LookupError, ValueError):
        raise NotTaken(Reason.DAMAGED) from None
    return {element.get("ContentType", "").lower() for element in root}
