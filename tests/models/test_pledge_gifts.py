"""Pledges and receipts: who reads and writes them, who is told, and what they add up to."""

from __future__ import annotations

from typing import Any

import pytest

from models import audit
from models.base import db
from models.database import StaleVersion
from models.gift_acts import GiftObstacle, PledgeState
from models.gift_book import promised, promised_at
from models.gift_pledge import GiftPledge, GiftReceipt
from models.notification import Notification
from models.participation import Participation
from models.pledge_gifts import GiftsRefused, ReceiverKept, TooFew, change, pledge, withdraw
from models.receive_gifts import Came, explain, receive, take_back
from models.tenancy import OutOfScope, begin_write, bind, bind_person
from tests.gifts import (
    COMMUNE,
    DAY,
    DISTRICT,
    address,
    as_partner,
    get,
    officer,
    partner,
    pledging,
    writing,
)
from tests.world import World

CAME = Came(60, DAY, 3_000_000)


@pytest.fixture(autouse=True)
def campaign_id(world: World) -> int:
    return address(world)


def told(person_id: int) -> list[str]:
    """What the person's bell says of gifts, the latest first."""
    with bind_person(person_id):
        rows = db.session.scalars(Notification.for_list())
        return [one.kind for one in rows if one.kind.startswith("gifts")]


def made(world: World, slug: str = COMMUNE, gifts: int = 100, **values: Any) -> Any:
    """A pledge by who works at a unit; its key."""
    with writing(world, slug, person_id=officer(world, slug).person_id) as campaign:
        return pledge(campaign, pledging(gifts, **values), officer(world, slug)).id


def of_women(world: World, gifts: int = 100, **values: Any) -> Any:
    """A pledge by the women's union of Huyện Cam Lộ, for Xã Cam Thành; its key."""
    given = {"agency_id": world.rows[DISTRICT]["women"].id, "for_unit_id": world.unit_id(COMMUNE)}
    with writing(world, DISTRICT, **as_partner(world)) as campaign:
        typed = pledging(gifts, **given, **values)
        return pledge(campaign, typed, partner(world), from_partner=True).id


def came(world: World, key: Any, what: Came = CAME) -> Any:
    with writing(world, person_id=world.officer.id) as campaign:
        return receive(campaign, get(key), what, officer(world)).id


def test_what_is_pledged_comes_and_adds_up(world: World, campaign_id: int) -> None:
    key = made(world)
    came(world, key)
    receipt = came(world, key, Came(50, DAY))
    with bind(world.unit_id(COMMUNE)):
        one = promised(get(key))
        assert (one.state, one.received, one.to_come) == (PledgeState.RECEIVED, 110, 0)
        assert one.received_value == 3_000_000
    with writing(world) as campaign:
        row = db.session.get_one(GiftReceipt, receipt)
        take_back(campaign, row, row.version, "Ghi nhầm", officer(world))
    with bind(world.unit_id(COMMUNE)):
        (one,) = promised_at(campaign_id, world.unit_id(COMMUNE))
        assert (one.state, one.to_come) == (PledgeState.PARTLY, 40)


def test_what_came_of_a_pledge_stays_when_it_is_withdrawn(world: World) -> None:
    key = made(world)
    came(world, key)
    with writing(world) as campaign:
        withdraw(campaign, get(key), get(key).version, "Hết kinh phí", officer(world))
    with bind(world.unit_id(COMMUNE)):
        one = promised(get(key))
        assert (one.promise.gifts, one.promise.received, one.to_come) == (0, 60, 0)


def test_a_pledge_is_changed_but_not_below_what_came(world: World) -> None:
    key = made(world)
    came(world, key)
    with writing(world) as campaign:
        change(campaign, get(key), get(key).version, pledging(60), officer(world))
    with writing(world) as campaign, pytest.raises(GiftsRefused) as refused:
        change(campaign, get(key), get(key).version, pledging(80), officer(world))
    assert refused.value.why is GiftObstacle.ALL_RECEIVED
    other = made(world)
    came(world, other)
    with writing(world) as campaign, pytest.raises(TooFew) as few:
        change(campaign, get(other), get(other).version, pledging(59), officer(world))
    assert few.value.received == 60
    with writing(world) as campaign, pytest.raises(StaleVersion):
        change(campaign, get(other), 99, pledging(70), officer(world))


def test_what_came_to_one_unit_does_not_move_to_another(world: World) -> None:
    key, typed = of_women(world), pledging(100, agency_id=world.rows[DISTRICT]["women"].id)
    came(world, key)
    with writing(world, DISTRICT, **as_partner(world)) as campaign, pytest.raises(ReceiverKept):
        change(campaign, get(key), get(key).version, typed, partner(world))


