"""Record what came of pledged gifts, and explain why more was given than came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models import audit, clock
from models.activity_sums import Sums
from models.base import db
from models.campaign import Campaign
from models.checklist import Checklist
from models.clock import today
from models.database import expect_version
from models.gift_acts import GiftAct, GiftObstacle, Giver, why_not
from models.gift_book import Promised, promised, takes_gifts
from models.gift_pledge import GiftPledge, GiftReceipt, GiftSource
from models.giving_rules import direct
from models.notification import NotificationKind
from models.pledge_gifts import GiftsRefused, Pledging, part_in, pledge, said, tell_pledgers


@dataclass(frozen=True)
class Came:
    """What came: how many gifts, on which day, and what they are worth in đồng."""

    gifts: int
    received_on: date
    gift_value: int | None = None


@dataclass(frozen=True)
class Direct:
    """Gifts that an agency handed out itself and that nobody recorded as received."""

    agency_id: int
    agency: str
    gifts: int
    source: GiftSource
    gift_value: int | None = None


def receive(campaign: Campaign, made: GiftPledge, came: Came, by: Giver) -> GiftReceipt:
    """Record what came of a pledge at the bound unit, also more than was pledged; GiftsRefused.
    Who pledged it is told."""
    part = part_in(campaign)
    _allow(GiftAct.RECEIVE, campaign, promised(made), by)
    receipt = GiftReceipt(
        participation_id=part.id,
        pledge_id=made.id,
        received_by_id=by.person_id,
        gifts=came.gifts,
        gift_value=came.gift_value,
        received_on=came.received_on,
    )
    db.session.add(receipt)
    audit.record("gift_receipt.recorded", receipt)
    db.session.flush()
    came_told = {"came": said(came.gifts), "unit": receipt.unit.name}
    tell_pledgers(campaign, made, NotificationKind.GIFTS_RECEIVED, **came_told)
    return receipt


def take_back(
    campaign: Campaign, receipt: GiftReceipt, version: int | None, reason: str, by: Giver
) -> None:
    """Take back a receipt that should not be there; StaleVersion, GiftsRefused."""
    Checklist.queue_up()
    expect_version(receipt, version)
    _allow(GiftAct.TAKE_BACK, campaign, promised(receipt.pledge), by)
    if receipt.withdrawn_at is not None:
        raise GiftsRefused(GiftObstacle.TAKEN_BACK)
    receipt.withdrawn_at, receipt.withdrawal_reason = clock.now(), reason
    audit.record("gift_receipt.withdrawn", receipt)


def direct_of(
    promised: Iterable[Promised], given: Mapping[tuple[int, str] | None, Sums], over: int
) -> list[Direct]:
    """What agencies gave themselves, by the campaign's activities, above what was received of
    them: no more than the unit gave `over` what it received."""
    came: dict[int | None, int] = {}
    for one in promised:
        came[one.agency_id] = came.get(one.agency_id, 0) + one.received
    found = []
    for agency, sums in given.items():
        gifts = direct(sums.gifts or 0, came.get(agency[0], 0), over) if agency else 0
        if agency and gifts:
            found.append(_direct(agency, gifts, sums))
    return found


def _direct(agency: tuple[int, str], gifts: int, sums: Sums) -> Direct:
    """So many of the gifts that an agency gave, with their share of the value."""
    source = GiftSource.MOBILISED if sums.mobilised else GiftSource.BUDGET
    value = sums.gift_value
    share = value * gifts // sums.gifts if value and sums.gifts else None
    return Direct(*agency, gifts, source, share)


def receive_direct(campaign: Campaign, what: Direct, by: Giver) -> GiftReceipt:
    """Record as received what an agency handed out itself, as a pledge that came; GiftsRefused."""
    if not by.receives:
        raise GiftsRefused(GiftObstacle.NO_RIGHT)
    typed = Pledging(
        what.gifts,
        what.source,
        today(),
        gift_value=what.gift_value,
        agency_id=what.agency_id,
    )
    made = pledge(campaign, typed, by)
    return receive(campaign, made, Came(what.gifts, today(), what.gift_value), by)


def explain(campaign: Campaign, note: str, by: Giver) -> None:
    """Say in words why more gifts were given than received; GiftsRefused."""
    if not by.receives:
        raise GiftsRefused(GiftObstacle.NO_RIGHT)
    if not takes_gifts(campaign):
        raise GiftsRefused(GiftObstacle.NOT_LIVE)
    part = part_in(campaign)
    part.gift_note = note or None
    audit.record("participation.gifts_explained", part)


def _allow(act: GiftAct, campaign: Campaign, what: Promised, by: Giver) -> None:
    why = why_not(act, by, what, is_live=takes_gifts(campaign))
    if why is not None:
        raise GiftsRefused(why)
