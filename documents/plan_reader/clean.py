"""First step: raw text to numbered lines without the damage that copying does to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from documents.extraction.lines import Line
from documents.wording import plain, tidy

_LITERAL = re.compile(r"(?:\\r)?\\n|\\r|\\t")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_FORMAT = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2069\ufeff]")
_REFERENCE = re.compile(r"\s?\[\d{1,3}\](?=\s*[,;:.)\]]|\s|$|\w)")
_GLUED = re.compile(r"(?<=%)\d{1,2}(?=[\s;,.):]|$)")
_NOTE_MARK = re.compile(r"^\s*(?:\[\d{1,3}\]|�|[¹²³⁴-⁹]|\*+\s|\(?(\d{1,2})\)?\s)")
_NOTE = re.compile(r"^\s*\[?(\d{1,2})\]?\s+[^\W\d_a-z]\S*\s\S")
_RULE = re.compile(r"^[\s\-_=*~.·|…–—]*$")
_PAGE_NUMBER = re.compile(r"^\s*(?:-\s*)?(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*-)?\s*$")


def clean(lines: Iterable[Line]) -> list[Line]:
    """NFC, blanks and control characters put right; wide gaps stay, they part columns."""
    return [replace(line, text=clean_text(line.text)) for line in lines]


def clean_text(text: str) -> str:
    text = _LITERAL.sub(" ", text)
    text = _CONTROL.sub("�", _FORMAT.sub("", text))
    text = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    return "".join(c if c.isprintable() or c == "\t" else " " for c in text)


def without_references(text: str) -> str:
    """A body text without footnote references: "[1]", and digits glued to a percent sign."""
    return tidy(_GLUED.sub("", _REFERENCE.sub("", text)))


def is_rule(text: str) -> bool:
    """Whether a line is only a drawn line, dots or cell borders."""
    return bool(text.strip()) and bool(_RULE.match(text))


def is_page_number(line: Line) -> bool:
    return bool(_PAGE_NUMBER.match(plain(line.text)))


def page_footnotes(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Part the footnotes at the bottom of printed pages from the text they would cut in two."""
    kept: list[Line] = []
    notes: list[Line] = []
    for page in pages(lines):
        at = _first_note(page)
        kept += page[:at]
        notes += page[at:]
    return kept, notes


def footnotes_begin(text: str, following: int) -> bool:
    """Whether a line opens a footnote: a mark of its own, or the number that comes next."""
    found = _NOTE_MARK.match(text)
    return found is not None and (found[1] is None or int(found[1]) == following)


def _first_note(page: list[Line]) -> int:
    """Where the notes of a page begin: a small number that the text above refers to."""
    bottom = len(page) - 1
    for at in range(bottom, max(0, bottom - 12), -1):
        found = _NOTE.match(page[at].text)
        above = "\n".join(line.text for line in page[:at])
        if found and re.search(rf"(?:%|[^\W\d_]|[”)\]]){found[1]}(?!\d)", above):
            return at
    return len(page)


def pages(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines page by page; one page where the source has no page breaks."""
    page: list[Line] = []
    for line in lines:
        if line.starts_page and page:
            yield page
            page = []
        page.append(line)
    if page:
        yield page
