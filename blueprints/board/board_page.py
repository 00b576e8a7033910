"""Everything the page of the board shows, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.asked import page_asked, page_count, words_asked
from blueprints.board.words import CHANGED, LATE, LOOKS, Look, look_of
from blueprints.checklists.month_words import month_name
from blueprints.filters import day
from models.board import Cell, CellState
from models.read_board import Board, BoardRow
from models.text import fold

UNITS = 50
"""Units on one page."""
LEGEND = [CellState.APPROVED, CellState.SUBMITTED, CellState.IN_REVIEW, CellState.RETURNED]
LEGEND += [CellState.REOPENED, CellState.EXCUSED, CellState.MISSING, CellState.OPEN]


@dataclass(frozen=True)
class Asked:
    """What the address says: a part of a name, only the units that are behind, which page."""

    q: str
    show: str
    page: int

    @classmethod
    def now(cls) -> Asked:
        given = request.args
        return cls(
            q=words_asked(),
            show="behind" if given.get("show") == "behind" else "",
            page=page_asked(),
        )

    def fits(self, row: BoardRow) -> bool:
        """Whether a unit is among those asked for; a former one has nothing to catch up with."""
        is_wanted = not self.show or (row.is_behind and not row.is_former)
        return is_wanted and fold(self.q) in row.unit.folded


class BoardPage:
    """The board as it is asked for."""

    def __init__(self, board: Board) -> None:
        self.board, self.asked = board, Asked.now()
        self.title = str(_("Board"))

    @cached_property
    def found(self) -> list[BoardRow]:
        """The units that are asked for."""
        return [row for row in self.board.rows if self.asked.fits(row)]

    @property
    def pages(self) -> int:
        return page_count(len(self.found), UNITS)

    @property
    def months(self) -> list[dict[str, Any]]:
        """The heads of the columns."""
        return [
            {"number": named.month, "year": f"{named:%y}", "name": month_name(named)}
            for named in self.board.named
        ]

    @property
    def last_month(self) -> tuple[date, str]:
        """The month before the present one, which is to be added up: itself and its number."""
        named = self.board.named[-2]
        return named, _number(named)

    @property
    def period(self) -> str:
        """From when to when."""
        first, last = (_number(named) for named in (self.board.named[0], self.board.named[-1]))
        return str(_("From month %(first)s to month %(last)s", first=first, last=last))

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """The units of the page that is asked for, in words."""
        start = UNITS * (self.asked.page - 1)
        for row in self.found[start : start + UNITS]:
            yield {
                "name": row.unit.name,
                "href": None if row.is_former else url_for("today.show", unit=row.unit.slug),
                "over": _overdue(row.over) if row.over else "",
                "over_href": _overdue_href(row),
                "submitted": f"{row.rates.submitted}/{row.rates.due}",
                "on_time": f"{row.rates.on_time}/{row.rates.due}",
                "note": note_of(row),
                "cells": [self._cell(row, cell) for cell in row.cells],
            }

    def _cell(self, row: BoardRow, cell: Cell) -> tuple[Look, str, str]:
        """How it looks, where it leads, and its words."""
        look = look_of(cell)
        told = f"{_number(cell.named)}: {look.word}"
        if row.is_former or not cell.has_page:
            return look, "", told
        return look, f"/{row.unit.slug}/checklists/{cell.named:%Y-%m}", told

    @property
    def legend(self) -> list[Look]:
        return [*(LOOKS[state] for state in LEGEND), LATE, CHANGED]

    @property
    def overdue(self) -> tuple[int, str]:
        """How many lines are overdue in all, and at how many units."""
        found = [row.over for row in self.board.own if row.over]
        at = ngettext("at %(num)d unit", "at %(num)d units", len(found)) if found else _("nowhere")
        return sum(found), str(at)

    @property
    def sent_back(self) -> tuple[int, str]:
        """How many months were sent back, and to how many units."""
        found = [row.sent_back for row in self.board.own if row.sent_back]
        to = ngettext("to %(num)d unit", "to %(num)d units", len(found)) if found else _("to none")
        return sum(found), str(to)

    @property
    def behind(self) -> int:
        """How many units have something to catch up with."""
        return sum(row.is_behind for row in self.board.own)

    def address(self, endpoint: str = "board.show", page: int = 1, **changed: Any) -> str:
        """The address of another form of what is shown, or of another page of it."""
        given = {"q": self.asked.q, "show": self.asked.show, **changed}
        told = {name: value for name, value in given.items() if value}
        return url_for(endpoint, page=page if page > 1 else None, **told)

    def page_address(self, page: int) -> str:
        return self.address(page=page)


def note_of(row: BoardRow) -> str:
    """When a unit ended, and who took over from it."""
    ended_on = row.unit.valid_to
    if ended_on is None or not row.unit.has_ended:
        return ""
    if row.carried_on_by:
        heirs = ", ".join(row.carried_on_by)
        return str(_("Until %(day)s; now: %(units)s", day=day(ended_on), units=heirs))
    return str(_("Until %(day)s", day=day(ended_on)))


def _overdue(count: int) -> str:
    return str(ngettext("%(num)d line overdue", "%(num)d lines overdue", count))


def _overdue_href(row: BoardRow) -> str:
    """Where its overdue lines stand."""
    if row.is_former or row.present is None:
        return ""
    return url_for("checklists.show", unit=row.unit.slug, month=row.present, show="over")


def _number(named: date) -> str:
    return f"{named.month}/{named.year}"
