"""One event that two agencies logged: pointed out, joined, taken apart again."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from models.activity import ActivityState
from models.activity_sums import Sums, sums_of
from models.base import db
from models.log_activity import withdraw
from models.person import Person
from models.tenancy import begin_write, bind
from tests import activities, partners
from tests.blueprints.test_waiting_activities import QUEUE, at, state, told
from tests.clients import Browser
from tests.page_checks import check_page
from tests.world import World

SAME = {"place": "Nhà văn hóa thôn Tân Định", "gifts": 60}


@pytest.fixture
def hoa(world: World) -> Person:
    """A partner of the women's union of Xã Cam Thành."""
    return partners.join_in(world)


@pytest.fixture
def theirs(world: World, hoa: Person) -> uuid.UUID:
    """The event as the partner logged it."""
    return partners.logs(world, hoa, children=60, **SAME)


@pytest.fixture
def ours(world: World) -> uuid.UUID:
    """The same event as the officer logged it."""
    return partners.logs(world, None, title="Trung thu cho em", children=55, **SAME)


def sums(world: World) -> Sums:
    with activities.at(world):
        return sums_of()


def joining(one: uuid.UUID, other: uuid.UUID) -> str:
    return f"{at(one, '/joining')}?with={other}"


def pressed(browser: Browser, url: str, **given: Any) -> Any:
    return browser.post(url, {"lead": "this", "goods": "same", **given})


def test_what_looks_like_one_event_is_pointed_out_and_joined(
    world: World, browser: Browser, hoa: Person, theirs: uuid.UUID, ours: uuid.UUID
) -> None:
    them, before, url = browser.as_(world.officer), sums(world), joining(theirs, ours)
    for page in (them.get(QUEUE).text, them.get(at(theirs)).text):
        assert f'href="{url}"' in page
    assert not check_page(them.get(url).text)
    assert pressed(them, url).status_code == 303
    after = sums(world)
    assert (after.activities, after.children) == (before.activities, (before.children or 0) + 5)
    assert after.gifts == before.gifts
    assert told(hoa) == ["activity_joined"]
    listed = them.get("/19612/activities").text
    assert "Hội LHPN, UBND xã" in listed
    assert "UBND xã, Hội LHPN" in listed
    for reader, key in ((world.officer, ours), (world.officer, theirs), (hoa, theirs)):
        page = browser.as_(reader).get(at(key)).text
        assert not check_page(page)
        assert "Organised by: Hội LHPN Cam Thành, UBND xã Cam Thành." in page


@pytest.mark.parametrize(
    ("lead", "goods", "children", "gifts"),
    [("this", "added", 60, 120), ("other", "added", 55, 120), ("other", "same", 55, 60)],
)
def test_whose_heads_and_which_gifts_count_is_chosen(
    world: World,
    browser: Browser,
    theirs: uuid.UUID,
    ours: uuid.UUID,
    lead: str,
    goods: str,
    children: int,
    gifts: int,
) -> None:
    rest = sums(world).children - 55
    them = browser.as_(world.officer)
    pressed(them, joining(theirs, ours), lead=lead, goods=goods)
    assert (sums(world).children - rest, sums(world).gifts) == (children, gifts)


def test_one_tap_takes_them_apart(
    world: World, browser: Browser, hoa: Person, theirs: uuid.UUID, ours: uuid.UUID
) -> None:
    them, url = browser.as_(world.officer), joining(theirs, ours)
    pressed(them, url, lead="other")
    joined = sums(world)
    assert them.post(at(theirs, "/joining/end"), form=at(theirs)).status_code == 303
    apart = sums(world)
    assert (apart.activities, apart.children) == (joined.activities + 1, joined.children + 60)
    assert told(hoa)[0] == "activity_unjoined"
    again = them.post(at(theirs, "/joining/end"), form=at(theirs))
    assert again.status_code == 409


def test_three_are_one_event(
    world: World, browser: Browser, theirs: uuid.UUID, ours: uuid.UUID
) -> None:
    youth = partners.logs(world, None, agency_id=world.rows["19612"]["youth"].id, **SAME)
    them, before = browser.as_(world.officer), sums(world)
    pressed(them, joining(theirs, ours), lead="other")
    pressed(them, joining(youth, theirs), lead="other")
    assert sums(world).activities == before.activities - 1
    assert partners.read(world, youth, lambda one: one.joined_to_id) == ours
    page = them.get(at(youth)).text
    assert "Đoàn Thanh niên" in page
    assert "Hội LHPN" in page
    answer = them.get(joining(ours, theirs))
    assert "one event already" in them.get(answer.headers["Location"]).text


def test_a_choice_that_is_missing_is_asked_for(
    world: World, browser: Browser, theirs: uuid.UUID, ours: uuid.UUID
) -> None:
    them, url = browser.as_(world.officer), joining(theirs, ours)
    answer = them.post(url, {})
    assert answer.status_code == 422
    assert not check_page(answer.text)
    assert "Choose whose numbers count." in answer.text
    assert "Say whether they are the same gifts" in answer.text


def test_what_was_changed_since_it_was_seen_is_not_joined(
    world: World, browser: Browser, theirs: uuid.UUID, ours: uuid.UUID
) -> None:
    them, url = browser.as_(world.officer), joining(theirs, ours)
    assert pressed(them, url, other_version="99").headers["Location"] == url
    assert "One of the two was changed meanwhile" in them.get(url).text
    assert state(world, theirs) == ActivityState.WAITING


def _withdrawn(world: World, key: uuid.UUID) -> None:
    with bind(world.unit_id("19612"), person_id=world.officer.id):
        begin_write()
        found = partners.find(key)
        withdraw(found, "Ghi nhầm", activities.officer(world))
        db.session.commit()


def test_what_cannot_be_one_event_is_refused_in_words(
    world: World, browser: Browser, theirs: uuid.UUID, ours: uuid.UUID
) -> None:
    them = browser.as_(world.officer)
    _withdrawn(world, ours)
    declined = partners.logs(world, partners.join_in(world, "youth"), "youth")
    them.post(at(declined, "/refusal"), {"reason": "Không thuộc địa bàn"})
    elsewhere = world.rows["19600"]["activity"].id
    refused = {
        str(ours): "was withdrawn",
        str(declined): "does not count this entry",
        str(elsewhere): "not one of this unit",
        str(theirs): "This is the same entry",
        "nonsense": "not one of this unit",
    }
    for key, words in refused.items():
        answer = them.get(f"{at(theirs, '/joining')}?with={key}")
        assert answer.status_code == 303
        assert words in them.get(answer.headers["Location"]).text
    assert them.get(at(ours, "/joining")).status_code == 409


def test_others_near_by_can_be_chosen(
    world: World, browser: Browser, theirs: uuid.UUID, ours: uuid.UUID
) -> None:
    page = browser.as_(world.officer).get(at(theirs, "/joining")).text
    assert not check_page(page)
    assert page.index(str(ours)) < page.index(str(world.rows["19612"]["activity"].id))
    assert "same day, a place nearby" in page
