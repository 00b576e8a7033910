"""The page of the kinds of activities."""

from __future__ import annotations

import pytest

from models.activity_kind import MOST_KINDS, STARTING_SET, ActivityKind, Asks
from tests import months
from tests.clients import Browser
from tests.models.test_activity_kind import begin, offered
from tests.months import writing
from tests.page_checks import check_page
from tests.world import World

LIST = "/468/settings/activity-kinds"
NEW = f"{LIST}/new"
TYPED = {"name": "Dạy bơi", "asks": ["children", "sessions"]}
STARTING = [one.name for one in STARTING_SET]


@pytest.fixture
def reviewer(world: World, browser: Browser) -> Browser:
    return browser.as_(world.reviewer)


def url(world: World, name: str) -> str:
    with months.at(world, "468"):
        rows = ActivityKind.own(world.units["468"])
    return f"{LIST}/{next(one.id for one in rows if one.name == name)}"


def names(world: World) -> list[str]:
    return [one.name for one in offered(world, "468")]


def test_a_unit_begins_its_own_list_and_follows_again(world: World, reviewer: Browser) -> None:
    page = reviewer.get(LIST).text
    assert not check_page(page)
    assert "As in the whole portal" in page
    assert "sessions · children · adults" in page
    assert reviewer.post(f"{LIST}/own-list", form=LIST).location == LIST
    page = reviewer.get(LIST).text
    assert not check_page(page)
    assert NEW in page
    assert reviewer.post(f"{LIST}/own-list/closure", form=LIST).location == LIST
    assert offered(world, "468") == list(STARTING_SET)


def test_a_kind_is_added_changed_raised_ended_and_taken_back(
    world: World, reviewer: Browser
) -> None:
    begin(world)
    assert not check_page(reviewer.get(NEW).text)
    assert reviewer.post(NEW, TYPED, htmx=True).headers["HX-Redirect"] == LIST
    one = url(world, "Dạy bơi")
    assert not check_page(reviewer.get(one).text)
    assert reviewer.post(one, {"name": "Học bơi", "asks": []}).location == LIST
    assert offered(world, "468")[-1].asks == set()
    assert "no figures" in reviewer.get(LIST).text
    reviewer.post(f"{one}/rise", {"version": "2"}, form=LIST)
    assert names(world)[-2:] == ["Học bơi", STARTING[-1]]
    assert reviewer.post(f"{one}/closure", form=one).location == LIST
    assert "Học bơi" not in names(world)
    assert "no figures · closed on 15/09/2026" in reviewer.get(LIST).text
    assert reviewer.post(f"{one}/reopening", form=one).location == LIST
    assert "Học bơi" in names(world)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": " "}, "Write something here."),
        ({"name": "x" * 61}, "At most 60 characters."),
        ({"name": STARTING[0].upper()}, "There is a kind with this name already"),
        ({"asks": ["children", "stars"]}, "not a valid choice"),
    ],
)
def test_what_does_not_fit_is_told_beside_it(
    world: World, reviewer: Browser, wrong: dict[str, str], told: str
) -> None:
    begin(world)
    for address in (NEW, url(world, STARTING[1])):
        answer = reviewer.post(address, TYPED | wrong)
        assert answer.status_code == 422
        assert told in answer.text
        assert not check_page(answer.text)
    assert names(world) == STARTING


def test_a_full_list_says_so(world: World, reviewer: Browser) -> None:
    begin(world)
    with writing(world):
        for number in range(MOST_KINDS - len(STARTING)):
            ActivityKind.add(f"Loại {number}", [Asks.CHILDREN])
    assert "There are 20 kinds already. End one first." in reviewer.post(NEW, TYPED).text


def test_the_kinds_of_another_unit_are_unknown(world: World, reviewer: Browser) -> None:
    for slug in ("612", "19612"):
        one = f"{LIST}/{world.rows[slug]['activity_kind'].id}"
        assert reviewer.get(one).status_code == 404
        assert reviewer.post(f"{one}/closure", form=LIST).status_code == 404


def test_a_unit_with_none_below_follows(world: World, browser: Browser) -> None:
    page = "/19612/settings/activity-kinds"
    administrator = browser.as_(world.administrator)
    assert f"{page}/own-list" not in administrator.get(page).text
    administrator.post(f"{page}/own-list", form=page)
    assert "There are no units below this one." in administrator.get(page).text
    assert page in administrator.get("/19612/settings").text


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("reviewer", 200),
        ("manager", 200),
        ("leader", 403),
        ("partner", 403),
        ("province", 403),
        ("officer", 404),
        ("stranger", 404),
        (None, 303),
    ],
)
def test_who_may_open_them(world: World, browser: Browser, name: str | None, status: int) -> None:
    them = browser.as_(world.people[name] if name else None)
    for page in (LIST, NEW):
        assert them.get(page).status_code == status
