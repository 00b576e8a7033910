"""Who has acted on a draft: whoever would throw it away throws away their work too."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, or_, select

from models.audit import AuditEvent
from models.base import db
from models.plan import Plan
from models.plan_facts import BudgetLine, PlanTarget, ReportDue
from models.plan_section import PlanSection
from models.plan_source import PlanSource
from models.task import Task

_PARTS: tuple[Any, ...] = (Task, PlanSection, PlanSource, PlanTarget, ReportDue, BudgetLine)


def others_at_work(plan: Plan, person_id: int) -> list[str]:
    """The names of those, beside its author and a person, who have acted on a draft."""
    query = select(AuditEvent.actor).where(
        or_(_about(Plan, plan, Plan.id), *(_about(part, plan, part.plan_id) for part in _PARTS)),
        AuditEvent.person_id.is_not(None),
        AuditEvent.person_id.not_in({person_id, plan.author_id or person_id}),
    )
    return list(db.session.scalars(query.distinct().order_by(AuditEvent.actor)))


def _about(model: Any, plan: Plan, key: Any) -> ColumnElement[bool]:
    ids = select(cast(model.id, String)).where(key == plan.id)
    return and_(AuditEvent.subject_type == model.__tablename__, AuditEvent.subject_id.in_(ids))
