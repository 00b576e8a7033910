"""Who is told of what happens to a plan: those who do its work, where it goes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from models.base import Base, db
from models.permissions import Role
from models.plan import Plan
from models.plan_recipient import PlanRecipient
from models.task import Audience, Task, TaskAgency

STAFF = (Role.OFFICER, Role.REVIEWER, Role.LEADER)


def listeners(plan: Plan) -> Select[int]:
    """The memberships, at the issuer and at the units addressed, of officers, reviewers and
    leaders, and of partners whose agency a task names or the plan is addressed to.

    A Core select: members of the units below are told by models.notification.notify_members().
    """
    member, agency = _table("membership"), _table("agency")
    addressed = Plan.addressee_table.c
    sent = select(addressed.unit_id).where(addressed.issued_id == plan.id)
    at_the_issuer = member.c.unit_id == plan.unit_id
    partner = or_(
        _does(_kinds(plan, Audience.BELOW)),
        and_(at_the_issuer, _does(_kinds(plan))),
        member.c.agency_id.in_(_recipients(plan)),
    )
    concerned = or_(member.c.role.in_(STAFF), and_(member.c.role == Role.PARTNER, partner))
    rows = select(member.c.id).outerjoin(agency, agency.c.id == member.c.agency_id)
    return rows.where(or_(at_the_issuer, member.c.unit_id.in_(sent)), concerned)


def _does(kinds: list[str]) -> ColumnElement[bool]:
    """Whether the partner's agency is of one of the kinds, or does its tasks at the unit."""
    member, agency, duty = _table("membership"), _table("agency"), _table("agency_duty")
    mapped = select(duty.c.id).where(
        duty.c.unit_id == member.c.unit_id,
        duty.c.agency_id == member.c.agency_id,
        duty.c.kind.in_(kinds),
    )
    return or_(agency.c.kind.in_(kinds), mapped.exists())


def _kinds(plan: Plan, audience: Audience | None = None) -> list[str]:
    """The kinds of agency that the live tasks of a plan name."""
    named = select(TaskAgency.kind).join(Task, Task.id == TaskAgency.task_id)
    named = named.where(Task.plan_id == plan.id, Task.left_out_at.is_(None))
    if audience is not None:
        named = named.where(Task.audience == audience)
    return list(db.session.scalars(named.distinct()))


def _recipients(plan: Plan) -> list[int]:
    own = db.session.scalars(PlanRecipient.of(plan.id))
    return [row.agency_id for row in own if row.agency_id is not None]


def _table(name: str) -> Any:
    return Base.metadata.tables[name]
