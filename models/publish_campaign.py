"""Publish a campaign with its own tasks, correct it, let more units in, withdraw it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, or_, select

from models import audit, clock
from models.assign_tasks import assign, kin_of
from models.assignees import Office
from models.base import Base, db
from models.campaign import Campaign
from models.campaign_acts import CampaignAct, Opener
from models.campaign_tasks import keep_in_step, own_draft
from models.notification import NotificationKind, notify_members
from models.open_campaign import allow
from models.permissions import Role, Standing
from models.plan import Plan, PlanState, UnitsBelow
from models.plan_addressing import (
    NotAddressable,
    count_addressed,
    find_below,
    freeze_addressees,
    units_below,
)
from models.plan_content import live_tasks
from models.plan_faults import (
    CONFIRMABLE,
    Fault,
    FaultKind,
    facts_of,
    faults,
    stopping,
)
from models.publish_plan import publish as publish_plan
from models.publish_plan import withdraw as withdraw_plan
from models.unit import Unit

TOLD = (Role.OFFICER, Role.PARTNER, Role.REVIEWER, Role.LEADER)


class CampaignFault(StrEnum):
    """Why a draft cannot be published as it is, its own tasks aside."""

    NOBODY = "nobody"
    UNIT_ENDED = "unit_ended"


class NotReady(Exception):
    """What keeps a campaign from being published."""

    def __init__(self, found: list[CampaignFault | Fault]) -> None:
        super().__init__(str(found))
        self.faults = found


@dataclass(frozen=True)
class Opened:
    """What publishing made: units below that take part, assignments, people told."""

    units: int
    assignments: int
    people: int


def faults_of(campaign: Campaign) -> list[CampaignFault | Fault]:
    """All that keeps a draft from being published: its own faults, then those of its tasks."""
    found: list[CampaignFault | Fault] = []
    if db.session.get_one(Unit, campaign.unit_id).has_ended:
        found.append(CampaignFault.UNIT_ENDED)
    if not campaign.includes_own and not count_addressed(campaign):
        found.append(CampaignFault.NOBODY)
    plan = own_draft(campaign)
    if plan is not None:
        found += _of_tasks(plan)
    return found


def publish(campaign: Campaign, version: int | None, by: Opener, standing: Standing) -> Opened:
    """Publish a draft with its own tasks and tell whom it concerns, in one transaction.

    StaleVersion, CampaignRefused, NotReady; what publishing a plan raises.
    """
    allow(CampaignAct.PUBLISH, campaign, version, by)
    keep_in_step(campaign)
    found = faults_of(campaign)
    if found:
        raise NotReady(found)
    assigned = _publish_tasks(campaign, standing)
    units = freeze_addressees(campaign)
    campaign.published_at = clock.now()
    people = _tell_of_opening(campaign)
    made = Opened(units, assigned, people)
    audit.record("campaign.published", campaign, after=vars(made))
    return made


def correct(campaign: Campaign, version: int | None, by: Opener, **values: Any) -> None:
    """Set what may be said anew of a published campaign; StaleVersion, CampaignRefused.

    Whom it concerns is told once a day.
    """
    allow(CampaignAct.CORRECT, campaign, version, by)
    for name, value in values.items():
        setattr(campaign, name, value)
    audit.record("campaign.corrected", campaign)
    db.session.flush()
    once = f"changed-{clock.today()}"
    tell(campaign, NotificationKind.CAMPAIGN_CHANGED, once, due_on=str(campaign.report_due_on))


def addable(campaign: Campaign, term: str = "") -> Select[Unit]:
    """The units below the issuer that do not take part yet, by name; of those the ones whose name
    holds a term."""
    issuer = db.session.get_one(Unit, campaign.unit_id)
    found = find_below(issuer, term) if term else units_below(issuer, UnitsBelow.ALL)
    return found.where(Unit.id.not_in(campaign.addressed_ids()))


def add_units(campaign: Campaign, version: int | None, by: Opener, unit_ids: Iterable[int]) -> int:
    """Let units take part that were not addressed before, give them its own tasks, tell them.

    How many; StaleVersion, CampaignRefused, NotAddressable.
    """
    allow(CampaignAct.ADD_UNIT, campaign, version, by)
    wanted = set(unit_ids)
    units = list(db.session.scalars(addable(campaign).where(Unit.id.in_(wanted))))
    if len(units) != len(wanted):
        raise NotAddressable(sorted(wanted - {unit.id for unit in units}))
    campaign.addressees.extend(units)
    _assign_late(campaign, units)
    _tell_of_opening(campaign)
    added = {"units": sorted(wanted)}
    audit.record("campaign.units_added", campaign, after=added)
    return len(units)


def withdraw(campaign: Campaign, version: int | None, by: Opener, reason: str) -> None:
    """Withdraw a published campaign and its own tasks; StaleVersion, CampaignRefused.

    It and what was entered stay readable to whom it concerned, who is told.
    """
    allow(CampaignAct.WITHDRAW, campaign, version, by)
    campaign.withdrawn_at, campaign.withdrawal_reason = clock.now(), reason
    plan = plan_in_force(campaign)
    if plan is not None:
        withdraw_plan(plan, reason, tells=False)
    db.session.flush()
    people = tell(campaign, NotificationKind.CAMPAIGN_WITHDRAWN, "withdrawn", reason=reason)
    audit.record("campaign.withdrawn", campaign, after={"reason": reason, "people": people})


def tell(campaign: Campaign, kind: NotificationKind, once: str, **told: Any) -> int:
    """Tell the officers, partners, reviewers and leaders of the units that take part and of the
    issuer, once of each thing; how many."""
    member = Base.metadata.tables["membership"].c
    addressed = member.unit_id.in_(campaign.addressed_ids())
    at_them = or_(member.unit_id == campaign.unit_id, addressed)
    listeners = select(member.id).where(at_them, member.role.in_(TOLD))
    issuer = db.session.get_one(Unit, campaign.unit_id)
    words = {"issuer": issuer.name, "campaign": campaign.name, **told}
    path, key = f"/campaigns/{campaign.id}", f"campaign-{campaign.id}-{once}"
    return notify_members(listeners, kind, path, once=key, **words)


def _tell_of_opening(campaign: Campaign) -> int:
    """Whoever was told already, as when a unit joins late, is not told again."""
    days = {name: str(getattr(campaign, name)) for name in ("starts_on", "ends_on")}
    return tell(campaign, NotificationKind.CAMPAIGN_PUBLISHED, "published", **days)


def plan_in_force(campaign: Campaign) -> Plan | None:
    """The published plan of a campaign's own tasks; None without one, or where it was withdrawn."""
    plan = db.session.get(Plan, campaign.plan_id) if campaign.plan_id else None
    in_force = {PlanState.PUBLISHED, PlanState.OVER}
    return plan if plan is not None and plan.state in in_force else None


