"""Write what was done of a line: field by field, each only over the value that was seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from models import audit, clock
from models.base import db
from models.line import FINISHED, Line, LineState
from models.month_acts import Act, Obstacle, Reader
from models.month_calendar import month_named
from models.month_line import NUMBERS, TEXTS, MonthLine
from models.unit_month import MonthRefused, UnitMonth

FIELDS = ("state", "done_on", *TEXTS, *NUMBERS)
"""What is written of a line, each by itself."""


@dataclass(frozen=True)
class Change:
    """A new value of a field, and the one that stood there when it was given."""

    was: Any
    value: Any


class Overwritten(Exception):
    """Somebody else wrote another value meanwhile: `present` by field; nothing was written."""

    def __init__(self, line: MonthLine, present: dict[str, Any]) -> None:
        super().__init__(", ".join(present))
        self.line, self.present = line, present


class BadValue(StrEnum):
    """Why a value is not taken."""

    REASON_MISSING = "reason_missing"
    DAY_TO_COME = "day_to_come"
    DAY_TOO_EARLY = "day_too_early"
    DAY_OF_NOTHING = "day_of_nothing"


class NotTaken(Exception):
    """A value that is not taken; nothing was written."""

    def __init__(self, line: MonthLine, field: str, why: BadValue) -> None:
        super().__init__(f"{field}: {why}")
        self.line, self.field, self.why = line, field, why


class NoSuchLine(LookupError):
    """The month does not hold the line."""


def write(
    month: UnitMonth, assignment_id: int, changes: Mapping[str, Change], by: Reader
) -> MonthLine:
    """Write fields of a line of a month that was locked, and give the line as it stands then.

    Raises NoSuchLine, MonthRefused, Overwritten, NotTaken; then nothing is written. A field that
    has the new value already is as good as written: so the same post twice is one act, and
    saving what nobody changed does not count as work on the line.
    """
    line = _line_to_write(month, assignment_id, by)
    if not _differing(line, changes):
        return line
    _refuse_overwriting(line, _summed(line, changes), by)
    line, row = open_line(month, assignment_id, by)
    line = replace(line, **_written_later(line, row))
    new = _differing(line, changes)
    _refuse_overwriting(line, {name: changes[name] for name in new}, by)
    _refuse_bad(month, line, new)
    _apply(month, row, new)
    note_written(month, row, by)
    audit.record("line.written", row)
    db.session.flush()
    # Of work that ended in the month, what is put back leaves the month with this very act.
    stand = {"state": LineState(row.state), "done_on": row.done_on, "reason": row.reason}
    left = replace(line, **{**new, **stand})
    return month.line(assignment_id) or left


def open_line(month: UnitMonth, assignment_id: int, by: Reader) -> tuple[MonthLine, Line]:
    """A line of a locked month that may be written, with its row, made where there is none.

    Raises NoSuchLine, MonthRefused.
    """
    line = _line_to_write(month, assignment_id, by)
    row = db.session.get_one(Line, line.line_id) if line.line_id else _first(line)
    refuse_frozen(month, row)
    return line, row


def refuse_frozen(month: UnitMonth, row: Line) -> None:
    """Raise MonthRefused where a line was approved, with the month that it was approved with."""
    if row.frozen_on is not None:
        raise MonthRefused(month, Obstacle.LINE_APPROVED, row.frozen_on)


def _line_to_write(month: UnitMonth, assignment_id: int, by: Reader) -> MonthLine:
    month.allow(Act.WRITE, by)
    line = month.line(assignment_id)
    if line is None:
        raise NoSuchLine(assignment_id)
    return line


def _differing(line: MonthLine, changes: Mapping[str, Change]) -> dict[str, Any]:
    return {name: one.value for name, one in changes.items() if one.value != getattr(line, name)}


def _summed(line: MonthLine, changes: Mapping[str, Change]) -> dict[str, Change]:
    """What was given for numbers that the line's activities add up to: these are not typed."""
    given = _differing(line, changes)
    return {name: changes[name] for name in line.summed or () if name in given}


def note_written(month: UnitMonth, row: Line, by: Reader) -> None:
    """Remember who wrote last, and that he wrote in this month."""
    row.written_by_id, row.written_at = by.person_id, clock.now()
    if month.checklist is not None:
        month.checklist.note_writer(by.person_id)


def _first(line: MonthLine) -> Line:
    row = Line(assignment_id=line.assignment_id, period_on=line.period_on)
    row.state = LineState.NOT_STARTED
    db.session.add(row)
    return row


