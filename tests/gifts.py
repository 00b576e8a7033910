"""Pledged and received gifts for the tests: a Mid-Autumn of Huyện Cam Lộ in Xã Cam Thành."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from models import audit
from models.base import db
from models.campaign import Campaign
from models.gift_acts import Giver
from models.gift_pledge import GiftPledge, GiftSource
from models.pledge_gifts import Pledging
from models.tenancy import Audience, begin_write, bind
from models.unit import Unit
from tests.world import World

DISTRICT, COMMUNE = "468", "19612"
DAY = date(2026, 9, 15)


@contextmanager
def writing(world: World, slug: str = COMMUNE, **given: Any) -> Iterator[Campaign]:
    """A transaction that writes at a unit; the campaign of Huyện Cam Lộ in it."""
    with bind(world.unit_id(slug), **given):
        begin_write()
        yield the_campaign(world)
        db.session.commit()


def the_campaign(world: World) -> Campaign:
    return db.session.get_one(Campaign, world.rows[DISTRICT]["campaign"].id)


def address(world: World) -> int:
    """Address the campaign of Huyện Cam Lộ to Xã Cam Thành; its key."""
    with writing(world, DISTRICT) as campaign:
        campaign.addressees.append(db.session.get_one(Unit, world.unit_id(COMMUNE)))
        audit.record("campaign.published", campaign)
        return campaign.id


def as_partner(world: World, slug: str = DISTRICT, agency: str = "women") -> dict[str, Any]:
    agency_ids = [world.rows[slug][agency].id]
    given = {"audience": Audience.PARTNER, "agency_ids": agency_ids}
    return given | {"person_id": world.partner.id}


def officer(world: World, slug: str = COMMUNE) -> Giver:
    """Who pledges and receives for a unit."""
    person = world.officer if slug == COMMUNE else world.delegate
    return Giver(person.id, world.unit_id(slug), pledges=True, receives=True)


def partner(world: World, slug: str = DISTRICT) -> Giver:
    """Who pledges for the women's union of a unit."""
    agencies = frozenset({world.rows[slug]["women"].id})
    return Giver(world.partner.id, world.unit_id(slug), agency_ids=agencies)


def pledging(gifts: int = 100, **values: Any) -> Pledging:
    """What is typed of a pledge; of a donor in words, if of nobody else."""
    given = {"gift_value": gifts * 50_000, **values}
    giver = {} if "agency_id" in given else {"donor": "Cửa hàng Hòa Bình"}
    return Pledging(gifts, GiftSource.MOBILISED, DAY, **giver, **given)


def get(key: Any) -> GiftPledge:
    return db.session.get_one(GiftPledge, key)
