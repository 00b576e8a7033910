"""How far units are with what they were given."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, case, func, select

from models.assignment import Assignment
from models.base import db
from models.line import Line, LineState
from models.plan import Plan


@dataclass(frozen=True)
class Begun:
    """Units that have a task, those in which a line was begun, and done, lines in approved months.
    Only what is in reach is counted."""

    units: int = 0
    begun: int = 0
    done: int = 0
    frozen: int = 0


def begun(task_ids: Collection[int]) -> dict[int, Begun]:
    """How far each of these tasks is; tasks that nobody has are missing."""
    rows = _counts().add_columns(Assignment.task_id).where(Assignment.task_id.in_(task_ids))
    found = db.session.execute(rows.group_by(Assignment.task_id))
    return {task_id: Begun(*counted) for *counted, task_id in found}


def begun_of(plan: Plan) -> Begun:
    """How far a plan is as a whole."""
    return Begun(*db.session.execute(_counts().where(Assignment.plan_id == plan.id)).one())


def _counts() -> Select[int, int, int, int]:
    unit = Assignment.unit_id
    counts = (
        func.count(unit.distinct()),
        func.count(case((Line.id.is_not(None), unit)).distinct()),
        func.count(case((Line.state == LineState.DONE, unit)).distinct()),
        func.count(Line.frozen_on),
    )
    return select(*counts).outerjoin_from(Assignment, Line, Line.assignment_id == Assignment.id)
