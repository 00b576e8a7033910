"""The sheet of activities: rows typed at once, all of them logged or none."""

from __future__ import annotations

import re
from typing import Any

import pytest

from models.activity import ActivityState
from tests.blueprints.test_activity_import import cost, count, logged
from tests.clients import Browser
from tests.page_checks import check_page
from tests.queries import counted
from tests.world import World

SHEET = "/19612/activities/sheet"
ONE = {"held_on-1": "10/9", "kind-1": "Tặng quà", "title-1": "Trao quà", "children-1": "20"}
TWO = {"title-2": "Trao xe", "gifts-2": "3", "gift_value-2": "3 triệu"}


@pytest.fixture
def them(world: World, browser: Browser) -> Browser:
    return browser.as_(world.officer)


def tapped(them: Browser, times: int, **typed: str) -> list[Any]:
    """The answers to the same form, sent so many times."""
    fields = {**them.hidden_fields(SHEET), **typed}
    return [them.open(SHEET, method="POST", data=fields) for _tap in range(times)]


def test_the_sheet_has_ten_rows_to_type(world: World, them: Browser) -> None:
    page = them.get(SHEET).text
    assert check_page(page) == []
    assert page.count('<tr id="row-') == 10
    assert world.rows["19612"]["hamlet"].name in page


def test_rows_are_logged_and_empty_ones_ignored(world: World, them: Browser) -> None:
    before = count()
    place = {"place-1": world.rows["19612"]["hamlet"].name, "title-9": "  "}
    answer = them.post(SHEET, {**ONE, **TWO, **place})
    assert (answer.status_code, count()) == (303, before + 2)
    first, second = logged(ONE["title-1"], TWO["title-2"])
    assert (first.held_on, first.kind, first.hamlet_id) == (
        second.held_on, second.kind, second.hamlet_id,
    )  # fmt: skip
    assert (first.children, second.gifts, second.gift_value) == (20, 3, 3_000_000)
    after = them.get(answer.headers["Location"]).text
    assert check_page(after) == []
    assert "2 activities fill no line of the checklist yet." in after


def test_what_is_left_empty_is_as_above_but_a_dash_is_nothing(world: World, them: Browser) -> None:
    hamlet = world.rows["19612"]["hamlet"]
    them.post(SHEET, {**ONE, "place-1": hamlet.name, **TWO, "place-2": "-"})
    assert [one.hamlet_id for one in logged("Trao quà", "Trao xe")] == [hamlet.id, None]


def test_one_wrong_box_and_nothing_is_written(world: World, them: Browser) -> None:
    before = count()
    answer = them.post(SHEET, {**ONE, **TWO, "gifts-2": "ba suất", "held_on-2": "31/2"})
    assert (answer.status_code, count()) == (422, before)
    page = answer.text
    assert check_page(page) == []
    assert "2 boxes to correct." in page
    assert re.search(r'id="gifts-2-error">.*?Gifts: Write a whole number', page)
    for typed in ("Trao quà", "Trao xe", "ba suất", "31/2", "3 triệu"):
        assert f'value="{typed}"' in page
    assert re.search(r"<option selected>Tặng quà", page)


def test_ten_more_rows_keep_what_was_typed_and_write_nothing(world: World, them: Browser) -> None:
    before = count()
    answer = them.post(SHEET, {**ONE, "held_on-1": "hôm kia", "more": "1"})
    assert (answer.status_code, count()) == (200, before)
    assert answer.text.count('<tr id="row-') == 20
    assert 'value="hôm kia"' in answer.text
    assert 'class="err' not in answer.text


@pytest.mark.parametrize("sent", ["-5", "9" * 30, "x"])
def test_the_number_of_rows_stays_within_reason(them: Browser, sent: str) -> None:
    page = them.post(SHEET, {"count": sent, "more": "1"}).text
    assert 10 <= page.count('<tr id="row-') <= 50


def test_nothing_typed_is_said_so(them: Browser) -> None:
    answer = them.post(SHEET, {})
    assert answer.status_code == 422
    assert "Nothing was typed yet." in answer.text


def test_two_taps_log_once_and_lead_to_the_same(world: World, them: Browser) -> None:
    first, second = tapped(them, 2, **ONE)
    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    assert len(logged("Trao quà")) == 1


def test_what_is_logged_already_is_asked_first(world: World, them: Browser) -> None:
    them.post(SHEET, ONE)
    answer = them.post(SHEET, ONE)
    assert answer.status_code == 422
    assert check_page(answer.text) == []
    assert "The same is logged already." in answer.text
    sure = re.search(r'name="sure" value="([0-9a-f]{16})"', answer.text)
    assert sure is not None
    assert them.post(SHEET, {**ONE, "sure": "0123456789abcdef"}).status_code == 422
    assert them.post(SHEET, {**ONE, "sure": sure[1]}).status_code == 303
    assert len(logged("Trao quà")) == 2


def test_absurd_figures_are_asked_back(world: World, them: Browser) -> None:
    answer = them.post(SHEET, {**ONE, "children-1": "20000"})
    assert (answer.status_code, logged("Trao quà")) == (422, [])
    assert "20.000 is unusually many" in answer.text


def test_an_officer_says_who_held_them(world: World, them: Browser) -> None:
    women = world.rows["19612"]["women"]
    them.post(SHEET, {**ONE, "organiser": women.name})
    assert [one.agency_id for one in logged("Trao quà")] == [women.id]
    answer = them.post(SHEET, {**ONE, "title-1": "Khác", "organiser": "Hội Lạ"})
    assert "No agency of this unit." in answer.text


def test_what_a_partner_types_waits_and_is_of_his_agency(world: World, browser: Browser) -> None:
    sheet = "/468/activities/sheet"
    partner = browser.as_(world.partner)
    assert 'name="organiser"' not in partner.get(sheet).text
    assert partner.post(sheet, ONE).status_code == 303
    (found,) = logged("Trao quà")
    assert (found.state, found.agency_id) == (
        ActivityState.WAITING, world.rows["468"]["women"].id,
    )  # fmt: skip


def test_more_rows_cost_no_more_queries(world: World, them: Browser) -> None:
    fewer = cost(them, SHEET)
    fields = {**them.hidden_fields(SHEET), **ONE, "title-1": ""}
    many = {f"title-{number}": f"Trao quà {number}" for number in range(2, 11)}
    assert fewer <= 12
    assert posted_cost(them, {**fields, **many}) <= posted_cost(them, fields) + 1


def posted_cost(them: Browser, fields: dict[str, str]) -> int:
    with counted() as statements:
        assert them.open(SHEET, method="POST", data=fields).status_code == 422
    return len(statements)
