"""Months of the board in words, colours and icons."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask_babel import gettext as _

from blueprints.checklists.month_words import STATES
from blueprints.language import label as _l
from models.board import Cell, CellState
from models.month_acts import MonthState


class Look(NamedTuple):
    """How a cell is shown: class, icon (where it has one) and word."""

    kind: str
    icon: str
    word: Any


LOOKS: dict[CellState, Look] = {
    CellState.APPROVED: Look("done", "check2-all", STATES[MonthState.APPROVED][1]),
    CellState.SUBMITTED: Look("wait", "hourglass-split", STATES[MonthState.SUBMITTED][1]),
    CellState.IN_REVIEW: Look("wait", "eye", STATES[MonthState.IN_REVIEW][1]),
    CellState.RETURNED: Look("back", "arrow-return-left", STATES[MonthState.RETURNED][1]),
    CellState.REOPENED: Look("back", "unlock", STATES[MonthState.REOPENED][1]),
    CellState.EXCUSED: Look("none", "dash-circle", STATES[MonthState.EXCUSED][1]),
    CellState.MISSING: Look("over", "x-lg", _l("Not submitted")),
    CellState.OPEN: Look("doing", "three-dots", _l("Not due yet")),
    CellState.TO_COME: Look("none", "", _l("Not begun yet")),
    CellState.NO_WORK: Look("none", "", _l("No work")),
    CellState.NOT_BEGUN: Look("none", "", _l("The unit was not there yet")),
    CellState.ENDED: Look("none", "", _l("The unit had ended")),
}
LATE = Look("late", "check2-all", _l("Submitted late"))


CHANGED = Look("done", "clock-history", _l("Approved, changed since"))


def look_of(cell: Cell) -> Look:
    """How a cell is shown; what was late keeps the icon of its state on the colour of lateness."""
    look = CHANGED if cell.is_changed else LOOKS[cell.state]
    return Look(f"late {look.kind}", look.icon, late(look.word)) if cell.is_late else look


def late(word: Any) -> str:
    """The word of a month that was handed in late."""
    return str(_("%(state)s, submitted late", state=word))