def _of_tasks(plan: Plan) -> list[Fault]:
    """The faults of a campaign's own tasks; without a task there is nothing to publish."""
    found = stopping(faults(facts_of(plan, live_tasks(plan))), CONFIRMABLE)
    return [one for one in found if one.kind is not FaultKind.NO_TASK]


def _publish_tasks(campaign: Campaign, standing: Standing) -> int:
    """Publish the plan of its own tasks; one without a task is thrown away. To how many."""
    plan = own_draft(campaign)
    if plan is None:
        return 0
    if not live_tasks(plan):
        plan.discard()
        campaign.plan_id = None
        return 0
    made = publish_plan(plan, standing, revision=plan.revision, confirmed=CONFIRMABLE, tells=False)
    return made.assignments


def _assign_late(campaign: Campaign, units: list[Unit]) -> None:
    """Give units the tasks of the campaign's own plan, besides those who have them."""
    plan = plan_in_force(campaign)
    if plan is None:
        db.session.flush()
        return
    tasks = [task for task in live_tasks(plan) if task.is_for_units_below]
    if not tasks:
        db.session.flush()
        return
    plan.addressees.extend(unit for unit in units if unit not in plan.addressees)
    db.session.flush()
    kin = kin_of(plan, tasks)
    for task in tasks:
        assign(task, [*kin[task.id], task.id], Office())
