"""The board as rows of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from blueprints.board.board_page import BoardPage, note_of
from blueprints.board.words import look_of


def headings(page: BoardPage) -> list[str]:
    """Unit, months, rates, overdue lines, what became of the unit."""
    rates = [_("Months due"), _("Submitted"), _("Submitted on time"), _("Lines overdue")]
    return [_("Unit"), *(month["name"] for month in page.months), *rates, _("Note")]


def rows(page: BoardPage) -> Iterator[list[Any]]:
    """The units that are asked for, the slowest first."""
    for row in page.found:
        rates = row.rates
        told = [str(look_of(cell).word) for cell in row.cells]
        counts = [rates.due, rates.submitted, rates.on_time, row.over]
        yield [row.unit.name, *told, *counts, note_of(row)]
