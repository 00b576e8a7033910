"""What publishing a draft would make: asked before, so that nobody is surprised."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from models.assign_tasks import Kin, held, kin_of
from models.assignees import ITSELF, Assignee, assignees, office_of
from models.assignment import Assignment
from models.base import db
from models.plan import Plan
from models.plan_addressing import units_addressed
from models.task import Task


@dataclass(frozen=True)
class Expected:
    """Whom a plan reaches and how many assignments that makes; `units` are those below."""

    tasks: int
    units: int
    agencies: int
    hamlets: int
    includes_itself: bool
    assignments: int


def expected(plan: Plan, tasks: list[Task], units: int) -> Expected:
    """What publishing these live tasks would make, with so many units addressed below."""
    below = [task for task in tasks if task.is_for_units_below]
    kin = kin_of(plan, tasks)
    own = _own(plan, [task for task in tasks if not task.is_for_units_below], kin)
    who = set(own)
    return Expected(
        tasks=len(tasks),
        units=units if below else 0,
        agencies=len([one for one in who if one.agency_id]),
        hamlets=len([one for one in who if one.hamlet_id]),
        includes_itself=ITSELF in who,
        assignments=_below(plan, below, units, kin) + len(own),
    )


def _below(plan: Plan, tasks: list[Task], units: int, kin: Kin) -> int:
    """Each unit addressed gets each task, except one that it has already."""
    keys = [key for task in tasks for key in kin[task.id]]
    have: dict[int, int] = {}
    if keys:
        addressed = units_addressed(plan).order_by(None).subquery()
        counted = select(Assignment.task_id, func.count()).where(
            held(Assignment, keys), Assignment.unit_id.in_(select(addressed.c.id))
        )
        rows = db.session.execute(counted.group_by(Assignment.task_id)).all()
        have = {task_id: number for task_id, number in rows if task_id is not None}
    return sum(units - sum(have.get(key, 0) for key in kin[task.id]) for task in tasks)


def _own(plan: Plan, tasks: list[Task], kin: Kin) -> list[Assignee]:
    """Who of the unit gets something, once for each task."""
    if not tasks:
        return []
    keys = [key for task in tasks for key in kin[task.id]]
    mine = select(Assignment.task_id).where(Assignment.unit_id == plan.unit_id)
    have = set(db.session.scalars(mine.where(held(Assignment, keys)))) if keys else set()
    free = [task for task in tasks if not have & set(kin[task.id])]
    office = office_of(plan)
    return [who for task in free for who in assignees(task.lead_kinds, office)]
