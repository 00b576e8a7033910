"""The top of a paper: issuer and motto side by side, number and day on one line, title."""

from __future__ import annotations

from typing import Any

from documents.official_paper import looks, phrases
from documents.official_paper.markup import cell, grid, paragraph, row, rule
from documents.official_paper.measures import line_length
from documents.official_paper.paper import Paper
from documents.official_paper.titles import write_short_rule, write_title

_LEFT = 66.0
_RIGHT = looks.TEXT_WIDTH - _LEFT


def write_head(body: Any, paper: Paper) -> None:
    """All that stands above the text."""
    _columns(body, paper)
    if paper.type_name is not None:
        paragraph(body, looks.TYPE_NAME, paper.type_name.upper())
        write_title(body, looks.SUBJECT, paper.subject, looks.TEXT_WIDTH)
        below, above = looks.RULE_BELOW_TITLE, looks.SUBJECT
        write_short_rule(body, below, paper.subject, above, looks.TEXT_WIDTH)
    _addressees(body, paper.addressees)


def _columns(body: Any, paper: Paper) -> None:
    table = grid(body, (_LEFT, _RIGHT))
    upper = row(table)
    _issuer(cell(upper, _LEFT), paper)
    _motto(cell(upper, _RIGHT))
    lower = row(table)
    left, right = cell(lower, _LEFT), cell(lower, _RIGHT)
    paragraph(left, looks.NUMBER, phrases.number_line(paper.number, paper.symbol))
    if paper.type_name is None and paper.subject:
        paragraph(left, looks.LETTER_SUBJECT, phrases.letter_subject(paper.subject))
    signed = phrases.signed_line(paper.place, paper.signed_on, year=paper.year)
    paragraph(right, looks.PLACE_AND_DAY, signed)


def _issuer(column: Any, paper: Paper) -> None:
    if paper.superior:
        paragraph(column, looks.SUPERIOR, paper.superior.upper())
    lines = [line.upper() for line in paper.issuer_lines if line] or [""]
    for line in lines:
        write_title(column, looks.ISSUER, line, _LEFT)
    write_short_rule(column, looks.RULE, lines[-1], looks.ISSUER, _LEFT)


def _motto(column: Any) -> None:
    nation, motto = phrases.MOTTO
    paragraph(column, looks.NATION, nation)
    paragraph(column, looks.MOTTO, motto)
    rule(column, looks.RULE, length=line_length(motto, looks.MOTTO), width=_RIGHT)


def _addressees(body: Any, addressees: tuple[str, ...]) -> None:
    """One on the line of "Kính gửi:"; several under each other, their dashes below its colon."""
    lines = phrases.punctuated(addressees, dash="- ")
    if len(lines) == 1:
        paragraph(body, looks.ADDRESSEE, f"Kính gửi: {phrases.bare(lines[0])}")
        return
    for place, line in enumerate(lines):
        if not place:
            paragraph(body, looks.ADDRESSEES, "Kính gửi:")
        paragraph(body, looks.ADDRESSEE_LINE, line, keeps_next=True)
    if lines:
        paragraph(body, looks.GAP)
