"""The gifts of a campaign at a unit: what it pledges and gets, and what came of each pledge."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from models.activity import Activity
from models.activity_sums import Sums
from models.base import db
from models.campaign import Campaign
from models.campaign_sums import sums_by_agency
from models.clock import today
from models.gift_acts import PledgeState, state_of
from models.gift_pledge import GiftPledge, GiftReceipt
from models.gift_rules import Promise, total
from models.tenancy import current
from models.unit import Unit, past_subtree


@dataclass(frozen=True)
class Promised:
    """A pledge with what came of it and was not taken back; as the rules ask for it."""

    pledge: GiftPledge
    receipts: tuple[GiftReceipt, ...] = ()

    @property
    def unit_id(self) -> int:
        return self.pledge.unit_id

    @property
    def agency_id(self) -> int | None:
        return self.pledge.agency_id

    @property
    def from_partner(self) -> bool:
        return self.pledge.from_partner

    @property
    def receiving_unit_id(self) -> int:
        """The unit below that gets the gifts, else the one at which they are pledged."""
        return self.pledge.for_unit_id or self.pledge.unit_id

    @property
    def is_withdrawn(self) -> bool:
        return self.pledge.withdrawn_at is not None

    @property
    def received(self) -> int:
        return sum(one.gifts for one in self.receipts)

    @property
    def received_value(self) -> int | None:
        """What came is worth, in đồng; None where nobody wrote it."""
        return total(one.gift_value for one in self.receipts)

    @property
    def state(self) -> PledgeState:
        return state_of(self.pledge.gifts, self.received, is_withdrawn=self.is_withdrawn)

    @property
    def to_come(self) -> int:
        """How many are pledged and not here yet; of a pledge that is withdrawn none."""
        return 0 if self.is_withdrawn else max(self.pledge.gifts - self.received, 0)

    @property
    def promise(self) -> Promise:
        """What it adds to the arithmetic: of one that is withdrawn only what came."""
        return Promise(0 if self.is_withdrawn else self.pledge.gifts, self.received)


def promised_at(campaign_id: int, unit_id: int) -> list[Promised]:
    """The pledges that a unit made or gets, the latest first; two queries."""
    query = _told().where(GiftPledge.campaign_id == campaign_id)
    mine = or_(GiftPledge.unit_id == unit_id, GiftPledge.for_unit_id == unit_id)
    query = query.where(mine).order_by(GiftPledge.pledged_on.desc(), GiftPledge.id.desc())
    return _with_receipts(list(db.session.scalars(query)))


def promised(pledge: GiftPledge) -> Promised:
    """One pledge with what came of it."""
    return _with_receipts([pledge])[0]


def given_of(campaign_id: int, unit_id: int) -> dict[tuple[int, str] | None, Sums]:
    """What each agency of a unit, by key and name, gave in a campaign; None: the unit itself; one
    query."""
    return sums_by_agency(campaign_id, Activity.unit_id == unit_id)


def takes_gifts(campaign: Campaign) -> bool:
    """Whether the bound unit pledges and gets gifts in a campaign now: it is in force, and the unit
    issued it or takes part in it."""
    here = current().unit_id
    concerned = or_(Campaign.unit_id == here, Campaign.concerns(here))
    query = select(Campaign.id).where(Campaign.id == campaign.id, concerned)
    is_open = campaign.counts_gifts and campaign.is_in_force
    return is_open and db.session.scalar(query) is not None


def units_below(campaign: Campaign, unit: Unit) -> Select[Unit]:
    """The units below one that take part in a campaign and go on, by name."""
    told = Unit.id.in_(campaign.addressed_ids())
    below = (told, Unit.path > unit.path, Unit.path < past_subtree(unit.path))
    return select(Unit).where(*below, Unit.goes_on(today())).order_by(Unit.sort_key)


def _told() -> Select[GiftPledge]:
    told = (GiftPledge.agency, GiftPledge.unit, GiftPledge.for_unit)
    return select(GiftPledge).options(*(joinedload(one) for one in told))


def _with_receipts(pledges: list[GiftPledge]) -> list[Promised]:
    came = _came(one.id for one in pledges)
    return [Promised(one, tuple(came[one.id])) for one in pledges]


def _came(pledge_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[GiftReceipt]]:
    keys = list(pledge_ids)
    found: dict[uuid.UUID, list[GiftReceipt]] = defaultdict(list)
    if not keys:
        return found
    query = select(GiftReceipt).where(GiftReceipt.pledge_id.in_(keys))
    standing = query.where(GiftReceipt.withdrawn_at.is_(None))
    for one in db.session.scalars(standing.order_by(GiftReceipt.received_on, GiftReceipt.id)):
        found[one.pledge_id].append(one)
    return found
