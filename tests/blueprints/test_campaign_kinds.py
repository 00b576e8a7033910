"""The page of the kinds of campaigns."""

from __future__ import annotations

from typing import Any

import pytest

from models.campaign_days import LunarDays, YearDay
from models.campaign_kind import OTHER, STARTING_SET
from tests.clients import Browser
from tests.models.test_campaign_kind import begin, offered
from tests.page_checks import check_page
from tests.world import World

LIST = "/468/settings/campaign-kinds"
NEW = f"{LIST}/new"
SWIMMING: dict[str, Any] = {
    "name": "Tuần lễ bơi an toàn",
    "when": "fixed",
    "first": "20/7",
    "last": "27-7",
    "feast": "25.7",
    "activity_kinds": ["training", "play"],
    "words": "bơi an toàn\r\nhọc bơi\r\nbơi an toàn",
    "asks": ["children", "sessions"],
}
LUNAR = {"when": "lunar", "lunar": "10/3", "before": "10", "after": "0", "first": "", "last": ""}


@pytest.fixture
def reviewer(world: World, browser: Browser) -> Browser:
    return browser.as_(world.reviewer)


def test_a_unit_begins_its_own_list_and_follows_again(world: World, reviewer: Browser) -> None:
    page = reviewer.get(LIST).text
    assert not check_page(page)
    assert "As in the whole portal" in page
    assert "15/8 of the lunar calendar, from 21 days before to 5 days after" in page
    assert "next from 04/09/2026 to 30/09/2026 · gifts are counted" in page
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
    assert reviewer.post(NEW, SWIMMING, htmx=True).headers["HX-Redirect"] == LIST
    made = offered(world, "468")[-1]
    assert (str(made.days.first), made.words) == ("20/7", ("bơi an toàn", "học bơi"))
    one = f"{LIST}/{made.id}"
    assert not check_page(reviewer.get(one).text)
    changed = SWIMMING | LUNAR | {"counts_gifts": "y", "asks": []}
    assert reviewer.post(one, changed).location == LIST
    made = offered(world, "468")[-1]
    assert (made.days, made.counts_gifts) == (LunarDays(YearDay(10, 3), 10, 0), True)
    stale = reviewer.post(one, SWIMMING | {"version": "1"})
    assert stale.status_code == 409
    assert "Meanwhile saved by somebody else: gifts are counted" in stale.text
    reviewer.post(f"{one}/rise", {"version": "2"}, form=LIST)
    assert [each.name for each in offered(world, "468")][-1] == OTHER.name
    reviewer.post(f"{one}/closure", form=one)
    assert made.code not in {each.code for each in offered(world, "468")}
    reviewer.post(f"{one}/reopening", form=one)
    assert made.code in {each.code for each in offered(world, "468")}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": STARTING_SET[0].name.upper()}, "There is a kind with this name already"),
        ({"when": ""}, "Choose one of these."),
        ({"first": ""}, "Write a day of the calendar"),
        ({"last": "31/6"}, "Write a day of the calendar"),
        ({"first": "mồng một"}, "Write a day and a month"),
        ({"feast": "28/7"}, "This day lies outside the days"),
        ({**LUNAR, "lunar": "31/8"}, "Write a day of the lunar calendar"),
        ({**LUNAR, "before": ""}, "Write a number from 0 to 120."),
        ({**LUNAR, "after": "121"}, "Write a number from 0 to 120."),
        ({"words": "x" * 61}, "At most 60 characters on a line."),
        ({"words": "\n".join(f"lời {number}" for number in range(13))}, "At most 12 lines."),
        ({"asks": ["children", "stars"]}, "not a valid choice"),
        ({"activity_kinds": ["dancing"]}, "not a valid choice"),
    ],
)
def test_what_does_not_fit_is_told_beside_it(
    world: World, reviewer: Browser, wrong: dict[str, Any], told: str
) -> None:
    begin(world)
    answer = reviewer.post(NEW, SWIMMING | wrong)
    assert answer.status_code == 422
    assert told in answer.text
    assert not check_page(answer.text)
    assert len(offered(world, "468")) == len(STARTING_SET)


def test_days_that_are_not_asked_for_are_not_looked_at(world: World, reviewer: Browser) -> None:
    begin(world)
    given = SWIMMING | {"when": "unknown", "first": "", "last": "31/6", "lunar": "40/13"}
    assert reviewer.post(NEW, given).location == LIST
    assert offered(world, "468")[-1].days is None


def test_the_kinds_of_another_unit_are_unknown(world: World, reviewer: Browser) -> None:
    for slug in ("612", "19612"):
        one = f"{LIST}/{world.rows[slug]['campaign_kind'].id}"
        assert reviewer.get(one).status_code == 404
        assert reviewer.post(f"{one}/closure", form=LIST).status_code == 404