def test_a_partner_pledges_for_a_unit_below_and_is_told_of_the_receipt(world: World) -> None:
    key = of_women(world)
    assert told(world.officer.id) == ["gifts_pledged"]
    assert told(world.reviewer.id) == ["gifts_pledged"]
    came(world, key)
    assert told(world.partner.id) == ["gifts_received"]
    with writing(world, DISTRICT, **as_partner(world)) as campaign:
        change(campaign, get(key), get(key).version, get_typed(world, 120), partner(world))
    assert told(world.officer.id)[0] == "gifts_changed"
    with writing(world, DISTRICT, person_id=world.reviewer.id) as campaign:
        who = officer(world, DISTRICT)
        withdraw(campaign, get(key), get(key).version, "Hội đề nghị", who)
    assert told(world.officer.id)[0] == told(world.partner.id)[0] == "gifts_withdrawn"


def get_typed(world: World, gifts: int) -> Any:
    rows = world.rows[DISTRICT]
    return pledging(gifts, agency_id=rows["women"].id, for_unit_id=world.unit_id(COMMUNE))


def test_a_partners_first_pledge_makes_the_row_of_his_unit_and_nothing_in_it(
    world: World, campaign_id: int
) -> None:
    bound, agency_id = as_partner(world, COMMUNE), world.rows[COMMUNE]["women"].id
    with writing(world, **bound) as campaign:
        typed = pledging(agency_id=agency_id)
        pledge(campaign, typed, partner(world, COMMUNE), from_partner=True)
    with bind(world.unit_id(COMMUNE), **bound):
        begin_write()
        part = db.session.scalars(Participation.of(campaign_id, world.unit_id(COMMUNE))).one()
        part.gift_note = "Của Hội"
        with pytest.raises(OutOfScope):
            db.session.flush()
        db.session.rollback()


def test_who_reads_a_pledge_for_a_unit_below(world: World, campaign_id: int) -> None:
    key = of_women(world)
    for slug, given, found in (
        (COMMUNE, {}, True),
        (DISTRICT, {}, True),
        ("45", {}, True),
        ("19600", {}, False),
        (DISTRICT, as_partner(world), True),
        (DISTRICT, as_partner(world, agency="youth"), False),
        (COMMUNE, as_partner(world, COMMUNE), False),
    ):
        with bind(world.unit_id(slug), **given):
            assert (db.session.get(GiftPledge, key) is not None) is found


def test_the_unit_that_gets_a_pledge_writes_nothing_in_it(world: World) -> None:
    key = of_women(world)
    with bind(world.unit_id(COMMUNE)):
        begin_write()
        get(key).gifts = 500
        with pytest.raises(OutOfScope):
            db.session.flush()
        db.session.rollback()


def test_who_may_not_is_refused(world: World) -> None:
    key = of_women(world)
    with writing(world, DISTRICT) as campaign:
        for act in (
            lambda: receive(campaign, get(key), CAME, officer(world, DISTRICT)),
            lambda: change(campaign, get(key), 1, pledging(9), officer(world, DISTRICT)),
            lambda: pledge(campaign, pledging(), partner(world), from_partner=True),
            lambda: explain(campaign, "Đã trao", partner(world)),
        ):
            with pytest.raises(GiftsRefused):
                act()


def test_in_a_campaign_that_is_closed_nothing_is_pledged(world: World) -> None:
    with writing(world, DISTRICT) as campaign:
        campaign.closed_at = campaign.published_at
        audit.record("campaign.closed", campaign)
    with writing(world) as campaign, pytest.raises(GiftsRefused) as refused:
        pledge(campaign, pledging(), officer(world))
    assert refused.value.why is GiftObstacle.NOT_LIVE


def test_a_unit_that_takes_no_part_pledges_nothing(world: World) -> None:
    with writing(world, "45") as campaign, pytest.raises(GiftsRefused):
        pledge(campaign, pledging(), officer(world, DISTRICT))


def test_why_more_was_given_is_said_in_words(world: World, campaign_id: int) -> None:
    with writing(world) as campaign:
        explain(campaign, "Nhà hảo tâm trao tận nơi", officer(world))
    with bind(world.unit_id(COMMUNE)):
        part = db.session.scalars(Participation.of(campaign_id, world.unit_id(COMMUNE))).one()
        assert part.gift_note == "Nhà hảo tâm trao tận nơi"
