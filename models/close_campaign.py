"""Closing a campaign: what units have not finished, and closing it all the same."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select

from models import audit, clock
from models.assignment import Assignment
from models.base import db
from models.campaign import Campaign
from models.campaign_acts import CampaignAct, Opener
from models.campaign_tasks import tasks_of
from models.line import FINISHED, Line
from models.open_campaign import allow
from models.participation import HANDED_IN, Participation
from models.task import Cadence, Task
from models.unit import Unit


class NeedsReason(Exception):
    """Something is missing and nobody has said why the campaign is closed all the same."""


@dataclass(frozen=True)
class Unfinished:
    """A unit that takes part and is not done: without its result sheet, or with lines open."""

    name: str
    slug: str
    has_no_sheet: bool
    lines: int


def units_in(campaign: Campaign) -> Select[Unit]:
    """The units that take part in a published campaign, by name."""
    own = Unit.id == (campaign.unit_id if campaign.includes_own else None)
    taking_part = or_(own, Unit.id.in_(campaign.addressed_ids()))
    return select(Unit).where(taking_part).order_by(Unit.sort_key, Unit.path)


def unfinished(campaign: Campaign) -> list[Unfinished]:
    """Who is not done, by name; three queries."""
    handed_in = select(Participation.unit_id).where(
        Participation.campaign_id == campaign.id, Participation.state.in_(HANDED_IN)
    )
    done, lines = set(db.session.scalars(handed_in)), _open_lines(campaign)
    found = (
        Unfinished(unit.name, unit.slug, unit.id not in done, lines.get(unit.id, 0))
        for unit in db.session.scalars(units_in(campaign))
    )
    return [one for one in found if one.has_no_sheet or one.lines]


def close(campaign: Campaign, version: int | None, by: Opener, note: str) -> None:
    """Close a campaign that is over; with something missing only with a note that says why.

    StaleVersion, CampaignRefused, NeedsReason.
    """
    allow(CampaignAct.CLOSE, campaign, version, by)
    missing = unfinished(campaign)
    if missing and not note:
        raise NeedsReason
    campaign.closed_at, campaign.closing_note = clock.now(), note or None
    audit.record("campaign.closed", campaign, after={"unfinished": len(missing)})


def reopen(campaign: Campaign, version: int | None, by: Opener) -> None:
    """Open a closed campaign again: a unit has come late; StaleVersion, CampaignRefused."""
    allow(CampaignAct.REOPEN, campaign, version, by)
    campaign.closed_at = campaign.closing_note = None
    audit.record("campaign.reopened", campaign)


def _open_lines(campaign: Campaign) -> dict[int, int]:
    """How many of its tasks each unit has not finished; those done again and again aside."""
    dated = tasks_of(campaign).where(Task.cadence.in_((Cadence.ONCE, Cadence.CAMPAIGN)))
    finished = select(Line.id).where(Line.assignment_id == Assignment.id, Line.state.in_(FINISHED))
    query = select(Assignment.unit_id, func.count()).where(
        Assignment.task_id.in_(dated.with_only_columns(Task.id).order_by(None)),
        Assignment.ended_on.is_(None),
        ~finished.exists(),
    )
    rows = db.session.execute(query.group_by(Assignment.unit_id))
    return {unit_id: count for unit_id, count in rows}  # noqa: C416  (mypy knows no dict of rows)
