"""models/line_status.py as SQL: the period of each task and how its line stands.

Both are expressions over Assignment, its Task and the LINE of the period, which may be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

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


class _Look(NamedTuple):
    """The day whose periods are looked at, and from which day of its year on the plan runs."""

    day: date
    runs_from: int


def _by_look(plans: Iterable[Plan], today: date) -> dict[_Look, list[int]]:
    """The keys of plans by what is looked at: mostly all by today."""
    looks: dict[_Look, list[int]] = {}
    for plan in plans:
        day = day_within(plan.starts_on, plan.ends_on, today)
        runs_from = _number_of(plan.starts_on) if plan.starts_on.year == day.year else 0
        looks.setdefault(_Look(day, runs_from), []).append(plan.id)
    return looks


def _of_each(plans: Sequence[Plan], today: date, expression: Any) -> ColumnElement[Any]:
    """An expression of what is looked at, for each plan with its own."""
    looks = _by_look(plans, today)
    made = [(Assignment.plan_id.in_(ids), expression(look, today)) for look, ids in looks.items()]
    return made[0][1] if len(made) == 1 else case(*made)


def period_now(plans: Sequence[Plan], today: date) -> ColumnElement[Any]:
    return _of_each(plans, today, _period_on)


def _period_on(look: _Look, _today: date) -> ColumnElement[Any]:
    wanted = {cadence: period_on(cadence, look.day) for cadence in (*_PERIODIC, Cadence.YEARLY)}
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


def _is_late(look: _Look, _today: date) -> ColumnElement[bool]:
    periodic = [_is(c) & (LINE.c.done_on > last_of_period(c, look.day)) for c in _PERIODIC]
    yearly = _is(Cadence.YEARLY) & _in_due_year(look, _done_after)
    return or_(and_(Task.cadence.in_(_ONCE), LINE.c.done_on > Task.due_on), yearly, *periodic)


def _is_over(look: _Look, today: date) -> ColumnElement[bool]:
    over = [c for c in _PERIODIC if (last_of_period(c, look.day) or today) < today]
    yearly = _is(Cadence.YEARLY) & _in_due_year(look, partial(_passed, today=today))
    once = and_(Task.cadence.in_(_ONCE), Task.due_on < today)
    return or_(once, yearly, Task.cadence.in_(over))


def _in_due_year(
    look: _Look, expression: Callable[[int], ColumnElement[bool]]
) -> ColumnElement[bool]:
    """An expression of the year in which a yearly task is due: the next one, where its day lies
    before the plan begins."""
    year = look.day.year
    is_before = and_(Task.due_on.is_not(None), _due_of_year() < look.runs_from)
    return case((is_before, expression(year + 1)), else_=expression(year))


def _passed(year: int, today: date) -> ColumnElement[bool]:
    if year == today.year:
        return _due_of_year() < _number_of(today)
    return true() if year < today.year else false()


def _done_after(year: int) -> ColumnElement[bool]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    in_year = and_(LINE.c.done_on >= first, _day_of_year(LINE.c.done_on) > _due_of_year())
    return or_(LINE.c.done_on > last, in_year)


def _number_of(day: date) -> int:
    """Month and day as a number that sorts like them: 615 for the 15th of June."""
    return day.month * 100 + day.day


def _is(cadence: Cadence) -> ColumnElement[bool]:
    return Task.cadence == cadence


def _due_of_year() -> ColumnElement[int]:
    return func.coalesce(_day_of_year(Task.due_on), 1231)


def _day_of_year(day: Any) -> ColumnElement[int]:
    """The number of `_number_of`, as SQL."""
    return extract("month", day) * 100 + extract("day", day)
