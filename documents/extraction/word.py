"""Word files: paragraphs with the numbers Word draws, tables, footnotes; nothing is followed.

Macros are never run, links and external templates never fetched: only the text parts are read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from documents.extraction import archive
from documents.extraction.lines import Line
from documents.extraction.plain_text import with_marks
from documents.extraction.word_numbering import Numbering
from documents.refusal import Reason, RefusedError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}instrText", f"{_W}delText"}
_LAYOUT_ROWS = 6


def extract(content: bytes) -> list[Line]:
    """The lines of a .docx; each Word paragraph ends a paragraph."""
    archive.check(content, "word/document.xml")
    document = _opened(content)
    texts = list(_body(document.element.body, Numbering(document)))
    texts += _footnotes(content)
    whole = with_marks("\n".join(texts))
    if not whole.strip():
        raise RefusedError(Reason.NO_TEXT_LAYER if document.inline_shapes else Reason.EMPTY)
    return [Line(number, text, ends=True) for number, text in enumerate(whole.split("\n"), 1)]


def _opened(content: bytes) -> Any:
    from docx import Document

    # python-docx and lxml raise many kinds of error on a broken part; all mean the same here.
    try:
        return Document(io.BytesIO(content))
    except Exception:
        raise RefusedError(Reason.DAMAGED) from None


def _body(parent: Any, numbering: Numbering) -> Iterator[str]:
    for element in parent:
        if element.tag == f"{_W}p":
            yield from _paragraph(element, numbering)
        elif element.tag == f"{_W}tbl":
            yield from _table(element, numbering)
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _body(element, numbering)


def _paragraph(element: Any, numbering: Numbering) -> Iterator[str]:
    mark = numbering.mark_of(element)
    text = "".join(_text(element))
    yield from (f"{mark} {text}" if mark and text.strip() else text).split("\n")
    for box in element.iter(f"{_W}txbxContent"):
        if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors()):
            yield from _body(box, numbering)


def _text(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or child.tag == f"{_W}txbxContent":
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}footnoteReference":
            yield f"[{child.get(f'{_W}id')}]"
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        else:
            yield from _text(child)


def _table(table: Any, numbering: Numbering) -> Iterator[str]:
    """A header or signature table cell by cell; any other row by row with "|" between."""
    rows = [list(_cells(row)) for row in table.iter(f"{_W}tr") if _table_of(row) is table]
    texts = [[list(_body(cell, numbering)) for cell in row] for row in rows]
    if _is_layout(texts):
        for row in texts:
            for cell in row:
                yield from cell
        return
    for row in texts:
        yield " | ".join(" ".join(filter(str.strip, cell)).replace("|", "/") for cell in row)


def _table_of(row: Any) -> Any:
    return next(above for above in row.iterancestors() if above.tag == f"{_W}tbl")


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag == f"{_W}sdt":
            yield from child.iter(f"{_W}tc")


def _is_layout(rows: list[list[list[str]]]) -> bool:
    """Two columns, few rows, several paragraphs in a cell: drawn for the place, not for data."""
    if len(rows) > _LAYOUT_ROWS or max((len(row) for row in rows), default=0) > 3:
        return False
    return any(len(list(filter(str.strip, cell))) > 1 for row in rows for cell in row)


def _footnotes(content: bytes) -> list[str]:
    """The texts of the footnotes, each behind its number, to stand at the end."""
    from defusedxml import ElementTree

    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if "word/footnotes.xml" not in parts.namelist():
            return []
        try:
            root = ElementTree.fromstring(parts.read("word/footnotes.xml"))
        except ElementTree.ParseError:
            raise RefusedError(Reason.DAMAGED) from None
    notes = [note for note in root if note.get(f"{_W}type") is None]
    pairs = ((note.get(f"{_W}id"), "".join(_text(note)).strip()) for note in notes)
    return [f"[{number}] {text}" for number, text in pairs if text]
