"""Word files made from plain text, as an office would have typed or numbered them."""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from documents.plan_reader import markers
from documents.plan_reader.markers import Style

_FORMS = {
    Style.ROMAN: ("upperRoman", "%1."),
    Style.NUMBER: ("decimal", "%1."),
    Style.LETTER: ("lowerLetter", "%1)"),
    Style.DASH: ("bullet", "-"),
    Style.PLUS: ("bullet", "+"),
}


def typed(text: str, *, indent: bool = False) -> bytes:
    """Every line a paragraph, marks typed by hand; long ones indented and justified if asked."""
    document = Document()
    for line in text.split("\n"):
        paragraph = document.add_paragraph(_printable(line))
        if indent and len(line) > 60:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Cm(1.27)
    return _saved(document)


def numbered(text: str, until: str = "Nơi nhận") -> bytes:
    """The same with real Word lists: the marks are not in the text but drawn by Word."""
    document = Document()
    lists = _Lists(document)
    is_body, last_number = False, 0
    for line in text.split("\n"):
        stripped = _printable(line).strip()
        is_body = (is_body or stripped.startswith(("I.", "1."))) and until not in stripped
        marker = markers.find(stripped) if is_body else None
        if marker is None or marker.style not in _FORMS:
            document.add_paragraph(_printable(line))
            continue
        paragraph = document.add_paragraph(stripped[marker.length :])
        lists.number(paragraph, marker.style, restart=marker.rank == 1)
        last_number = marker.rank
    assert last_number >= 0
    return _saved(document)


def table_header(left: list[str], right: list[str], rest: str) -> bytes:
    """A header in a table of two cells, as most offices set it, then the text."""
    document = Document()
    table = document.add_table(1, 2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)
    for line in rest.split("\n"):
        document.add_paragraph(line)
    return _saved(document)


class _Lists:
    """Word list definitions added to the document's own numbering part."""

    def __init__(self, document: Any) -> None:
        self._part = document.part.numbering_part.element
        self._next = 900
        self._open: dict[Style, int] = {}
        self._abstract = {style: self._define(*form) for style, form in _FORMS.items()}

    def number(self, paragraph: Any, style: Style, *, restart: bool) -> None:
        if restart or style not in self._open:
            self._open[style] = self._instance(self._abstract[style], style)
        properties = paragraph._p.get_or_add_pPr()
        holder = _element("w:numPr")
        holder.append(_element("w:ilvl", val="0"))
        holder.append(_element("w:numId", val=str(self._open[style])))
        properties.append(holder)

    def _define(self, form: str, pattern: str) -> int:
        self._next += 1
        abstract = _element("w:abstractNum", abstractNumId=str(self._next))
        level = _element("w:lvl", ilvl="0")
        level.append(_element("w:start", val="1"))
        level.append(_element("w:numFmt", val=form))
        level.append(_element("w:lvlText", val=pattern))
        abstract.append(level)
        self._part.insert(0, abstract)
        return self._next

    def _instance(self, abstract: int, style: Style) -> int:
        self._next += 1
        num = _element("w:num", numId=str(self._next))
        num.append(_element("w:abstractNumId", val=str(abstract)))
        override = _element("w:lvlOverride", ilvl="0")
        override.append(_element("w:startOverride", val="1"))
        num.append(override)
        self._part.append(num)
        return self._next


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _printable(line: str) -> str:
    return re.sub(r"[\x00-\x08\x0b-\x1f]", "", line)


def _saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
