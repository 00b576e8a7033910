"""Finding the month of a URL, and who is there."""

from __future__ import annotations

from datetime import date

from flask import g, request
from flask_login import current_user

from blueprints.checklists.month_rows import FILTERS
from models.month_acts import Reader
from models.month_line import MonthLine
from models.permissions import Permission, Standing
from models.unit_month import UnitMonth, lock_month, read_month
from models.write_line import NoSuchLine


def find_month(named: date) -> UnitMonth:
    """The unit's month, to read; raises NoSuchMonth, which `refusals` answers."""
    return read_month(g.unit, named, has_below=bool(g.has_below))


def asked_for() -> tuple[str, str]:
    """Which lines are asked for, and in which order."""
    shown = request.args.get("show", "all")
    by = "due" if request.args.get("by") == "due" else "section"
    return shown if shown in FILTERS else "all", by


def begin_month(named: date) -> UnitMonth:
    """The unit's month, locked; call it after begin_write()."""
    return lock_month(named)


def reader_here() -> Reader:
    """The person, as the pure function of the acts knows him."""
    return reader_with(g.standing)


def reader_with(standing: Standing) -> Reader:
    """The person with what he is at some unit."""
    return Reader(
        current_user.id,
        writes=Permission.WRITE_CHECKLISTS in standing.permissions,
        decides=Permission.DECIDE_MONTHS in standing.permissions,
        delegated=standing.delegated_for(Permission.DECIDE_MONTHS),
    )


def find_line(named: date, assignment_id: int) -> tuple[UnitMonth, MonthLine]:
    """The unit's month and one of its lines, to read; raises NoSuchMonth, NoSuchLine."""
    month = find_month(named)
    return month, line_in(month, assignment_id)


def line_in(month: UnitMonth, assignment_id: int) -> MonthLine:
    """One of the month's lines; raises NoSuchLine."""
    line = month.line(assignment_id)
    if line is None:
        raise NoSuchLine(assignment_id)
    return line
