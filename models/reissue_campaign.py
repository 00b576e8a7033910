"""Issue a campaign again for a later year: a draft with its tasks, days by its kind's rule."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from models import audit
from models.base import db
from models.campaign import Campaign, CampaignTask
from models.campaign_days import DayRule, Days, days_in
from models.campaign_tasks import own_plan, tasks_of
from models.copy_plan import Shift, copy_tasks, copy_units
from models.open_campaign import Wish, feast_between, start
from models.plan import Plan
from models.plan_period import LAST_YEAR
from models.task import Task
from models.year_words import moved_day


class NotLaterYear(ValueError):
    """A year that is not after the campaign's own, or past LAST_YEAR."""


def days_again(campaign: Campaign, rule: DayRule | None, year: int) -> Days:
    """The days of a campaign in another year: by the rule of its kind, so that a lunar feast is
    computed anew; without a rule the same days. NotLaterYear."""
    if not campaign.starts_on.year < year <= LAST_YEAR:
        raise NotLaterYear
    if rule is not None:
        return days_in(rule, year)
    by_years = year - campaign.starts_on.year
    feast = campaign.feast_on and moved_day(campaign.feast_on, by_years)
    first, last = (moved_day(day, by_years) for day in (campaign.starts_on, campaign.ends_on))
    return Days(first, last, feast)


def issue_again(
    campaign: Campaign, rule: DayRule | None, slug_words: str, year: int, author_id: int | None
) -> Campaign:
    """A draft of the bound unit like its campaign, in another year; NotLaterYear.

    Years in the texts move where they are the campaign's own; days of tasks and reports keep
    their distance from its last day.
    """
    days = days_again(campaign, rule, year)
    shift = Shift(campaign.starts_on.year, campaign.ends_on.year, year - campaign.starts_on.year)
    wishes = [Wish(shift.text(one.text), one.measure, one.wanted) for one in campaign.targets]
    draft = start(
        slug_words,
        wishes,
        **_told(campaign, shift),
        starts_on=days.first,
        ends_on=days.last,
        feast_on=feast_between(rule, days.first, days.last) if rule else days.feast,
        report_due_on=days.last + (campaign.report_due_on - campaign.ends_on),
        reissue_of_id=campaign.id,
        author_id=author_id,
    )
    db.session.flush()
    copy_units(campaign, draft)
    _copy_own_tasks(campaign, draft, shift, author_id)
    _keep_chosen(campaign, draft)
    audit.record("campaign.issued_again", draft, after={"of": campaign.id})
    return draft


def _told(campaign: Campaign, shift: Shift) -> dict[str, Any]:
    same = ("kind", "units_below", "includes_own", "counts_gifts", "bands", "asks")
    return {
        **{name: getattr(campaign, name) for name in same},
        "name": shift.text(campaign.name)[:200],
        "theme": campaign.theme and shift.text(campaign.theme)[:300],
        "guidance": shift.optional(campaign.guidance),
    }


def _copy_own_tasks(
    campaign: Campaign, draft: Campaign, shift: Shift, author_id: int | None
) -> None:
    if campaign.plan_id is None:
        return
    tasks = list(db.session.scalars(tasks_of(campaign).where(Task.plan_id == campaign.plan_id)))
    if not tasks:
        return
    plan = own_plan(draft, author_id)

    def moved(task: Task) -> dict[str, Any]:
        return {"starts_on": draft.starts_on, "due_on": _due_again(task, campaign, draft)}

    copy_tasks(tasks, plan, {}, shift, moved)
    made = db.session.scalars(Task.of(plan).with_only_columns(Task.id))
    db.session.add_all(CampaignTask(campaign_id=draft.id, task_id=key) for key in made.all())


def _due_again(task: Task, campaign: Campaign, draft: Campaign) -> date | None:
    """The day of a task, as far from the last day as it was; within the campaign and reports."""
    if task.due_on is None:
        return None
    day = draft.ends_on + timedelta(days=(task.due_on - campaign.ends_on).days)
    return min(max(day, draft.starts_on), draft.report_due_on)


def _keep_chosen(campaign: Campaign, draft: Campaign) -> None:
    """Choose what the chosen tasks were issued again as, and those whose plan still runs then."""
    chosen = tasks_of(campaign).where(Task.plan_id != campaign.plan_id)
    if campaign.plan_id is None:
        chosen = tasks_of(campaign)
    keys = chosen.with_only_columns(Task.id).order_by(None)
    in_force = (Plan.published_at.is_not(None), Plan.withdrawn_at.is_(None))
    then = (Plan.starts_on <= draft.ends_on, Plan.ends_on >= draft.starts_on)
    query = select(Task.id).join(Plan, Plan.id == Task.plan_id)
    query = query.where(Task.id.in_(keys) | Task.copied_from_id.in_(keys), *in_force, *then)
    query = query.where(Plan.unit_id == campaign.unit_id, Task.left_out_at.is_(None))
    found = set(db.session.scalars(query))
    db.session.add_all(CampaignTask(campaign_id=draft.id, task_id=key) for key in sorted(found))
