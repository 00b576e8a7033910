"""Appendices: each begins a page, has page numbers of its own, and may lie on its side."""

from __future__ import annotations

from typing import Any

from documents.official_paper import looks, phrases
from documents.official_paper.body import with_end, write_blocks
from documents.official_paper.looks import TEXT_WIDTH, WIDE_TEXT_WIDTH
from documents.official_paper.markup import paragraph
from documents.official_paper.pages import begin_section
from documents.official_paper.paper import Appendix, Paper, Table
from documents.official_paper.titles import write_short_rule, write_title


def write_appendices(document: Any, paper: Paper) -> None:
    """All appendices behind the signature."""
    for place, appendix in enumerate(paper.appendices, 1):
        number = f" {phrases.roman(place)}" if len(paper.appendices) > 1 else ""
        is_wide = any(isinstance(block, Table) and block.is_wide for block in appendix.body)
        begin_section(document, is_wide=is_wide)
        body = document.element.body
        width = WIDE_TEXT_WIDTH if is_wide else TEXT_WIDTH
        paragraph(body, looks.APPENDIX, f"Phụ lục{number}")
        _titles(body, appendix, _enclosed(paper), width)
        write_blocks(body, _ended(appendix), width=width)


def _titles(body: Any, appendix: Appendix, enclosed: str, width: float) -> None:
    if title := appendix.title.upper():
        write_title(body, looks.APPENDIX_TITLE, title, width)
    write_title(body, looks.ENCLOSED, enclosed, width)
    write_short_rule(body, looks.RULE_BELOW_TITLE, enclosed, looks.ENCLOSED, width)


def _ended(appendix: Appendix) -> tuple[Any, ...]:
    """A text ends with "./."; a table ends with its last line."""
    ends_with_table = appendix.body and isinstance(appendix.body[-1], Table)
    return appendix.body if ends_with_table else with_end(appendix.body)


def _enclosed(paper: Paper) -> str:
    kind = paper.type_name.capitalize() if paper.type_name else "Công văn"
    day = phrases.day_words(paper.signed_on, year=paper.year)
    return phrases.enclosure_line(kind, paper.number, paper.symbol, day, paper.issuer)
