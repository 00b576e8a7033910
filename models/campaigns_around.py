"""The campaigns that a unit takes part in around some days, as the rules of matching look at
them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, or_, select
from sqlalchemy.orm import joinedload

from models.activity import Activity
from models.activity_link import ActivityLine
from models.assignment import Assignment
from models.base import db
from models.campaign import Campaign, CampaignTask
from models.campaign_kind import OTHER, occasions_by_code
from models.campaign_match_rules import NEAR, ActivityFacts, CampaignFacts
from models.task import Task
from models.unit import Unit


def campaigns_around(
    unit: Unit, first: date, last: date, besides: Collection[int] = (), *, with_tasks: bool = True
) -> list[CampaignFacts]:
    """Those whose days are near some days, and others by their keys; one query where there is
    none, else three, or two without their tasks."""
    near = Campaign.starts_on <= _shifted(last, 1), Campaign.ends_on >= _shifted(first, -1)
    query = Campaign.concerning(unit.id).where(or_(and_(*near), Campaign.id.in_(besides)))
    query = query.options(joinedload(Campaign.unit))
    found = db.session.scalars(query.order_by(Campaign.starts_on, Campaign.id)).all()
    tasks = _tasks([one.id for one in found]) if found and with_tasks else {}
    return _facts(unit, found, tasks) if found else []


def _shifted(day: date, times: int) -> date:
    """So far before or after a day as a campaign is near; the calendar ends somewhere."""
    try:
        return day + times * NEAR
    except OverflowError:
        return day


def _facts(
    unit: Unit, found: Collection[Campaign], tasks: Mapping[int, dict[int, str]]
) -> list[CampaignFacts]:
    occasions = occasions_by_code(unit)
    facts = []
    for one in found:
        occasion = occasions.get(one.kind, OTHER)
        facts.append(
            CampaignFacts(
                id=one.id,
                issuer_id=one.unit_id,
                occasion=one.kind,
                name=one.name,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                kinds=occasion.activity_kinds,
                words=occasion.words,
                theme=one.theme or "",
                issuer=one.unit.name,
                tasks=tasks.get(one.id, {}),
                is_closed=one.closed_at is not None,
            )
        )
    return facts


def _tasks(campaign_ids: Collection[int]) -> dict[int, dict[int, str]]:
    """Of each campaign its tasks that are read here, with their texts; one query."""
    query = select(CampaignTask.campaign_id, Task.id, Task.text)
    query = query.join(Task, Task.id == CampaignTask.task_id)
    found: dict[int, dict[int, str]] = {}
    for row in db.session.execute(query.where(CampaignTask.campaign_id.in_(campaign_ids))):
        found.setdefault(row.campaign_id, {})[row.id] = row.text
    return found


def facts_of(
    activities: Collection[Activity], campaigns: Iterable[CampaignFacts]
) -> list[ActivityFacts]:
    """Entries as they are held against campaigns, in their order; one query at most."""
    filled = _tasks_filled(
        [one.id for one in activities], {key for c in campaigns for key in c.tasks}
    )
    return [
        ActivityFacts(one.kind, one.title, one.held_on, frozenset(filled.get(one.id, ())))
        for one in activities
    ]


def _tasks_filled(
    activity_ids: Collection[uuid.UUID], task_ids: Collection[int]
) -> dict[uuid.UUID, set[int]]:
    """Of each entry those of some tasks whose lines it fills."""
    if not task_ids:
        return {}
    query = select(ActivityLine.activity_id, Assignment.task_id)
    query = query.join(Assignment, Assignment.id == ActivityLine.assignment_id)
    lines = ActivityLine.activity_id.in_(activity_ids), Assignment.task_id.in_(task_ids)
    found: dict[uuid.UUID, set[int]] = {}
    rows: Iterable[Row[Any]] = db.session.execute(query.where(*lines))
    for row in rows:
        found.setdefault(row.activity_id, set()).add(row.task_id)
    return found
