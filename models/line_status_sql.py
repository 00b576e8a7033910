"""models/line_status.py as SQL: the period of each task and how its line stands.

Both are expressions over Assignment, its Task and the LINE of the period, which may be missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, extract, false, func, or_, true

from models.assignment import Assignment
from models.base import Base
from models.line import LineState
from models.line_status import LineStatus, day_within
from models.period import WHOLE, last_of_period, period_on
from models.plan import Plan
from models.task import Cadence, Task

LINE = Base.metadata.tables["line"].alias("line_now")
"""Lines as a plain table: each is of the unit of its assignment, which the scope lets through.
With criteria of its own PostgreSQL, as long as it has no statistics, finds them by unit."""
_ONCE = (Cadence.ONCE, Cadence.CAMPAIGN)
_PERIODIC = (Cadence.MONTHLY, Cadence.QUARTERLY, Cadence.HALF_YEARLY)


def _by_day(plans: Iterable[Plan], today: date) -> dict[date, list[int]]:
    """The keys of plans by the day whose periods are looked at: mostly all by today."""
    days: dict[date, list[int]] = {}
    for plan in plans:
        days.setdefault(day_within(plan.starts_on, plan.ends_on, today), []).append(plan.id)
    return days


def _of_each(plans: Sequence[Plan], today: date, expression: Any) -> ColumnElement[Any]:
    """An expression of a day, for each plan with its own day."""
    days = _by_day(plans, today)
    made = [(Assignment.plan_id.in_(ids), expression(day, today)) for day, ids in days.items()]
    return made[0][1] if len(made) == 1 else case(*made)


def period_now(plans: Sequence[Plan], today: date) -> ColumnElement[Any]:
    return _of_each(plans, today, _period_on)


def _period_on(day: date, _today: date) -> ColumnElement[Any]:
    wanted = {cadence: period_on(cadence, day) for cadence in (*_PERIODIC, Cadence.YEARLY)}
    return case(wanted, value=Task.cadence, else_=WHOLE)


def status_now(plans: Sequence[Plan], today: date) -> ColumnElement[Any]:
    """LineStatus of models/line_status.py, as SQL; a test compares the two."""
    is_done = LINE.c.state == LineState.DONE
    return case(
        (LINE.c.state == LineState.NOT_APPLICABLE, LineStatus.NOT_APPLICABLE),
        (and_(is_done, _of_each(plans, today, _is_late)), LineStatus.LATE),
        (is_done, LineStatus.DONE),
        (_of_each(plans, today, _is_over), LineStatus.OVER),
        (LINE.c.state == LineState.IN_PROGRESS, LineStatus.DOING),
        else_=LineStatus.NONE,
    )


def _is_late(day: date, _today: date) -> ColumnElement[bool]:
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    in_year = and_(LINE.c.done_on >= first, _day_of_year(LINE.c.done_on) > _due_of_year())
    periodic = [_is(c) & (LINE.c.done_on > last_of_period(c, day)) for c in _PERIODIC]
    yearly = _is(Cadence.YEARLY) & or_(LINE.c.done_on > last, in_year)
    return or_(and_(Task.cadence.in_(_ONCE), LINE.c.done_on > Task.due_on), yearly, *periodic)


def _is_over(day: date, today: date) -> ColumnElement[bool]:
    over = [c for c in _PERIODIC if (last_of_period(c, day) or today) < today]
    yearly: ColumnElement[bool] = true() if day.year < today.year else false()
    if day.year == today.year:
        yearly = _due_of_year() < today.month * 100 + today.day
    return or_(
        and_(Task.cadence.in_(_ONCE), Task.due_on < today),
        _is(Cadence.YEARLY) & yearly,
        Task.cadence.in_(over),
    )


def _is(cadence: Cadence) -> ColumnElement[bool]:
    return Task.cadence == cadence


def _due_of_year() -> ColumnElement[int]:
    return func.coalesce(_day_of_year(Task.due_on), 1231)


def _day_of_year(day: Any) -> ColumnElement[int]:
    """Month and day as a number that sorts like them: 615 for the 15th of June."""
    return extract("month", day) * 100 + extract("day", day)
