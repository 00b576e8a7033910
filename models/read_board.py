"""The board of a unit: the units directly below it and those they took over from, by months."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy import Select, or_, select

from models import clock
from models.assignment import Assignment
from models.base import db
from models.board import MONTHS, Cell, Life, Rates, Span, Written, cell_of, rates_of
from models.checklist import Checklist
from models.month_acts import MonthState
from models.month_calendar import Month, MonthRules, month_named, month_of
from models.month_rules import rules_at_each
from models.overdue_lines import Moment, overdue_lines
from models.reach import in_reach
from models.succession import Succession, is_former
from models.tenancy import MEMBER_UNIT
from models.unit import Unit
from models.unit_month import SETTLED

_LONG_AGO = timedelta(days=31 * (MONTHS + 1))
"""A former unit that ended earlier has no month on the board, however months are cut."""


@dataclass(frozen=True)
class BoardRow:
    """A unit with its months and the overdue lines of the present one.

    `is_former`: it lies elsewhere, or lay, and what it did is read because another unit took it
    over; it is shown and never added. `present` names the month that holds today, where it has one;
    `carried_on_by` the units that took over from it.
    """

    unit: Unit
    cells: tuple[Cell, ...]
    over: int
    is_former: bool
    present: date | None = None
    carried_on_by: tuple[str, ...] = ()

    @cached_property
    def rates(self) -> Rates:
        return rates_of(self.cells)

    @property
    def missing(self) -> int:
        return self.rates.due - self.rates.submitted

    @property
    def sent_back(self) -> int:
        return sum(cell.is_sent_back for cell in self.cells)

    @property
    def is_behind(self) -> bool:
        """Whether something waits for the unit: a month not handed in or sent back, a line."""
        return bool(self.missing or self.sent_back or self.over)

    @property
    def slowness(self) -> tuple[bool, int, float, int, int, str]:
        """What the slowest sort first by."""
        on_time = self.rates.on_time / self.rates.due if self.rates.due else 1.0
        told = -self.missing, on_time, -self.sent_back, -self.over
        return self.is_former, *told, self.unit.sort_key


@dataclass(frozen=True)
class Board:
    """The named months, and a row for each unit, the slowest first."""

    named: tuple[date, ...]
    rows: list[BoardRow]

    @cached_property
    def own(self) -> list[BoardRow]:
        """The units that are added up."""
        return [row for row in self.rows if not row.is_former]

    @cached_property
    def rates(self) -> Rates:
        return sum((row.rates for row in self.own), Rates())


@dataclass
class _Reading:
    """What was read of the units, each by its key."""

    rules: dict[int, MonthRules]
    months: dict[int, tuple[Month, ...]]
    work: dict[int, list[Span]] = field(default_factory=dict)
    written: dict[tuple[int, date], Written] = field(default_factory=dict)
    first_on: dict[tuple[int, date], date] = field(default_factory=dict)
    settled_on: dict[tuple[int, date], date] = field(default_factory=dict)


def read_board(unit: Unit) -> Board:
    """The board of the bound unit: the last months up to today, or to the unit's own end."""
    today = clock.today()
    last_day = min(today, unit.valid_to or today)
    found = db.session.scalars(_units(unit, last_day)).all()
    rules = rules_at_each([*found, unit])
    named = _named([rules[one.id] for one in (*found, unit)], last_day)
    months = _months(rules, named)
    units = [one for one in found if _is_on(one, months[one.id][0])]
    reading = _Reading(rules, months)
    _read_work(reading, [one.id for one in units])
    _read_checklists(reading, [one.id for one in units], named)
    moments = {one.id: moment for one, moment in _moments(reading, units, today)}
    over = overdue_lines(moments)
    heirs = _heirs([one.id for one in units if one.has_ended])
    rows = [
        BoardRow(
            one,
            tuple(_cells(reading, one, today)),
            over.get(one.id, 0),
            one.parent_id != unit.id,
            moments[one.id].month.named if one.id in moments else None,
            heirs.get(one.id, ()),
        )
        for one in units
    ]
    return Board(named, sorted(rows, key=lambda row: row.slowness))


