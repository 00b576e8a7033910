"""The end of a paper: who signs at the right, who receives it at the left, on one page."""

from __future__ import annotations

from typing import Any

from documents.official_paper import looks, phrases
from documents.official_paper.markup import cell, grid, paragraph, row
from documents.official_paper.paper import Paper, Signature

_LEFT = 77.0
_RIGHT = looks.TEXT_WIDTH - _LEFT
_MOST_ON_ONE_PAGE = 30
"""Recipients up to which the list stays on one page with the signature."""


def write_ending(body: Any, paper: Paper) -> None:
    """Recipients beside the signature; below both signatures where a secretary signs too."""
    paragraph(body, looks.GAP, keeps_next=True)
    table = grid(body, (_LEFT, _RIGHT))
    first = row(table, whole=len(paper.recipients) <= _MOST_ON_ONE_PAGE)
    left, right = cell(first, _LEFT), cell(first, _RIGHT)
    _signature(right, paper.signature)
    if paper.secretary is None:
        _recipients(left, paper)
    else:
        _signature(left, paper.secretary)
        _recipients(_cell_below(table), paper)
    paragraph(body, looks.END)


def _cell_below(table: Any) -> Any:
    second = row(table)
    left = cell(second, _LEFT)
    paragraph(left, looks.GAP)
    paragraph(cell(second, _RIGHT), looks.RECIPIENT)
    return left


def _signature(column: Any, signature: Signature | None) -> None:
    """The room for hand and seal stays, also while the name is not known."""
    signature = signature or Signature(())
    for line in filter(None, signature.authority):
        paragraph(column, looks.AUTHORITY, line.upper())
    paragraph(column, looks.SIGNER, signature.signer or "")


def _recipients(column: Any, paper: Paper) -> None:
    paragraph(column, looks.RECIPIENTS, "Nơi nhận:")
    lines = phrases.recipient_lines(
        paper.recipients,
        has_addressees=any(paper.addressees),
        filed_by=paper.filed_by,
        drafter_mark=paper.drafter_mark,
    )
    for line in lines:
        paragraph(column, looks.RECIPIENT, line)
