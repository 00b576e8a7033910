"""Official papers written as .docx in the layout of Decree 30/2020, annex I."""

from __future__ import annotations

from documents.official_paper.paper import (
    Appendix,
    Block,
    Heading,
    Item,
    Level,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from documents.official_paper.phrases import (
    MOTTO,
    issuer_lines_of,
    number_line,
    point_letter,
    punctuated,
    roman,
    signed_line,
)
from documents.official_paper.writing import write_paper

__all__ = [
    "MOTTO",
    "Appendix",
    "Block",
    "Heading",
    "Item",
    "Level",
    "Paper",
    "Paragraph",
    "Signature",
    "Table",
    "issuer_lines_of",
    "number_line",
    "point_letter",
    "punctuated",
    "roman",
    "signed_line",
    "write_paper",
]
