"""Text files: encodings, line breaks, and Vietnamese written without its marks."""

from __future__ import annotations

import re
import unicodedata

from documents.extraction import legacy
from documents.extraction.lines import Line
from documents.refusal import Reason, RefusedError

_BREAKS = re.compile(r"\r\n|[\n\r\v\x1c-\x1e\x85\u2028\u2029]")
_MARKED = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]|[àáãèéìíòóõùúýÀÁÃÈÉÌÍÒÓÕÙÚÝĩũỹ]")
_WORDS = re.compile(
    r"\b(?:va|cua|cac|tre em|thuc hien|ke hoach|cong tac|uy ban|nhan dan)\b", re.IGNORECASE
)
_LONGEST_TEXT = 5_000_000


def decode(content: bytes) -> str:
    """Bytes to text: UTF-8, UTF-16 with its mark, Windows-1258; raises RefusedError when unsure."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _from_eight_bits(content)


def lines_of(text: str) -> list[Line]:
    """Numbered lines of a text that is certainly Vietnamese; a form feed starts a page."""
    if len(text) > _LONGEST_TEXT:
        raise RefusedError(Reason.TOO_LONG)
    readable = with_marks(text)
    lines: list[Line] = []
    for number, raw in enumerate(_BREAKS.split(readable), 1):
        pieces = raw.split("\f")
        lines += [Line(number, piece, starts_page=i > 0) for i, piece in enumerate(pieces)]
    return lines


def with_marks(text: str) -> str:
    """The text if it is Vietnamese with its marks, converted if it surely is TCVN3 or VNI."""
    composed = unicodedata.normalize("NFC", text)
    converted = legacy.converted(composed)
    if converted is not None:
        return converted
    letters = sum(c.isalpha() for c in composed[:20000])
    marked = len(_MARKED.findall(composed[:20000]))
    if legacy.is_suspect(composed):
        raise RefusedError(Reason.OLD_ENCODING)
    words = len(_WORDS.findall(composed[:20000]))
    if letters > 40 and marked < 0.03 * letters and (words > 2 or letters > 300):
        raise RefusedError(Reason.NO_DIACRITICS)
    return composed


def _from_eight_bits(content: bytes) -> str:
    """Windows-1258 or an old font encoding: the one that comes out as Vietnamese."""
    text = unicodedata.normalize("NFC", content.decode("cp1258", "replace"))
    if legacy.is_vietnamese(text):
        return text
    latin = content.decode("latin-1")
    if legacy.converted(latin) is None:
        raise RefusedError(Reason.OLD_ENCODING)
    return latin


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise RefusedError(Reason.DAMAGED) from None
