"""The tasks of a campaign: its own, which are those of a plan that is published with it, and those
chosen from the unit's other plans. They stand in the checklists as every task does."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from models import audit
from models.base import db
from models.campaign import Campaign, CampaignTask
from models.clock import today
from models.plan import Plan, PlanKind, PlanState, UnitsBelow
from models.plan_addressing import choose_below, chosen_ids
from models.plan_citation import committee_of
from models.plan_content import live_tasks
from models.plan_list import in_state
from models.search_terms import Terms
from models.task import Audience, Cadence, Task
from models.task_review import TaskReview
from models.unit import Unit

MOST_TASKS = 60
"""So many tasks a campaign may have."""


class TooManyTasks(Exception):
    """The campaign has MOST_TASKS already."""


class NotChoosable(ValueError):
    """A task that is none of the unit's published plans."""


def tasks_of(campaign: Campaign) -> Select[Task]:
    """The tasks of a campaign that are live, by their day."""
    mine = select(CampaignTask.task_id).where(CampaignTask.campaign_id == campaign.id)
    live = select(Task).where(Task.id.in_(mine), Task.left_out_at.is_(None))
    return live.order_by(Task.due_on.nulls_last(), Task.id)


def choosable(campaign: Campaign, term: str) -> Select[Task]:
    """The tasks of the unit's other plans in force that are not chosen yet: those that hold the
    words; without words those that are due in the campaign's days."""
    found = _to_choose(campaign).where(_is_found(campaign, Terms(term)))
    return found.order_by(Task.due_on.nulls_last(), Task.id)


def _to_choose(campaign: Campaign) -> Select[Task]:
    mine = select(CampaignTask.task_id).where(CampaignTask.campaign_id == campaign.id)
    return (
        select(Task)
        .join(Plan, Plan.id == Task.plan_id)
        .where(
            Plan.unit_id == campaign.unit_id,
            Plan.discarded_at.is_(None),
            in_state(PlanState.PUBLISHED, today()),
            Task.left_out_at.is_(None),
            Task.id.not_in(mine),
        )
    )


def add_task(
    campaign: Campaign, text: str, due_on: date, audience: Audience, author_id: int | None
) -> Task:
    """Type one more task of a draft that is locked: from its first day to the day of the reports.

    TooManyTasks, ReviewClosed, OutsidePeriod.
    """
    _expect_room(campaign)
    plan = own_plan(campaign, author_id)
    task = TaskReview(plan).add(
        None,
        text=text,
        cadence=Cadence.CAMPAIGN,
        starts_on=campaign.starts_on,
        due_on=due_on,
        audience=audience,
    )
    db.session.flush()
    _append(campaign, task)
    return task


def choose_task(campaign: Campaign, task_id: int) -> Task:
    """Take a task of another plan into a draft that is locked; TooManyTasks, NotChoosable."""
    task = db.session.scalar(_to_choose(campaign).where(Task.id == task_id))
    if task is None:
        raise NotChoosable(task_id)
    _expect_room(campaign)
    _append(campaign, task)
    return task


def remove_task(campaign: Campaign, task: Task) -> None:
    """Take a task out of a draft that is locked; one of its own is left out of its plan, too."""
    mine = select(CampaignTask).where(CampaignTask.campaign_id == campaign.id)
    for row in db.session.scalars(mine.where(CampaignTask.task_id == task.id)):
        db.session.delete(row)
    if task.plan_id == campaign.plan_id:
        TaskReview(task.plan).leave_out(task)
    audit.record("campaign.task_removed", campaign, after={"task": task.id})


def keep_in_step(campaign: Campaign) -> None:
    """Let the draft plan of a campaign's own tasks say what the campaign says: name, days, whom
    it is for. Its days reach to the reports."""
    plan = own_draft(campaign)
    if plan is None:
        return
    choose_below(plan, UnitsBelow(campaign.units_below), chosen_ids(campaign))
    for task in live_tasks(plan):
        task.starts_on = campaign.starts_on
    plan.change(**_header(campaign))


def own_draft(campaign: Campaign) -> Plan | None:
    """The plan of a campaign's own tasks while it is a draft; None without one."""
    plan = db.session.get(Plan, campaign.plan_id) if campaign.plan_id else None
    return plan if plan is not None and plan.is_draft else None


def campaign_of(plan_id: Any) -> Select[int]:
    """The campaign of whose own tasks a plan is, by its key."""
    return select(Campaign.id).where(Campaign.plan_id == plan_id)


def own_plan(campaign: Campaign, author_id: int | None) -> Plan:
    """The plan of the campaign's own tasks, begun with the first of them."""
    if campaign.plan_id is not None:
        return db.session.get_one(Plan, campaign.plan_id)
    issuer = committee_of(db.session.get_one(Unit, campaign.unit_id))
    plan = Plan.start(kind=PlanKind.OTHER, issuer=issuer, author_id=author_id, **_header(campaign))
    db.session.flush()
    choose_below(plan, UnitsBelow(campaign.units_below), chosen_ids(campaign))
    campaign.plan_id = plan.id
    return plan


def _header(campaign: Campaign) -> dict[str, object]:
    return {
        "subject": campaign.name,
        "starts_on": campaign.starts_on,
        "ends_on": campaign.report_due_on,
    }


def _append(campaign: Campaign, task: Task) -> None:
    db.session.add(CampaignTask(campaign_id=campaign.id, task_id=task.id))
    audit.record("campaign.task_added", campaign, after={"task": task.id})


def _is_found(campaign: Campaign, term: Terms) -> ColumnElement[bool]:
    if term.words:
        return term.within(Task.folded)
    return Task.due_on.between(campaign.starts_on, campaign.report_due_on)


def _expect_room(campaign: Campaign) -> None:
    if len(db.session.scalars(tasks_of(campaign).with_only_columns(Task.id)).all()) >= MOST_TASKS:
        raise TooManyTasks
