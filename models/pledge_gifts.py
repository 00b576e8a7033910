"""Pledge gifts for a campaign, change a pledge, and say that nothing more will come of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from models import audit, clock
from models.base import db
from models.campaign import Campaign
from models.checklist import Checklist
from models.database import expect_version
from models.deciders import partners_for, takers_at
from models.figures import written_figure
from models.gift_acts import GiftAct, GiftObstacle, Giver, why_not, why_not_pledge
from models.gift_book import promised, takes_gifts
from models.gift_pledge import GiftPledge, GiftSource
from models.notification import NotificationKind, notify
from models.participation import Participation, participation_at
from models.tenancy import current
from models.unit import Unit


class GiftsRefused(Exception):
    """What may not be done with pledged gifts now."""

    def __init__(self, why: GiftObstacle) -> None:
        super().__init__(why)
        self.why = why


class TooFew(Exception):
    """A pledge was made smaller than what came of it already."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


class ReceiverKept(Exception):
    """A pledge of which something came already was to go to another unit."""


@dataclass(frozen=True)
class Pledging:
    """What is typed of a pledge: exactly one of agency and donor; money in whole đồng."""

    gifts: int
    source: GiftSource
    pledged_on: date
    gift_value: int | None = None
    agency_id: int | None = None
    donor: str | None = None
    names_donor: bool = False
    for_unit_id: int | None = None
    note: str | None = None


def pledge(
    campaign: Campaign, typed: Pledging, by: Giver, *, from_partner: bool = False
) -> GiftPledge:
    """Pledge gifts at the bound unit; GiftsRefused. Who gets them is told."""
    why = why_not_pledge(
        by, typed.agency_id, from_partner=from_partner, is_live=takes_gifts(campaign)
    )
    if why is not None:
        raise GiftsRefused(why)
    made = GiftPledge(campaign_id=campaign.id, participation_id=part_in(campaign).id)
    made.pledged_by_id, made.from_partner = by.person_id, from_partner
    _write(made, typed)
    db.session.add(made)
    audit.record("gift_pledge.made", made)
    db.session.flush()
    _tell_receivers(campaign, made, NotificationKind.GIFTS_PLEDGED)
    return made


def change(
    campaign: Campaign, made: GiftPledge, version: int | None, typed: Pledging, by: Giver
) -> None:
    """Change a pledge; StaleVersion, GiftsRefused, TooFew, ReceiverKept. Who gets the gifts is
    told."""
    _open(campaign, made, version, GiftAct.CHANGE, by)
    received = promised(made).received
    if typed.gifts < received:
        raise TooFew(received)
    if received and typed.for_unit_id != made.for_unit_id:
        raise ReceiverKept
    _write(made, typed)
    audit.record("gift_pledge.changed", made)
    db.session.flush()
    _tell_receivers(campaign, made, NotificationKind.GIFTS_CHANGED)


def withdraw(
    campaign: Campaign, made: GiftPledge, version: int | None, reason: str, by: Giver
) -> None:
    """Say that nothing more will come of a pledge; StaleVersion, GiftsRefused. What came stays. Who
    was to get the gifts is told, and the partner whose pledge it was."""
    _open(campaign, made, version, GiftAct.WITHDRAW, by)
    made.withdrawn_at, made.withdrawal_reason = clock.now(), reason
    audit.record("gift_pledge.withdrawn", made)
    kind = NotificationKind.GIFTS_WITHDRAWN
    _tell_receivers(campaign, made, kind)
    tell_pledgers(campaign, made, kind)


def part_in(campaign: Campaign) -> Participation:
    """The bound unit's row in a campaign, locked; written already where it is its first act."""
    part = participation_at(campaign.id)
    db.session.flush()
    return part


def tell_pledgers(
    campaign: Campaign, made: GiftPledge, kind: NotificationKind, **more: Any
) -> None:
    """Tell the partners whose pledge it is, or who pledged it from above."""
    unit = db.session.get_one(Unit, made.unit_id)
    people: Iterable[int] = ()
    if made.from_partner:
        people = partners_for(unit.id, made.agency_id)
    elif unit.id != current().unit_id:
        people = [made.pledged_by_id]
    _tell(people, campaign, made, kind, f"/{unit.slug}{_path(campaign)}/pledges", **more)


def _open(
    campaign: Campaign, made: GiftPledge, version: int | None, act: GiftAct, by: Giver
) -> None:
    Checklist.queue_up()
    expect_version(made, version)
    why = why_not(act, by, promised(made), is_live=takes_gifts(campaign))
    if why is not None:
        raise GiftsRefused(why)


def _write(made: GiftPledge, typed: Pledging) -> None:
    for name, value in asdict(typed).items():
        setattr(made, name, value)


def _tell_receivers(campaign: Campaign, made: GiftPledge, kind: NotificationKind) -> None:
    """Those who work at the unit that gets the gifts, and at the own one where a partner acted."""
    told = {made.for_unit_id} if made.for_unit_id else set()
    told |= {made.unit_id} if made.from_partner else set()
    for unit_id in sorted(told):
        unit = db.session.get_one(Unit, unit_id)
        _tell(takers_at(unit_id), campaign, made, kind, f"/{unit.slug}{_path(campaign)}")


def _path(campaign: Campaign) -> str:
    return f"/campaigns/{campaign.id}/gifts"


def _tell(
    people: Iterable[int],
    campaign: Campaign,
    made: GiftPledge,
    kind: NotificationKind,
    href: str,
    **more: Any,
) -> None:
    """A donor is not named: he may be a private person."""
    giver = made.agency or db.session.get_one(Unit, made.unit_id)
    told = {"giver": giver.name, "campaign": campaign.name, "gifts": said(made.gifts), **more}
    notify(people, kind, current().unit_id, href, **told)


def said(number: int) -> str:
    """A number as a notification tells it."""
    return written_figure(Decimal(number))
