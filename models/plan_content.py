"""What a plan holds, in the order of its document."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import selectinload, undefer

from models.base import db
from models.plan import Plan
from models.plan_section import PlanSection
from models.plan_source import PlanSource
from models.task import Task


def live_tasks(plan: Plan) -> list[Task]:
    """The tasks of a plan that are not left out, with the agencies they name."""
    live = Task.of(plan).where(Task.left_out_at.is_(None))
    return list(db.session.scalars(live.options(selectinload(Task.agencies))))


def sections_of(plan: Plan) -> list[PlanSection]:
    """The headings of a plan."""
    query = select(PlanSection).where(PlanSection.plan_id == plan.id)
    return list(db.session.scalars(query.order_by(PlanSection.position, PlanSection.id)))


def source_of(plan: Plan, *, with_lines: bool = False) -> PlanSource | None:
    """The document a plan was read from, its text only where it is needed; None where it was
    typed, or may not be read."""
    query = PlanSource.of(plan.id)
    return db.session.scalar(query.options(undefer(PlanSource.lines)) if with_lines else query)
