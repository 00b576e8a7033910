"""How far the tasks of plans are, over the units addressed: counted by the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, or_, select

from models.agency import Agency
from models.assignment import Assignment
from models.base import db
from models.hamlet import Hamlet
from models.line_status import LineStatus
from models.line_status_sql import LINE, period_now, status_now
from models.plan import Plan
from models.task import Task
from models.text import sort_key
from models.unit import Unit

_AT_ONCE = 500
"""Plans in one statement: an engine takes only so many parameters."""


@dataclass(frozen=True)
class Progress:
    """How many of some assignments stand how; the fields are the values of LineStatus."""

    done: int = 0
    late: int = 0
    doing: int = 0
    over: int = 0
    none: int = 0
    not_applicable: int = 0

    @property
    def total(self) -> int:
        return sum(astuple(self))

    @property
    def settled(self) -> int:
        """Those with nothing left to do: done, late or not, or nothing arose."""
        return self.done + self.late + self.not_applicable

    def __add__(self, other: Progress) -> Progress:
        return Progress(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


Bearer = tuple[int, int | None, int | None]
"""Who carries an assignment: the keys of a unit, of its agency, of its hamlet."""


@dataclass(frozen=True)
class Share:
    """The part of one unit, or of one of its agencies or hamlets, in a plan."""

    name: str
    key: Bearer
    progress: Progress

    @property
    def slowness(self) -> tuple[float, float, str]:
        """What the slowest sort first by: the most overdue, then the least settled."""
        total = self.progress.total or 1
        return -self.progress.over / total, self.progress.settled / total, sort_key(self.name)


def of_plans(plans: Sequence[Plan], today: date) -> dict[int, Progress]:
    """The progress of each plan that has assignments, by the plan's key."""
    found: dict[int, Progress] = {}
    published = [plan for plan in plans if plan.published_at is not None]
    for start in range(0, len(published), _AT_ONCE):
        counted = counts(published[start : start + _AT_ONCE], today, Assignment.plan_id)
        query = select(Plan.id, *columns(counted)).join(counted, counted.c.plan_id == Plan.id)
        found |= {key: Progress(*numbers) for key, *numbers in db.session.execute(query)}
    return found


def by_unit(plan: Plan, today: date) -> list[Share]:
    """The progress of each unit addressed, agency or hamlet of a plan; the slowest first."""
    named = (Assignment.unit_id, Assignment.agency_id, Assignment.hamlet_id)
    counted = counts([plan], today, *named)
    query = (
        select(
            Unit.name,
            Agency.name,
            Hamlet.name,
            Unit.id,
            counted.c.agency_id,
            counted.c.hamlet_id,
            *columns(counted),
        )
        .join(counted, counted.c.unit_id == Unit.id)
        .outerjoin(Agency, Agency.id == counted.c.agency_id)
        .outerjoin(Hamlet, Hamlet.id == counted.c.hamlet_id)
    )
    found = db.session.execute(query)
    shares = [
        Share(agency or hamlet or unit, (of_unit, of_agency, of_hamlet), Progress(*numbers))
        for unit, agency, hamlet, of_unit, of_agency, of_hamlet, *numbers in found
    ]
    return sorted(shares, key=lambda share: share.slowness)


def with_progress(tasks: Select[Task], plan: Plan, today: date) -> list[tuple[Task, Progress]]:
    """The tasks of a plan, each with its progress, in one query with them."""
    counted = counts([plan], today, Assignment.task_id)
    query = tasks.add_columns(*columns(counted)).outerjoin(counted, counted.c.task_id == Task.id)
    rows = db.session.execute(query).unique()
    return [(task, Progress(*numbers)) for task, *numbers in rows]


def standing(plan: Plan, today: date) -> dict[tuple[int, int | None, int | None, int], LineStatus]:
    """How each assignment of a plan stands, by who carries it and its task."""
    whose = (Assignment.unit_id, Assignment.agency_id, Assignment.hamlet_id, Assignment.task_id)
    query = _assigned([plan], today, *whose, status_now([plan], today).label("status"))
    return {
        (unit, agency, hamlet, task): LineStatus(status)
        for unit, agency, hamlet, task, status in db.session.execute(query)
    }


def counts(plans: Sequence[Plan], today: date, *keys: Any) -> CTE:
    """The statement that counts assignments by status and by some of their columns.

    Join it to a table that is read: on its own it carries no scope. It is made once: PostgreSQL
    would else, as long as it has no statistics, count anew for each row it is joined to.
    """
    status = status_now(plans, today).label("status")
    each = _assigned(plans, today, *keys, status).subquery()
    numbers = [func.count(case((each.c.status == one, 1))).label(one) for one in LineStatus]
    named = [each.c[key.key] for key in keys]
    return (
        select(*named, *numbers)
        .group_by(*named)
        .cte()
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )


def columns(counted: CTE) -> list[ColumnElement[int]]:
    """The numbers of a statement of counts(), in the order of Progress; 0 where there are none."""
    return [func.coalesce(counted.c[one], 0) for one in LineStatus]


def _assigned(plans: Sequence[Plan], today: date, *wanted: Any) -> Select[Any]:
    keys = [plan.id for plan in plans]
    period = LINE.c.period_on == period_now(plans, today)
    line = and_(LINE.c.assignment_id == Assignment.id, period)
    return (
        select(*wanted)
        .select_from(Assignment)
        .join(Task, Task.id == Assignment.task_id)
        .outerjoin(LINE, line)
        .where(Assignment.plan_id.in_(keys), Task.plan_id.in_(keys))
        .where(or_(Assignment.ended_on.is_(None), Assignment.ended_on > today))
    )
