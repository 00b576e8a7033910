"""A campaign as a unit reads it over all units in its reach: a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    exists,
    func,
    null,
    or_,
    select,
)

from models.activity import Activity, ActivityState
from models.activity_campaign import ActivityCampaign
from models.activity_sums import NOT_COUNTED, Sums
from models.base import db
from models.campaign import Campaign
from models.campaign_before import campaigns_before
from models.campaign_rollup import Days, Gifts, Money, Part, Rollup, roll_up
from models.campaign_sums import sums_by_unit
from models.gift_need import GiftNeed
from models.gift_pledge import GiftPledge, GiftReceipt
from models.participation import Participation, ParticipationState
from models.unit import Unit, past_subtree

GIFTS = ("needed", "pledged", "received")


@dataclass(frozen=True)
class CampaignRollup:
    """The roll-up of a campaign; `before` is the same one of the year before, where there was one,
    `is_whole` whether all units of the campaign are in the reader's reach."""

    campaign: Campaign
    before: Campaign | None
    rollup: Rollup
    is_whole: bool


def days_of(campaign: Campaign) -> Days:
    """When a campaign runs and is reported on."""
    return Days(campaign.starts_on, campaign.ends_on, campaign.report_due_on)


def read_rollup(campaign: Campaign, reader: Unit, today: date) -> CampaignRollup:
    """What the bound unit reads of a campaign; four queries, however many units there are."""
    found = db.session.execute(_units(campaign, reader)).all()
    before = db.session.scalar(_before(campaign))
    ids = [campaign.id, *([before.id] if before else [])]
    sums = sums_by_unit(ids)
    parts = {row.id: _part(row, campaign, before, sums) for row in found}
    taking_part = [parts[row.id] for row in found if row.is_addressed or _did(parts[row.id])]
    names = {part.path: part for part in parts.values()}
    rollup = roll_up(reader.path, taking_part, names, days_of(campaign), today)
    is_whole = campaign.unit.path.startswith(reader.path)
    return CampaignRollup(campaign, before, rollup, is_whole)


def _units(campaign: Campaign, reader: Unit) -> Select[Any]:
    """The units in reach that were addressed, take part or lead to those that do, each with what
    it wrote of the campaign."""
    own = Unit.id == (campaign.unit_id if campaign.includes_own else None)
    is_addressed = or_(Unit.id.in_(campaign.addressed_ids()), own)
    mine = and_(Participation.unit_id == Unit.id, Participation.campaign_id == campaign.id)
    columns = (Unit.id, Unit.name, Unit.slug, Unit.path, Unit.sort_key)
    query: Select[Any] = select(  # type: ignore[assignment]
        *columns,
        is_addressed.label("is_addressed"),
        _waiting(campaign.id).label("waiting"),
        Participation.state,
        Participation.planned_at,
        Participation.planned_budget,
        Participation.planned_mobilised,
        Participation.difficulties,
        Participation.proposals,
        *_gifts(campaign),
    ).outerjoin(Participation, mine)
    within = and_(Unit.path >= reader.path, Unit.path < past_subtree(reader.path))
    near = or_(Unit.parent_id == reader.id, Unit.id == campaign.unit_id)
    return query.where(within, or_(is_addressed, near, Participation.id.is_not(None)))


def _waiting(campaign_id: int) -> ScalarSelect[int]:
    """How many entries of partners wait for a unit; asked from the index of what does not count."""
    inside = exists().where(
        ActivityCampaign.activity_id == Activity.id,
        ActivityCampaign.campaign_id == campaign_id,
        ActivityCampaign.is_out.is_(False),
    )
    waits = NOT_COUNTED, Activity.state == ActivityState.WAITING
    query = select(func.count(Activity.id)).where(Activity.unit_id == Unit.id, *waits, inside)
    return query.correlate(Unit).scalar_subquery()


def _gifts(campaign: Campaign) -> list[ColumnElement[Any]]:
    """The gifts that a unit needs, was promised and received, as its gift sheet adds them up."""
    if not campaign.counts_gifts:
        return [null().label(name) for name in GIFTS]
    needed = select(func.sum(func.coalesce(GiftNeed.gifts, GiftNeed.children))).where(
        GiftNeed.participation_id == Participation.id, GiftNeed.band < len(campaign.bands)
    )
    own = and_(GiftPledge.unit_id == Unit.id, GiftPledge.for_unit_id.is_(None))
    pledged = select(func.sum(GiftPledge.gifts)).where(
        GiftPledge.campaign_id == campaign.id,
        GiftPledge.withdrawn_at.is_(None),
        or_(own, GiftPledge.for_unit_id == Unit.id),
    )
    received = select(func.sum(GiftReceipt.gifts)).where(
        GiftReceipt.participation_id == Participation.id, GiftReceipt.withdrawn_at.is_(None)
    )
    asked = (needed, pledged, received)
    each = [one.correlate(Unit, Participation).scalar_subquery() for one in asked]
    return [one.label(name) for one, name in zip(each, GIFTS, strict=True)]


def _before(campaign: Campaign) -> Select[Campaign]:
    held = Campaign.published_at.is_not(None), Campaign.withdrawn_at.is_(None)
    return campaigns_before(campaign).where(*held).limit(1)


def _did(part: Part) -> bool:
    """Whether a unit that was not addressed takes part all the same; that it promised gifts to
    units below makes a row of it, too, and is no part of its own."""
    return any((part.is_held, part.waiting, part.is_planned, part.gifts.pledged, part.is_handed_in))


def _part(
    row: Row[Any],
    campaign: Campaign,
    before: Campaign | None,
    sums: dict[tuple[int, int], Sums],
) -> Part:
    return Part(
        unit_id=row.id,
        name=row.name,
        slug=row.slug,
        path=row.path,
        sort_key=row.sort_key,
        sums=sums.get((campaign.id, row.id), Sums()),
        before=sums.get((before.id, row.id)) if before else None,
        state=ParticipationState(row.state or ParticipationState.OPEN),
        is_planned=row.planned_at is not None,
        planned=Money(row.planned_budget, row.planned_mobilised),
        gifts=_gifts_of(row, sums.get((campaign.id, row.id), Sums()).gifts),
        waiting=row.waiting,
        difficulties=(row.difficulties or "").strip(),
        proposals=(row.proposals or "").strip(),
    )


def _gifts_of(row: Row[Any], given: int | None) -> Gifts:
    needed, pledged, received = (None if one is None else int(one) for one in row[-len(GIFTS) :])
    left = None if received is None else max(0, received - (given or 0))
    return Gifts(needed, pledged, received, left)
