"""How many lines of a month are overdue at many units: models/live_lines.py as one SQL statement.

In the month that holds today only what is done once, or every year on a day, can be overdue: the
rest is due when its period ends. A test compares the numbers with those of models/unit_month.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, extract, func, or_, select

from models.assignment import Assignment
from models.base import Base, db
from models.extension import ExtensionState
from models.line import FINISHED, LineState
from models.month_calendar import Month
from models.period import WHOLE, period_on
from models.task import Cadence

_TABLES = Base.metadata.tables
# What stands behind an assignment is counted as its own unit sees it, also where its plan was not
# published to who counts: as plain tables, behind assignments that the scope lets through.
TASK, OWN = _TABLES["task"].alias("its_task"), _TABLES["own_task"].alias("its_own_task")
PLAN, LINE = _TABLES["plan"].alias("its_plan"), _TABLES["line"].alias("its_line")
LATER = _TABLES["extension"].alias("its_extension")

_CADENCE: ColumnElement[Any] = func.coalesce(TASK.c.cadence, OWN.c.cadence)
_DUE_ON: ColumnElement[Any] = func.coalesce(TASK.c.due_on, OWN.c.due_on)
_IS_YEARLY = _CADENCE == Cadence.YEARLY
_IS_ONCE = _CADENCE.in_([Cadence.ONCE, Cadence.CAMPAIGN])


@dataclass(frozen=True)
class Moment:
    """A month, the day as at which its lines are read, and the day before which what was assigned
    belongs to it."""

    month: Month
    day: date
    assigned_before: date


def overdue_lines(moments: Mapping[int, Moment]) -> dict[int, int]:
    """The number of overdue lines of each unit in its month, where there are any; one query."""
    units: dict[Moment, list[int]] = {}
    for unit_id, moment in moments.items():
        units.setdefault(moment, []).append(unit_id)
    if not units:
        return {}
    return dict(db.session.execute(_counts(units)).all())


def _counts(units: Mapping[Moment, Iterable[int]]) -> Select[int, int]:
    each = [
        and_(Assignment.unit_id.in_(ids), *_is_overdue(moment)) for moment, ids in units.items()
    ]
    return (
        select(Assignment.unit_id, func.count())
        .select_from(Assignment)
        .outerjoin(TASK, TASK.c.id == Assignment.task_id)
        .outerjoin(OWN, OWN.c.id == Assignment.own_task_id)
        .outerjoin(PLAN, PLAN.c.id == Assignment.plan_id)
        .where(or_(*each))
        .group_by(Assignment.unit_id)
    )


def _is_overdue(moment: Moment) -> list[ColumnElement[bool]]:
    month = moment.month
    period = case((_IS_YEARLY, period_on(Cadence.YEARLY, month.named)), else_=WHOLE)
    once = and_(_IS_ONCE, func.coalesce(_DUE_ON, PLAN.c.ends_on) < moment.day)
    yearly = and_(_IS_YEARLY, _yearly_is_over(moment), _lasts(PLAN.c.ends_on, month, period))
    return [
        Assignment.assigned_on < moment.assigned_before,
        _lasts(Assignment.ended_on, month, period),
        or_(once, yearly),
        ~_is_written(period, *FINISHED),
        func.coalesce(_moved_to(period), date.min) < moment.day,
    ]


def _lasts(day: Any, month: Month, period: Any) -> ColumnElement[bool]:
    """What ends in the middle of the month is shown in it only where it was begun."""
    begun = and_(day >= month.first_day, _is_written(period, LineState.IN_PROGRESS))
    return or_(day.is_(None), day >= month.last_day, begun)


def _is_written(period: Any, *states: LineState) -> ColumnElement[bool]:
    of_period = and_(LINE.c.assignment_id == Assignment.id, LINE.c.period_on == period)
    return exists().where(of_period, LINE.c.state.in_(states)).correlate_except(LINE)


def _moved_to(period: Any) -> Any:
    """The day to which the last word moved a line; it is always a later one."""
    granted = and_(LATER.c.state == ExtensionState.GRANTED, LATER.c.period_on == period)
    newest = select(LATER.c.new_on).where(LATER.c.assignment_id == Assignment.id, granted)
    newest = newest.where(LATER.c.unit_id == Assignment.unit_id)
    return newest.order_by(LATER.c.id.desc()).limit(1).correlate_except(LATER).scalar_subquery()


def _yearly_is_over(moment: Moment) -> ColumnElement[bool]:
    """Due on the same day of every year, first on the day itself."""
    number = extract("month", _DUE_ON) * 100 + extract("day", _DUE_ON)
    is_same_year = moment.month.named.year == moment.day.year
    today = moment.day.month * 100 + moment.day.day if is_same_year else 0
    return and_(moment.day > _DUE_ON, number < today)
