"""Shortages: the statement says what the rules say; it is told once, until it is covered."""

from __future__ import annotations

import random
from datetime import date

import pytest

from models import audit
from models.activity_acts import Doer
from models.base import db
from models.campaign_sums import sums_in
from models.digest import tell_of_short_gifts
from models.gift_book import given_of, promised_at
from models.gift_need import GiftNeed
from models.gift_pledge import GiftSource
from models.gift_rules import GiftFigures
from models.gift_shortage import forget_covered, shortages
from models.hand_out_gifts import Given, Giving, hand_out
from models.notification import Notification, mark_all_read
from models.participation import participation_at
from models.pledge_gifts import pledge, withdraw
from models.receive_gifts import Came, direct_of, receive, receive_direct
from models.tenancy import begin_write, bind, bind_person, unscoped
from tests.gifts import COMMUNE, DAY, address, get, officer, pledging, writing
from tests.world import World


@pytest.fixture(autouse=True)
def campaign_id(world: World) -> int:
    return address(world)


def needs(world: World, gifts: int) -> None:
    with writing(world) as campaign:
        part = participation_at(campaign.id)
        db.session.flush()
        hamlet_id = world.rows[COMMUNE]["hamlet"].id
        children = GiftNeed(participation_id=part.id, hamlet_id=hamlet_id, band=0, children=gifts)
        db.session.add_all([children, GiftNeed(participation_id=part.id, band=1, gifts=0)])
        audit.record("participation.counted", part)


def hands_out(world: World, gifts: int, agency_id: int | None = None) -> None:
    with writing(world) as campaign:
        hamlet = world.rows[COMMUNE]["hamlet"]
        by = Doer(world.officer.id, writes=True, decides=True)
        giving = Giving(DAY, GiftSource.MOBILISED, agency_id, each=50_000)
        hand_out(campaign, [Given(hamlet.id, hamlet.name, gifts, gifts)], giving, by)


def short(world: World, campaign_id: int, day: date = DAY) -> int:
    """By the statement; 0 where none is told."""
    with bind(world.unit_id(COMMUNE)):
        rows = db.session.execute(shortages(day)).all()
        return next((row[4] for row in rows if row[0] == campaign_id), 0)


def by_the_rules(world: World, campaign_id: int, needed: int) -> GiftFigures:
    unit_id = world.unit_id(COMMUNE)
    with bind(unit_id):
        promises = [one.promise for one in promised_at(campaign_id, unit_id)]
        return GiftFigures(needed, needed, sums_in(campaign_id).gifts, tuple(promises))


def test_the_statement_says_what_the_rules_say(world: World, campaign_id: int) -> None:
    needs(world, 300)
    chance, keys = random.Random(9), []
    for _ in range(12):
        with writing(world, person_id=world.officer.id) as campaign:
            by, step = officer(world), chance.random()
            if step < 0.5 or not keys:
                keys.append(pledge(campaign, pledging(chance.randint(1, 60)), by).id)
            elif step < 0.8:
                receive(campaign, get(keys[-1]), Came(chance.randint(1, 80), DAY), by)
            else:
                made = get(keys.pop())
                if promised_at(campaign.id, by.unit_id) and made.gifts:
                    withdraw(campaign, made, made.version, "Thôi", by)
        if chance.random() < 0.3:
            hands_out(world, chance.randint(1, 90))
        assert short(world, campaign_id) == by_the_rules(world, campaign_id, 300).short


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2026, 9, 10), 0), (date(2026, 9, 11), 40), (date(2026, 9, 29), 0)],
)
def test_it_is_told_from_two_weeks_before_the_feast(
    world: World, campaign_id: int, day: date, told: int
) -> None:
    needs(world, 40)
    assert short(world, campaign_id, day) == told


def bell(person_id: int, campaign_id: int) -> list[str]:
    """What is told of the campaign's shortages."""
    with bind_person(person_id):
        rows = db.session.scalars(Notification.for_list()).all()
        those = [one for one in rows if f"/campaigns/{campaign_id}/" in one.href]
        told = [(one.kind, one.told["gifts"]) for one in those]
        return [f"{kind} {gifts}" for kind, gifts in told if kind.startswith("gifts_short")]


def test_it_is_told_once_and_taken_back_when_it_is_covered(world: World, campaign_id: int) -> None:
    needs(world, 1_210)
    tell_of_short_gifts()
    assert bell(world.officer.id, campaign_id) == ["gifts_short 1.210"]
    assert bell(world.reviewer.id, campaign_id)[0] == "gifts_short_below 1.210"
    assert tell_of_short_gifts() == 0
    with writing(world) as campaign:
        key = pledge(campaign, pledging(1_210), officer(world)).id
    with unscoped("test"):
        begin_write()
        forget_covered(campaign_id)
        db.session.commit()
    assert bell(world.officer.id, campaign_id) == []
    assert "gifts_short_below 1.210" not in bell(world.reviewer.id, campaign_id)
    with writing(world) as campaign:
        withdraw(campaign, get(key), get(key).version, "Thôi", officer(world))
    assert tell_of_short_gifts() >= 2


def test_what_was_read_stays(world: World, campaign_id: int) -> None:
    needs(world, 10)
    tell_of_short_gifts()
    with bind_person(world.officer.id):
        begin_write()
        mark_all_read()
        db.session.commit()
    with writing(world) as campaign:
        pledge(campaign, pledging(10), officer(world))
    tell_of_short_gifts()
    assert bell(world.officer.id, campaign_id) == ["gifts_short 10"]


def test_what_an_agency_gave_itself_is_recorded_with_one_tap(
    world: World, campaign_id: int
) -> None:
    women, unit_id = world.rows[COMMUNE]["women"].id, world.unit_id(COMMUNE)
    hands_out(world, 60, women)
    hands_out(world, 30)
    with bind(unit_id):
        (one,) = direct_of([], given_of(campaign_id, unit_id), over=90)
        assert (one.agency_id, one.gifts, one.gift_value) == (women, 60, 3_000_000)
    with writing(world) as campaign:
        receive_direct(campaign, one, officer(world))
    figures = by_the_rules(world, campaign_id, 90)
    assert (figures.received, figures.unreceived) == (60, 30)
    with bind(unit_id):
        promised = promised_at(campaign_id, unit_id)
        assert direct_of(promised, given_of(campaign_id, unit_id), over=30) == []


def test_handing_out_is_an_activity_of_the_campaign(world: World, campaign_id: int) -> None:
    hands_out(world, 20)
    with bind(world.unit_id(COMMUNE)):
        sums = sums_in(campaign_id)
    assert (sums.activities, sums.gifts, sums.children) == (1, 20, 20)
    assert (sums.gift_value, sums.budget, sums.mobilised) == (1_000_000, None, 1_000_000)
