"""Campaigns that an entry may belong to, of which nobody has said anything yet."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import joinedload

from models.activity import Activity
from models.activity_campaign import ActivityCampaign
from models.base import db
from models.campaign import Campaign
from models.campaign_links import FALLING
from models.campaign_match_rules import NEAR, ActivityFacts, CampaignFacts, Fit, fits
from models.campaigns_around import campaigns_around, facts_of
from models.unit import Unit

AROUND = timedelta(days=45)
"""So far from an entry a campaign may lie that somebody puts it in by hand."""
MOST = 300
"""So many entries are looked through for a campaign, the latest first."""


@dataclass(frozen=True)
class Proposed:
    """A campaign that is proposed, and why."""

    campaign: CampaignFacts
    fit: Fit


@dataclass(frozen=True)
class Unplaced:
    """An entry and what is proposed for it, the sure ones first; `others` are the campaigns around
    its day that do not fit by themselves; first those that it was taken out of."""

    activity: Activity
    proposed: tuple[Proposed, ...] = ()
    others: tuple[CampaignFacts, ...] = ()

    @property
    def asked(self) -> list[list[Proposed]]:
        """Those of which somebody says which it is: several of one occasion of one unit."""
        groups: dict[tuple[int, str], list[Proposed]] = {}
        for one in self.proposed:
            if one.fit.is_asked:
                of = one.campaign.issuer_id, one.campaign.occasion
                groups.setdefault(of, []).append(one)
        return [group for group in groups.values() if len(group) > 1]


def proposed_for(
    unit: Unit, facts: ActivityFacts, besides: Iterable[int] = ()
) -> tuple[list[Proposed], dict[int, CampaignFacts]]:
    """What is proposed for an entry that is being written, and all campaigns around its day with
    those of some keys; two queries."""
    day = facts.held_on
    around = campaigns_around(unit, day, day, [*besides], with_tasks=False)
    campaigns, found = {one.id: one for one in around}, fits(facts, around)
    return [Proposed(campaigns[one.campaign_id], one) for one in found], campaigns


def unplaced(unit: Unit, activity: Activity) -> Unplaced:
    """What is proposed for an entry of the unit as it stands."""
    first, last = activity.held_on - AROUND, activity.held_on + AROUND
    found = _held_against([activity], campaigns_around(unit, first, last))
    return found[0] if found else Unplaced(activity)


def unplaced_in(unit: Unit, campaign: Campaign) -> list[Unplaced]:
    """The unit's entries that may belong to a campaign, the latest first; five queries."""
    first, last = campaign.starts_on - NEAR, campaign.ends_on + NEAR
    campaigns = campaigns_around(unit, campaign.starts_on, campaign.ends_on)
    found = _held_against(_entries(unit, first, last, campaign.id), campaigns)
    return [one for one in found if any(each.campaign.id == campaign.id for each in one.proposed)]


def to_be_asked(unit: Unit, first: date, last: date) -> list[Unplaced]:
    """The unit's entries of some days that two campaigns of one kind would take in, so that
    somebody has to say which; one query where no two are, else five."""
    campaigns = campaigns_around(unit, first, last)
    kinds = [(one.issuer_id, one.occasion) for one in campaigns]
    if len(set(kinds)) == len(kinds):
        return []
    found = _held_against(_entries(unit, first, last), campaigns)
    return [one for one in found if one.asked]


def _entries(unit: Unit, first: date, last: date, besides: int | None = None) -> Sequence[Activity]:
    """The unit's entries of some days that lead their events, but for those of which somebody
    has said already whether they are in a campaign; the latest first."""
    query = select(Activity).where(
        Activity.unit_id == unit.id,
        Activity.held_on.between(first, last),
        Activity.state.in_(FALLING),
        Activity.joined_to_id.is_(None),
    )
    if besides is not None:
        said = select(ActivityCampaign.activity_id).where(ActivityCampaign.campaign_id == besides)
        query = query.where(Activity.id.not_in(said))
    query = query.order_by(Activity.held_on.desc(), Activity.id.desc()).limit(MOST)
    return db.session.scalars(query.options(joinedload(Activity.hamlet))).all()


def _held_against(
    activities: Sequence[Activity], campaigns: Sequence[CampaignFacts]
) -> list[Unplaced]:
    if not activities or not campaigns:
        return []
    said, facts = _said_of(activities), facts_of(activities, campaigns)
    return [
        _unplaced(activity, told, campaigns, said.get(activity.id, {}))
        for activity, told in zip(activities, facts, strict=True)
    ]


def _unplaced(
    activity: Activity,
    told: ActivityFacts,
    campaigns: Iterable[CampaignFacts],
    said: Mapping[int, bool],
) -> Unplaced:
    known = {one.id: one for one in campaigns}
    found = {one.campaign_id: one for one in fits(told, [*known.values()])}
    proposed = (Proposed(known[key], one) for key, one in found.items() if key not in said)
    free = [one for key, one in known.items() if said.get(key, key not in found)]
    others = sorted(free, key=lambda one: (one.id not in said, not one.holds(told.held_on)))
    return Unplaced(activity, tuple(proposed), tuple(others))


def _said_of(activities: Iterable[Activity]) -> dict[uuid.UUID, dict[int, bool]]:
    """Of each entry the campaigns of which something is kept, and whether it was taken out."""
    keys = [one.id for one in activities]
    link = ActivityCampaign
    query = select(link.activity_id, link.campaign_id, link.is_out)
    rows: Iterable[Row[Any]] = db.session.execute(
        query.where(ActivityCampaign.activity_id.in_(keys))
    )
    found: dict[uuid.UUID, dict[int, bool]] = {}
    for row in rows:
        found.setdefault(row.activity_id, {})[row.campaign_id] = row.is_out
    return found
