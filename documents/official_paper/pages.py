"""Sheets and their margins: A4, page numbers in the top margin, none on a first page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from documents.official_paper import looks
from documents.official_paper.markup import border, element, paragraph, styled_run, twips

_EDGE = 10.0
"""Millimetres from the edge of the sheet to the page number and to the foot."""


def set_up(document: Any, contact: Sequence[str]) -> None:
    """The first section: its page number, and the issuer's address at the foot of page 1."""
    section = document.sections[0]
    _shape(section, is_wide=False)
    _page_number(_emptied(section.header))
    _emptied(section.first_page_header)
    foot = _emptied(section.first_page_footer)
    for place, line in enumerate(contact):
        written = paragraph(foot, looks.CONTACT, line)
        if not place:
            _full_rule(written)
    _filled(section)


def begin_section(document: Any, *, is_wide: bool) -> None:
    """A further section on a new page, numbered from 1, without the address."""
    from docx.enum.section import WD_SECTION

    section = document.add_section(WD_SECTION.NEW_PAGE)
    _end_quietly(document.element.body)
    _shape(section, is_wide=is_wide)
    _emptied(section.first_page_footer)
    _filled(section)


def _shape(section: Any, *, is_wide: bool) -> None:
    from docx.oxml.ns import qn

    properties = section._sectPr
    kept = (qn("w:headerReference"), qn("w:footerReference"), qn("w:type"))
    for child in list(properties):
        if child.tag not in kept:
            properties.remove(child)
    across, along = looks.PAGE[::-1] if is_wide else looks.PAGE
    turned = {"orient": "landscape"} if is_wide else {}
    element(properties, "pgSz", w=twips(across), h=twips(along), **turned)
    margins = {"top": looks.TOP, "right": looks.RIGHT, "bottom": looks.BOTTOM, "left": looks.LEFT}
    margins |= {"header": _EDGE, "footer": _EDGE, "gutter": 0}
    element(properties, "pgMar", **{side: twips(size) for side, size in margins.items()})
    element(properties, "pgNumType", start=1)
    element(properties, "cols", space=720)
    element(properties, "titlePg")


def _emptied(part: Any) -> Any:
    """The element of a header or footer of this section alone, without its first paragraph."""
    part.is_linked_to_previous = False
    for child in list(part._element):
        part._element.remove(child)
    return part._element


def _filled(section: Any) -> None:
    """A header or footer must hold a paragraph."""
    for part in (section.first_page_header, section.first_page_footer):
        if not part.is_linked_to_previous and len(part._element) == 0:
            paragraph(part._element, looks.END)


def _page_number(header: Any) -> None:
    made = paragraph(header, looks.PAGE_NUMBER)
    for kind in ("begin", None, "separate", "1", "end"):
        run = styled_run(made, looks.PAGE_NUMBER)
        if kind is None:
            element(run, "instrText").text = "PAGE"
        elif kind == "1":
            element(run, "t").text = kind
        else:
            element(run, "fldChar", fldCharType=kind)


def _full_rule(written: Any) -> None:
    from docx.oxml.ns import qn

    borders = element(written.find(qn("w:pPr")), "pBdr")
    border(borders, "top", space=4)


def _end_quietly(body: Any) -> None:
    """Make the paragraph that ends a section too small to take a line or a page."""
    from docx.oxml.ns import qn

    last = body.findall(qn("w:p"))[-1]
    properties = last.find(qn("w:pPr"))
    style = element(properties, "pStyle", val=looks.END.key)
    properties.insert(0, style)
