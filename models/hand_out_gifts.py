"""Hand gifts out: each hamlet becomes an activity of the campaign, so nothing is stored twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.activity import Activity
from models.activity_acts import Doer
from models.campaign import Campaign
from models.campaign_links import put_in
from models.gift_pledge import GiftSource
from models.giving_rules import title_of
from models.log_activity import Entry, log

KIND = "gifts"
"""The kind of such activities."""


@dataclass(frozen=True)
class Given:
    """What one hamlet was given; `children` None: not counted."""

    hamlet_id: int
    hamlet: str
    gifts: int
    children: int | None = None


@dataclass(frozen=True)
class Giving:
    """What is the same in all hamlets: the day, who hands out (None: the unit itself), whose money
    it is, and what one gift is worth in đồng."""

    held_on: date
    source: GiftSource
    agency_id: int | None = None
    each: int | None = None


def entry_of(campaign: Campaign, given: Given, giving: Giving) -> Entry:
    """The entry of one hamlet; the money of its source is what the gifts are worth."""
    value = None if giving.each is None else giving.each * given.gifts
    return Entry(
        kind=KIND,
        title=title_of(campaign.name, given.hamlet),
        held_on=giving.held_on,
        agency_id=giving.agency_id,
        hamlet_id=given.hamlet_id,
        children=given.children,
        gifts=given.gifts,
        gift_value=value,
        **{giving.source.value: value},  # type: ignore[arg-type]
    )


def hand_out(
    campaign: Campaign, givens: Iterable[Given], giving: Giving, by: Doer
) -> list[Activity]:
    """Log what was given at the bound unit, an activity a hamlet, and put it in the campaign."""
    made = []
    for given in givens:
        activity = log(entry_of(campaign, given, giving), by)
        put_in(activity, campaign.id, None, by)
        made.append(activity)
    return made
