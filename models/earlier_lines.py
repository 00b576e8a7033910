"""What a unit handed in of its lines in the periods before: read in one statement."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, select

from models import clock
from models.base import db
from models.checklist import Checklist
from models.line import FINISHED, Line, LineState
from models.line_activities import Filled, filled
from models.month_line import NUMBERS, MonthLine
from models.period import periods_before
from models.thresholds import Thresholds
from models.unit_month import SETTLED

Key = tuple[int, date]
"""An assignment and a period."""


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """How a line ended in an earlier period; a number that nobody wrote is missing, not zero."""

    state: LineState
    times: int | None = None
    children: int | None = None
    adults: int | None = None
    amount: int | None = None


Earlier = Mapping[Key, EarlierLine]


def earlier_lines(
    unit_id: int, lines: Collection[MonthLine], thresholds: Thresholds
) -> dict[Key, EarlierLine]:
    """What was finished in the earlier periods that the rules ask for, where the month in which it
    was finished is handed in or approved; two queries, none where nothing is asked."""
    wanted = {key for line in lines for key in wanted_of(line, thresholds)}
    if not wanted:
        return {}
    found = {
        (row.assignment_id, row.period_on): EarlierLine(LineState(row.state), *row[3:])
        for row in db.session.execute(_settled(unit_id, wanted))
    }
    activities = filled(unit_id, {key for key, _period in found}, clock.today())
    return {key: _with_activities(line, activities.get(key)) for key, line in found.items()}


def _with_activities(line: EarlierLine, there: Filled | None) -> EarlierLine:
    numbers: dict[str, Any] = there.numbers if there else {}
    return replace(line, **numbers)


def wanted_of(line: MonthLine, thresholds: Thresholds) -> Iterator[Key]:
    """The earlier periods with which a line is compared: the one before for its numbers, more
    where nothing arose."""
    count = 0
    if line.state is LineState.DONE and line.is_counted and thresholds.far_times:
        count = 1
    if line.state is LineState.NOT_APPLICABLE and thresholds.nothing_periods:
        count = thresholds.nothing_periods - 1
    for period in periods_before(line.cadence, line.period_on, count):
        yield line.assignment_id, period


def _settled(unit_id: int, wanted: Collection[Key]) -> Select[int, date, LineState]:
    month = and_(Checklist.unit_id == Line.unit_id, Checklist.month_on == Line.done_in)
    numbers = [getattr(Line, name) for name in NUMBERS]
    return (
        select(Line.assignment_id, Line.period_on, Line.state, *numbers)
        .join(Checklist, month)
        .where(
            Line.unit_id == unit_id,
            Line.assignment_id.in_({key for key, _ in wanted}),
            Line.period_on.in_({period for _, period in wanted}),
            Line.state.in_(FINISHED),
            Checklist.state.in_(SETTLED),
        )
    )