def _units(unit: Unit, last_day: date) -> Select[Unit]:
    """The units directly below, those that they took over from, and those that lay below a unit
    which this one took over from."""
    is_near = or_(Unit.valid_to.is_(None), Unit.valid_to >= last_day - _LONG_AGO)
    below = Unit.parent_id == unit.id
    return select(Unit).where(
        is_near, or_(below, is_former(unit)), in_reach(Unit.id, MEMBER_UNIT), Unit.id != unit.id
    )


def _named(rules: Iterable[MonthRules], last_day: date) -> tuple[date, ...]:
    """The named months up to the last that any of the units has begun."""
    last = max(month_of(last_day, one).named for one in _each(rules))
    count = last.year * 12 + last.month
    numbers = [divmod(number, 12) for number in range(count - MONTHS, count)]
    return tuple(date(year, month + 1, 1) for year, month in numbers)


def _each(rules: Iterable[MonthRules]) -> Collection[MonthRules]:
    return {id(one): one for one in rules}.values()


def _months(rules: dict[int, MonthRules], named: Sequence[date]) -> dict[int, tuple[Month, ...]]:
    """The months of each unit by its key; made once for all units with the same rules."""
    made = {
        id(one): tuple(month_named(day.year, day.month, one) for day in named)
        for one in _each(rules.values())
    }
    return {key: made[id(one)] for key, one in rules.items()}


def _is_on(unit: Unit, first: Month) -> bool:
    return unit.valid_to is None or unit.valid_to >= first.first_day


def _read_work(reading: _Reading, ids: list[int]) -> None:
    spans = Assignment.unit_id, Assignment.assigned_on, Assignment.ended_on
    query = select(*spans).where(Assignment.unit_id.in_(ids)).distinct()
    for unit_id, first, last in db.session.execute(query):
        reading.work.setdefault(unit_id, []).append((first, last))


def _read_checklists(reading: _Reading, ids: list[int], named: Sequence[date]) -> None:
    asked = Checklist.unit_id, Checklist.month_on, Checklist.state, Checklist.was
    days = Checklist.submitted_first_at, Checklist.submitted_at, Checklist.changes_since
    query = select(*asked, *days).where(
        Checklist.unit_id.in_(ids), Checklist.month_on.between(named[0], named[-1])
    )
    for unit_id, month_on, state, was, first_at, last_at, changes in db.session.execute(query):
        key = unit_id, month_on
        # What was taken back before it was read and handed in again, was handed in then.
        at = last_at if was == MonthState.OPEN else first_at
        handed_in_on = clock.vietnam_day(at) if at else None
        reading.written[key] = Written(MonthState(state), handed_in_on, changes or 0)
        if first_at:
            reading.first_on[key] = clock.vietnam_day(first_at)
        if last_at and state in SETTLED:
            reading.settled_on[key] = clock.vietnam_day(last_at)


def _cells(reading: _Reading, unit: Unit, today: date) -> Iterable[Cell]:
    life = Life(unit.valid_from, unit.valid_to, tuple(reading.work.get(unit.id, ())))
    for month in reading.months[unit.id]:
        yield cell_of(month, life, reading.written.get((unit.id, month.named)), today)


def _moments(
    reading: _Reading, units: Iterable[Unit], today: date
) -> Iterable[tuple[Unit, Moment]]:
    """The present month of each unit that has one, with how its lines are read."""
    present = {id(rules): month_of(today, rules) for rules in _each(reading.rules.values())}
    for unit in units:
        month = present[id(reading.rules[unit.id])]
        if not _has(unit, month):
            continue
        key = unit.id, month.named
        day = reading.settled_on.get(key, today)
        after = reading.first_on.get(key, month.last_day + timedelta(days=1))
        yield unit, Moment(month, day, after)


def _has(unit: Unit, month: Month) -> bool:
    has_begun = unit.valid_from is None or unit.valid_from <= month.last_day
    return has_begun and (unit.valid_to is None or unit.valid_to >= month.first_day)


def _heirs(ids: list[int]) -> dict[int, tuple[str, ...]]:
    """The names of the units that took over from each."""
    if not ids:
        return {}
    query = (
        select(Succession.predecessor_id, Unit.name)
        .join(Unit, Unit.id == Succession.successor_id)
        .where(Succession.predecessor_id.in_(ids))
        .order_by(Unit.sort_key)
    )
    found: dict[int, tuple[str, ...]] = {}
    for key, name in db.session.execute(query):
        found[key] = (*found.get(key, ()), name)
    return found
