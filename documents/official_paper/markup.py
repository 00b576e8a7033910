"""The few WordprocessingML elements that a paper is made of, in the order the schema wants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from documents.linked import Link, Text, parts_of
from documents.official_paper.looks import BLACK, FONT, Look

_SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")
_LINK, _ADDRESS = "hyperlink", "address"
_SIDES = ("top", "left", "bottom", "right")


def element(parent: Any, tag: str, **attributes: object) -> Any:
    """A new last child of an element; attributes are of the w: name space."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    if len(parent) and parent[-1].tag == qn("w:sectPr"):
        parent[-1].addprevious(made)  # a document's own section stays last
    else:
        parent.append(made)
    return made


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def paragraph(
    parent: Any,
    look: Look,
    text: Text = "",
    *,
    keeps_next: bool = False,
) -> Any:
    """A paragraph; line breaks in its text stay, links keep its look."""
    made = element(parent, "p")
    properties = element(made, "pPr")
    element(properties, "pStyle", val=look.key)
    if keeps_next and not look.keeps_next:
        element(properties, "keepNext")
    for part in parts_of(text):
        if isinstance(part, Link):
            run(element(made, _LINK, **{_ADDRESS: part.href}), look, str(part))
        elif part:
            run(made, look, part)
    return made


def join_links(document: Any) -> None:
    """Give every link of a document its relation, by which a file knows addresses."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    keys: dict[str, str] = {}
    relations = document.part.rels
    for made in document.element.body.iter(qn(f"w:{_LINK}")):
        address = made.attrib.pop(qn(f"w:{_ADDRESS}"))
        key = keys.setdefault(address, f"link{len(keys) + 1}")
        made.set(qn("r:id"), key)
    for address, key in keys.items():
        relations.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, key, is_external=True)


def rule(parent: Any, look: Look, *, length: float, width: float) -> None:
    """A solid line in the middle of a column: a border on an empty paragraph between indents."""
    made = element(parent, "p")
    properties = element(made, "pPr")
    element(properties, "pStyle", val=look.key)
    border(element(properties, "pBdr"), "top")
    margins = twips(max(0.0, width - length) / 2)
    element(properties, "ind", left=margins, right=margins)


def border(parent: Any, side: str, *, space: int = 0) -> None:
    """A thin solid line in black on one side; `space` in points."""
    element(parent, side, val="single", sz=6, space=space, color=BLACK)


def run(parent: Any, look: Look, text: str) -> None:
    """Text in the look of its paragraph, spelled out so that it stays when it is copied."""
    made = styled_run(parent, look)
    for place, line in enumerate(text.split("\n")):
        if place:
            element(made, "br")
        written = element(made, "t")
        written.text = line
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def styled_run(parent: Any, look: Look) -> Any:
    """An empty run in a look."""
    made = element(parent, "r")
    letters(element(made, "rPr"), look)
    return made


def letters(properties: Any, look: Look) -> None:
    """Font for every script, weight, slant, colour and size."""
    element(properties, "rFonts", **dict.fromkeys(_SCRIPTS, FONT))
    for tag, is_on in (("b", look.bold), ("i", look.italic)):
        element(properties, tag, val=int(is_on))
        element(properties, f"{tag}Cs", val=int(is_on))
    element(properties, "color", val=BLACK)
    for tag in ("sz", "szCs"):
        element(properties, tag, val=round(look.size * 2))


def grid(parent: Any, widths: Sequence[float], *, lined: bool = False) -> Any:
    """A table with columns of fixed widths in millimetres; with lines, or only to place things."""
    made = element(parent, "tbl")
    properties = element(made, "tblPr")
    element(properties, "tblW", w=sum(map(twips, widths)), type="dxa")
    element(properties, "tblInd", w=0, type="dxa")
    if lined:
        borders = element(properties, "tblBorders")
        for side in (*_SIDES, "insideH", "insideV"):
            border(borders, side)
    element(properties, "tblLayout", type="fixed")
    margins = element(properties, "tblCellMar")
    for side in ("left", "right"):
        element(margins, side, w=twips(1.5 if lined else 0), type="dxa")
    columns = element(made, "tblGrid")
    for width in widths:
        element(columns, "gridCol", w=twips(width))
    return made


def row(table: Any, *, whole: bool = True, heading: bool = False) -> Any:
    """A row; a `whole` one never breaks over two pages, a heading repeats on every page."""
    made = element(table, "tr")
    properties = element(made, "trPr")
    if whole:
        element(properties, "cantSplit")
    if heading:
        element(properties, "tblHeader")
    return made


def cell(table_row: Any, width: float, *, span: int = 1, centred: bool = False) -> Any:
    """A cell; whoever asks for one puts at least one paragraph into it."""
    made = element(table_row, "tc")
    properties = element(made, "tcPr")
    element(properties, "tcW", w=twips(width), type="dxa")
    if span > 1:
        element(properties, "gridSpan", val=span)
    if centred:
        element(properties, "vAlign", val="center")
    return made
