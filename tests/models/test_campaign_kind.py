"""The lists of kinds of campaigns: the starting set, and what a unit's own list keeps."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from models.activity_kind import STARTING_SET as ACTIVITY_KINDS
from models.activity_sums import Sums
from models.campaign_days import FixedDays, LunarDays, YearDay, days_in
from models.campaign_kind import (
    A_WORD,
    FIGURES,
    MOST_CHARACTERS,
    MOST_KINDS,
    MOST_WORDS,
    OTHER,
    STARTING_SET,
    CampaignKind,
    Occasion,
    begin_list,
    occasions_by_code,
    occasions_of,
)
from tests import months
from tests.world import World

SWIMMING = replace(
    OTHER,
    name="Tuần lễ bơi an toàn",
    days=FixedDays(YearDay(20, 7), YearDay(27, 7)),
    words=("bơi an toàn",),
    activity_kinds=("training",),
    asks=("sessions", "children"),
)


def begin(world: World, slug: str = "468") -> None:
    with months.writing(world, slug):
        begin_list(world.units[slug])


def offered(world: World, slug: str) -> list[Occasion]:
    with months.at(world, slug):
        return occasions_of(world.units[slug]).occasions


def row(world: World, code: str, slug: str = "468") -> CampaignKind:
    return next(one for one in CampaignKind.own(world.units[slug]) if one.code == code)


def test_the_starting_set_fits_the_columns_and_the_figures() -> None:
    codes, sums = {one.code for one in ACTIVITY_KINDS}, {field.name for field in fields(Sums)}
    assert len({one.code for one in STARTING_SET}) == len(STARTING_SET) <= MOST_KINDS
    assert set(FIGURES) <= sums
    for one in STARTING_SET:
        assert {*one.activity_kinds} <= codes
        assert {*one.asks} <= {*FIGURES}
        assert len(one.name) <= MOST_CHARACTERS
        assert len(one.words) <= MOST_WORDS
        assert all(len(word) <= A_WORD for word in one.words)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("action_month", date(2026, 6, 1), date(2026, 6, 30)),
        ("childrens_day", date(2026, 5, 18), date(2026, 6, 4)),
        ("mid_autumn", date(2026, 9, 4), date(2026, 9, 30)),
        ("tet", date(2026, 1, 18), date(2026, 2, 24)),
        ("school_year", date(2026, 8, 15), date(2026, 9, 15)),
        ("gender_equality", date(2026, 11, 15), date(2026, 12, 15)),
        ("summer", date(2026, 6, 1), date(2026, 8, 31)),
    ],
)
def test_the_days_of_2026(code: str, first: date, last: date) -> None:
    rule = next(one.days for one in STARTING_SET if one.code == code)
    assert rule is not None
    days = days_in(rule, 2026)
    assert (days.first, days.last) == (first, last)


def test_gifts_are_counted_where_they_are_asked_for() -> None:
    counting = {one.code for one in STARTING_SET if one.counts_gifts}
    assert counting == {"mid_autumn", "childrens_day", "tet"}
    assert OTHER.days is None


def test_an_own_list_keeps_codes_and_reaches_the_units_below(world: World) -> None:
    with months.at(world, "468"):
        assert occasions_of(world.units["468"]).unit is None
    begin(world, "45")
    with months.writing(world, "45"):
        kind = CampaignKind.add(SWIMMING)
        row(world, "tet", "45").restate(replace(STARTING_SET[3], name="Tết vì trẻ em"))
        code = kind.code
    below = offered(world, "19612")
    assert [one.code for one in below] == [*(one.code for one in STARTING_SET), code]
    assert replace(below[-1], id=None, code="") == replace(SWIMMING, code="")
    assert [one.name for one in below if one.code == "tet"] == ["Tết vì trẻ em"]
    assert offered(world, "612") == list(STARTING_SET)


def test_a_lunar_rule_and_none_at_all_come_back_from_the_database(world: World) -> None:
    begin(world)
    rules = {one.code: one.days for one in offered(world, "468")}
    assert rules == {one.code: one.days for one in STARTING_SET}
    assert isinstance(rules["mid_autumn"], LunarDays)


def test_a_kind_that_ended_keeps_its_name(world: World) -> None:
    begin(world)
    with months.writing(world):
        row(world, "summer").end()
    with months.at(world, "19612"):
        known = occasions_by_code(world.units["19612"])
    assert "summer" not in {one.code for one in offered(world, "19612")}
    assert known["summer"].name == STARTING_SET[6].name
    assert known[world.rows["468"]["campaign_kind"].code].name == "Hội thi"
