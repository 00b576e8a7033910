"""The page on which a unit says from when on something in a month deserves a look."""

from __future__ import annotations

import pytest

from models import setting
from models.base import db
from models.setting import BadSetting, thresholds_among
from models.tenancy import begin_write
from models.thresholds import THRESHOLDS, USUAL, Thresholds
from tests import months
from tests.clients import Browser
from tests.page_checks import check_fragment, check_page
from tests.world import World

PAGE = "/468/settings/hints"
EMPTY = dict.fromkeys(THRESHOLDS, "")
TYPED = {
    "late_months": "2",
    "far_times": "10",
    "far_least": "1.000",
    "far_money": "5 triệu",
    "nothing_periods": "0",
}
MEANT = Thresholds(2, 10, 1000, 5_000_000, 0)


@pytest.fixture
def reviewer(world: World, browser: Browser) -> Browser:
    return browser.as_(world.reviewer)


def at_commune(world: World) -> Thresholds:
    return thresholds_of(world, "19612")


def thresholds_of(world: World, slug: str) -> Thresholds:
    unit = world.units[slug]
    return thresholds_among(unit, setting.found_all(unit, THRESHOLDS))


def test_thresholds_are_stated_and_inherited_again(world: World, reviewer: Browser) -> None:
    page = reviewer.get(PAGE).text
    assert not check_page(page)
    assert "Left empty: 3, as in the whole portal." in page
    assert reviewer.post(PAGE, TYPED).location == PAGE
    assert at_commune(world) == MEANT
    assert thresholds_of(world, "468") == USUAL
    page = reviewer.get(PAGE).text
    assert 'value="1.000"' in page
    assert "Months it is late: 2 or more." in page
    assert "Switched off." in page
    assert reviewer.post(PAGE, EMPTY, htmx=True).headers["HX-Redirect"] == PAGE
    assert at_commune(world) == USUAL


def test_what_a_unit_leaves_empty_is_that_of_the_units_above(
    world: World, reviewer: Browser
) -> None:
    with months.at(world, "45"):
        begin_write()
        setting.state(world.units["45"], "late_months", 6)
        db.session.commit()
    reviewer.post(PAGE, {**EMPTY, "far_least": "5"})
    assert (at_commune(world).late_months, at_commune(world).far_least) == (6, 5)
    assert "Left empty: 6, as Tỉnh Quảng Trị states it." in reviewer.get(PAGE).text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"late_months": "25"}, "Write a number from 0 to 24."),
        ({"late_months": "-1"}, "Write digits only, for example: 29"),
        ({"late_months": "ba"}, "Write digits only, for example: 29"),
        ({"far_times": "1"}, "Write 0, or a number from 2 to 100."),
        ({"far_times": "2,5"}, "Write digits only, for example: 29"),
        ({"far_least": "100001"}, "Write a number from 0 to 100.000."),
        ({"far_money": "2 tỷ"}, "Write a number from 0 to 1.000.000.000."),
        ({"far_money": "nhiều"}, "Write an amount"),
        ({"nothing_periods": "1"}, "Write 0, or a number from 2 to 12."),
        ({"nothing_periods": "13"}, "Write 0, or a number from 2 to 12."),
    ],
)
def test_what_does_not_fit_is_told_beside_it(
    world: World, reviewer: Browser, wrong: dict[str, str], told: str
) -> None:
    answer = reviewer.post(PAGE, TYPED | wrong)
    assert answer.status_code == 422
    assert told in answer.text
    assert not check_page(answer.text)
    assert at_commune(world) == USUAL


def test_numbers_saved_elsewhere_are_told(world: World, reviewer: Browser) -> None:
    mine = {**reviewer.hidden_fields(PAGE), **TYPED, "late_months": ""}
    reviewer.as_(world.manager).post(PAGE, {**EMPTY, "far_times": "4", "late_months": "0"})
    answer = reviewer.open(PAGE, method="POST", data=mine)
    assert answer.status_code == 409
    for told in ("4", "0", "left empty"):
        assert f"Meanwhile saved by somebody else: {told}" in answer.text
    assert at_commune(world) == Thresholds(late_months=0, far_times=4)


def test_a_commune_reads_the_rules_and_states_nothing(world: World, browser: Browser) -> None:
    administrator = browser.as_(world.administrator)
    page = "/19612/settings/hints"
    assert 'name="late_months"' not in administrator.get(page).text
    assert administrator.post(page, TYPED).location == page
    assert "The units above state this." in administrator.get(page).text
    with months.at(world):
        begin_write()
        with pytest.raises(BadSetting):
            setting.state(world.units["19612"], "late_months", 2)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"far_times": "2"}, "After 40 that is 80 and more, 20 and less."),
        ({"far_least": "100"}, "After 40 that is 140 and more."),
        ({"late_months": "7"}, "Months it is late: 7 or more."),
        ({"late_months": "ba"}, "Months it is late: 3 or more."),
        ({"nothing_periods": "4"}, "Nothing arose 4 periods running."),
        ({"nothing_periods": "0"}, "Switched off."),
    ],
)
def test_what_is_typed_is_said_in_words(
    reviewer: Browser, typed: dict[str, str], told: str
) -> None:
    answer = reviewer.get(f"{PAGE}/example", htmx=True, query_string={**EMPTY, **typed})
    assert check_fragment(answer.text) == []
    assert told in answer.text


def test_the_example_alone_leads_to_its_page(reviewer: Browser) -> None:
    assert reviewer.get(f"{PAGE}/example").location == PAGE
