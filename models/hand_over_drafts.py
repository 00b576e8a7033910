"""Drafts of plans that a leaving person began go to the successor."""

from __future__ import annotations

from sqlalchemy import select

from models import audit
from models.appointer import Appointer
from models.base import db
from models.handover import RECEIVER_MAY_NOT, OpenItem, OpenWork, Transfer, register
from models.membership import held_in_act
from models.permissions import Permission, standing_at
from models.plan import Plan
from models.tenancy import current
from models.unit import Unit


def _drafts(person_id: int) -> list[Plan]:
    """What a person has begun at the bound unit and nobody has published."""
    own = Plan.in_being().where(
        Plan.unit_id == current().unit_id,
        Plan.author_id == person_id,
        Plan.published_at.is_(None),
    )
    return list(db.session.scalars(own.order_by(Plan.id)))


def _item(plan: Plan, by: Appointer, receiver_id: int | None) -> OpenItem:
    stays = ""
    if receiver_id is not None:
        path = db.session.scalars(select(Unit.path).where(Unit.id == plan.unit_id)).one()
        granted = standing_at(path, held_in_act(receiver_id)).permissions
        stays = "" if Permission.MANAGE_PLANS in granted else RECEIVER_MAY_NOT
    return OpenItem(plan.subject, plan.number or "", stays=stays)


def _hand_over(plan: Plan, transfer: Transfer) -> None:
    plan.author_id = transfer.receiver.id
    audit.record("plan.handed_over", plan)


register(OpenWork("plan_drafts", _drafts, _item, _hand_over))
