"""PDF: the text layer, line by line, with what the page shows about where paragraphs end.

Nothing in the file is run: the library is built without a script engine, and forms, links and
attachments are not opened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from documents.extraction.lines import Line
from documents.extraction.plain_text import with_marks
from documents.refusal import Reason, RefusedError

MOST_PAGES = 1500
LONGEST_TEXT = 3_000_000
_WRONG_PASSWORD = 4
_FEWEST_LETTERS = 15
_LINE = re.compile(r"[^\r\n]+")
_BODY_SHARE = 0.1
_SLACK = 8
_INDENT = 14


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed line: its text, its edges and the width of its first word, in points."""

    text: str
    left: float
    right: float
    first_word: float
    starts_page: bool


def extract(content: bytes) -> list[Line]:
    """The lines of a PDF; raises RefusedError for a locked file, a scan, a broken one."""
    document = opened(content)
    try:
        printed = list(_pages(document))
        pages = len(document)
    finally:
        document.close()
    letters = sum(c.isalpha() for line in printed for c in line.text)
    if letters < _FEWEST_LETTERS * max(1, min(pages, 4)):
        raise RefusedError(Reason.NO_TEXT_LAYER)
    texts = with_marks("\n".join(line.text for line in printed)).split("\n")
    ends = _ends(printed)
    return [
        Line(number, text, starts_page=line.starts_page, ends=end)
        for number, (text, line, end) in enumerate(zip(texts, printed, ends, strict=True), 1)
    ]


def opened(content: bytes) -> Any:
    """The document of pypdfium2; raises RefusedError where it is locked, broken or endless."""
    import pypdfium2

    library: Any = pypdfium2
    try:
        document = library.PdfDocument(content)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _WRONG_PASSWORD or "password" in str(error)
        raise RefusedError(Reason.ENCRYPTED if locked else Reason.DAMAGED) from None
    if pages > MOST_PAGES:
        document.close()
        raise RefusedError(Reason.TOO_LONG)
    return document


def _pages(document: Any) -> Iterator[_Printed]:
    import pypdfium2

    length = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text_page = page.get_textpage()
        except pypdfium2.PdfiumError:
            raise RefusedError(Reason.DAMAGED) from None
        length += text_page.count_chars()
        if length > LONGEST_TEXT:
            raise RefusedError(Reason.TOO_LONG)
        yield from _lines(text_page, starts_page=number > 0)
        text_page.close()
        page.close()


def _lines(text_page: Any, *, starts_page: bool) -> Iterator[_Printed]:
    text = text_page.get_text_range()
    is_exact = len(text) == text_page.count_chars()
    for found in _LINE.finditer(text):
        said = found[0].replace("\x02", "-").replace("\ufffe", "-")
        if said.strip():
            yield _printed(text_page, found, said, is_exact, starts_page)
            starts_page = False


def _printed(
    text_page: Any, found: re.Match[str], said: str, is_exact: bool, starts_page: bool
) -> _Printed:
    line = found[0]
    first = found.start() + len(line) - len(line.lstrip())
    last = found.start() + len(line.rstrip()) - 1
    word = first + len(line.strip().split(None, 1)[0]) - 1
    if not is_exact:
        return _Printed(said, 0, 0, 0, starts_page)
    left = text_page.get_charbox(first)[0]
    right = text_page.get_charbox(last)[2]
    return _Printed(said, left, right, text_page.get_charbox(word)[2] - left, starts_page)


def _ends(printed: list[_Printed]) -> list[bool | None]:
    """For each line whether a paragraph ends there: True where the next word would have fitted."""
    rights = sorted(line.right for line in printed)
    margin = rights[int(len(rights) * (1 - _BODY_SHARE))] if rights else 0
    usual = Counter(round(line.left) for line in printed).most_common(1)
    edge = usual[0][0] if usual else 0
    pairs = zip(printed, [*printed[1:], None], strict=True)
    return [_ends_after(line, following, margin, edge) for line, following in pairs]


def _ends_after(
    line: _Printed, following: _Printed | None, margin: float, edge: float
) -> bool | None:
    """True where the next word would have fitted, or where the next line is indented."""
    if following is None or margin <= 0:
        return None
    has_room = margin - line.right > following.first_word + _SLACK
    is_indented = edge + _INDENT < following.left < edge + 5 * _INDENT
    return True if has_room or is_indented else None
