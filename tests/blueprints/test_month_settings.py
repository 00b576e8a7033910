"""The page on which a province states how its months are counted."""

from __future__ import annotations

import pytest

from models import clock
from models.month_calendar import MonthKind, MonthRule, MonthRules
from models.month_rules import rules_at, stated_rules
from tests.clients import Browser
from tests.world import World

PAGE = "/08/settings/months"
TYPED = {"kind": "administrative", "due_day": "", "closes_after": "", "since": "2027-01-01"}


def months_of(world: World, slug: str = "00691") -> MonthRules:
    return rules_at(world.units[slug])


def test_a_province_states_its_months(world: World, browser: Browser) -> None:
    heir = browser.as_(world.heir)
    assert heir.post(PAGE, TYPED).location == PAGE
    [one] = stated_rules(world.units["00691"])
    assert one.rule == MonthRule(MonthKind.ADMINISTRATIVE, 16, 5)
    page = heir.get(PAGE).get_data(as_text=True)
    assert "It counts from month 1/2027 on." in page
    told = "Holds later · Due on day 16 of the same month, closed 5 days later · Stated here"
    assert told in page


def test_days_can_be_stated_from_the_next_month_on(world: World, browser: Browser) -> None:
    typed = {"kind": "calendar", "due_day": "28", "closes_after": "0", "since": "2026-10-01"}
    heir = browser.as_(world.heir)
    assert heir.post(PAGE, typed, htmx=True).headers["HX-Redirect"] == PAGE
    page = heir.get(PAGE).get_data(as_text=True)
    assert "Due on day 28 of the next month, closed at the end of that day" in page
    assert 'value="28"' in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"kind": ""}, "Choose one of these."),
        ({"kind": "lunar"}, "Not a valid choice"),
        ({"due_day": "14"}, "Write a day from 15 to 28."),
        ({"due_day": "29"}, "Write a day from 15 to 28."),
        ({"due_day": "0", "kind": "calendar"}, "Write a day from 1 to 28."),
        ({"due_day": "ba"}, "Write digits only, for example: 16."),
        ({"closes_after": "32"}, "Write a number from 0 to 31."),
        ({"closes_after": "-1"}, "Write digits only, for example: 16."),
        ({"since": "2026-11-01"}, "Another kind of month counts from a January only."),
        ({"since": "2026-09-01"}, "Choose a month of the list: it has not begun yet."),
        ({"since": "never"}, "Choose a month of the list: it has not begun yet."),
        ({"since": ""}, "Choose one of these."),
    ],
)
def test_what_does_not_fit_is_told_beside_it(
    world: World, browser: Browser, wrong: dict[str, str], told: str
) -> None:
    answer = browser.as_(world.heir).post(PAGE, TYPED | wrong)
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)
    assert months_of(world) == MonthRules({})


def test_rules_saved_elsewhere_are_told(world: World, browser: Browser) -> None:
    here, there = browser.as_(world.heir), browser.as_(world.heir)
    mine = {**here.hidden_fields(PAGE), **TYPED, "since": "2027-01-01"}
    there.post(PAGE, {**TYPED, "due_day": "20"})
    answer = here.open(PAGE, method="POST", data=mine)
    assert answer.status_code == 409
    text = answer.get_data(as_text=True)
    assert "Somebody else changed these rules meanwhile." in text
    assert "Due on day 20 of the same month" in text
    assert here.open(PAGE, method="POST", data=mine).status_code == 409


def test_the_same_post_twice_is_one_act(world: World, browser: Browser) -> None:
    heir = browser.as_(world.heir)
    typed = {**heir.hidden_fields(PAGE), **TYPED}
    answers = [heir.open(PAGE, method="POST", data=typed).status_code for _ in range(2)]
    assert answers == [303, 303]


def test_what_is_planned_is_taken_back(world: World, browser: Browser) -> None:
    heir = browser.as_(world.heir)
    heir.post(PAGE, TYPED)
    assert "Take back the rule that counts from month 1/2027" in heir.get(PAGE).text
    heir.post(f"{PAGE}/taking-back", form=PAGE)
    assert months_of(world) == MonthRules({})
    again = heir.get(PAGE).text
    assert "Taken back." in again
    assert f"{PAGE}/taking-back" not in again


def test_nothing_to_take_back_and_a_stale_page_are_told(world: World, browser: Browser) -> None:
    heir = browser.as_(world.heir)
    heir.post(f"{PAGE}/taking-back", form=PAGE)
    assert "There is no rule that could be taken back." in heir.get(PAGE).text
    fields = heir.hidden_fields(PAGE)
    heir.post(PAGE, TYPED)
    heir.open(f"{PAGE}/taking-back", method="POST", data=fields)
    assert "Look at the list first." in heir.get(PAGE).text
    assert months_of(world) != MonthRules({})


def test_units_below_see_what_counts_and_who_says_so(world: World, browser: Browser) -> None:
    browser.as_(world.heir).post(PAGE, TYPED)
    with clock.fixed(clock.start_of_day(next(iter(months_of(world).since)))):
        manager = browser.as_(world.heir)
        below = manager.get("/00691/settings")
        page = manager.get("/00691/settings/months").text
    assert "Tỉnh Tuyên Quang states it from month 1/2027 on" in below.text
    assert "Holds now · Due on day 16" in page
    assert 'name="due_day"' not in page


def test_a_unit_below_cannot_post_it(world: World, browser: Browser) -> None:
    manager = browser.as_(world.manager)
    assert manager.post("/468/settings/months", TYPED).status_code == 303
    assert "The province states this." in manager.get("/468/settings/months").text
    assert months_of(world, "19612") == MonthRules({})


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "Month 1/2027: from 01/01/2027 to 14/01/2027, due 16/01/2027, open until 21/01/2027"),
        ({}, "Month 2/2027: from 15/01/2027 to 14/02/2027, due 16/02/2027"),
        ({"since": "2026-10-01"}, "Another kind of month counts from a January only."),
        ({"since": "9999-12-01"}, "Choose a month of the list"),
        ({"due_day": "14"}, "An example stands here once all answers fit."),
        ({"kind": ""}, "An example stands here once all answers fit."),
        ({"since": ""}, "An example stands here once all answers fit."),
    ],
)
def test_an_example_is_worked_out_from_what_is_typed(
    world: World, browser: Browser, more: dict[str, str], told: str
) -> None:
    answer = browser.as_(world.heir).get(
        f"{PAGE}/example", htmx=True, query_string={**TYPED, **more}
    )
    assert answer.status_code == 200
    assert told in answer.text


def test_the_example_alone_leads_to_its_page(world: World, browser: Browser) -> None:
    assert browser.as_(world.heir).get(f"{PAGE}/example").location == PAGE


@pytest.mark.parametrize(
    ("key", "status"),
    [("heir", 200), ("officer", 404), ("stranger", 404), ("manager", 404), (None, 303)],
)
def test_who_may_open_it(world: World, browser: Browser, key: str | None, status: int) -> None:
    them = browser.as_(world.people[key] if key else None)
    assert them.get(PAGE).status_code == status
    if status != 200:
        assert them.post(PAGE, TYPED, form="/login").status_code == status
        assert them.post(f"{PAGE}/taking-back", form="/login").status_code == status


def test_a_member_without_the_right_is_refused(world: World, browser: Browser) -> None:
    officer = browser.as_(world.officer)
    assert officer.get("/19612/settings/months").status_code == 403
    assert officer.post("/19612/settings/months", TYPED, form="/me").status_code == 403
    assert officer.get("/19612/settings/months/taking-back").status_code == 405