def _written_later(line: MonthLine, row: Line) -> dict[str, Any]:
    """What a later month wrote of the line, which this one does not show: not to be lost."""
    names = {*TEXTS, *NUMBERS} - {*(line.summed or ())}
    written = {name: getattr(row, name) for name in names}
    return {name: value for name, value in written.items() if value != getattr(line, name)}


def _refuse_overwriting(line: MonthLine, changes: Mapping[str, Change], by: Reader) -> None:
    present = {name: getattr(line, name) for name in changes}
    unseen = {name: value for name, value in present.items() if value != changes[name].was}
    if "done_on" in unseen and _is_day_of_own_tick(line, changes["done_on"], by):
        del unseen["done_on"]
    if unseen:
        raise Overwritten(line, unseen)


def _is_day_of_own_tick(line: MonthLine, day: Change, by: Reader) -> bool:
    """A tick writes the day, unseen by who made it offline: he may say another one."""
    return day.was is None and line.written_by == by.person_id


def _refuse_bad(month: UnitMonth, line: MonthLine, new: Mapping[str, Any]) -> None:
    state = new.get("state", line.state)
    reason = new.get("reason", line.reason)
    if state == LineState.NOT_APPLICABLE and not reason:
        raise NotTaken(line, "reason", BadValue.REASON_MISSING)
    day = new.get("done_on")
    if day is not None:
        why = _bad_day(month, line, state, day)
        if why is not None:
            raise NotTaken(line, "done_on", why)


def _bad_day(month: UnitMonth, line: MonthLine, state: str, day: date) -> BadValue | None:
    """Why a line cannot have been done on a day: to come, or before the year of its plan."""
    if state != LineState.DONE:
        return BadValue.DAY_OF_NOTHING
    if day > latest_day(month):
        return BadValue.DAY_TO_COME
    return BadValue.DAY_TOO_EARLY if day < earliest_day(month, line) else None


def latest_day(month: UnitMonth) -> date:
    """The last day on which a line of the month can have been done: its last one, or today."""
    return min(month.month.last_day, clock.today())


def earliest_day(month: UnitMonth, line: MonthLine) -> date:
    """The first day on which a line can have been done: of its period, else of the year before."""
    is_whole = line.period_on.year == 1
    if is_whole:
        return date(month.month.named.year - 1, 1, 1)
    return month_named(line.period_on.year, line.period_on.month, month.rules).first_day


def _apply(month: UnitMonth, row: Line, new: Mapping[str, Any]) -> None:
    if "state" in new:
        _STATES[LineState(new["state"])](row, month, new.get("done_on") or latest_day(month))
    for name in (*TEXTS, *NUMBERS, "done_on"):
        if name in new and (name != "done_on" or new[name] is not None):
            setattr(row, name, new[name])
    if "state" in new and row.state != LineState.NOT_APPLICABLE:
        row.reason = None  # why nothing arose, where something did


def _finish(state: LineState) -> Callable[[Line, UnitMonth, date], None]:
    def finish(row: Line, month: UnitMonth, day: date) -> None:
        row.state, row.done_in, row.done_on = state, month.month.named, day
        _note_begun(row, {*_begun_in(row), month.month.named})

    return finish


def _begin(row: Line, month: UnitMonth, _day: date) -> None:
    named = month.month.named
    _note_begun(row, {*_begun_in(row), named})
    if not _is_finished_later(row, named):
        row.state, row.done_in, row.done_on = LineState.IN_PROGRESS, None, None


def _put_back(row: Line, month: UnitMonth, _day: date) -> None:
    """Not begun by this month; what was written of it in a later one stays."""
    later = {named for named in _begun_in(row) if named > month.month.named}
    _note_begun(row, later)
    if not _is_finished_later(row, month.month.named):
        row.state = LineState.IN_PROGRESS if later else LineState.NOT_STARTED
        row.done_in = row.done_on = None


def _begun_in(row: Line) -> set[date]:
    """The months in which it was written as begun or finished."""
    known = {date.fromisoformat(named) for named in row.months_begun or ()}
    return known | {named for named in (row.begun_in, row.done_in) if named is not None}


def _note_begun(row: Line, months: set[date]) -> None:
    row.begun_in = min(months, default=None)
    row.months_begun = sorted(str(named) for named in months) or None


def _is_finished_later(row: Line, named: date) -> bool:
    return row.state in FINISHED and row.done_in is not None and row.done_in > named


_STATES: dict[LineState, Callable[[Line, UnitMonth, date], None]] = {
    LineState.DONE: _finish(LineState.DONE),
    LineState.NOT_APPLICABLE: _finish(LineState.NOT_APPLICABLE),
    LineState.IN_PROGRESS: _begin,
    LineState.NOT_STARTED: _put_back,
}
