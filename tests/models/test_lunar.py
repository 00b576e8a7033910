"""Lunar days, held against the days on which the big ones were and will be kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.lunar import BigDay, LunarDay, big_day, feast_near, lunar_of, solar_of

MID_AUTUMN = (
    date(2016, 9, 15),
    date(2017, 10, 4),
    date(2018, 9, 24),
    date(2019, 9, 13),
    date(2020, 10, 1),
    date(2021, 9, 21),
    date(2022, 9, 10),
    date(2023, 9, 29),
    date(2024, 9, 17),
    date(2025, 10, 6),
    date(2026, 9, 25),
    date(2027, 9, 15),
    date(2028, 10, 3),
    date(2029, 9, 22),
    date(2030, 9, 12),
)
TET = (
    date(2017, 1, 28),
    date(2020, 1, 25),
    date(2023, 1, 22),
    date(2024, 2, 10),
    date(2025, 1, 29),
    date(2026, 2, 17),
    date(2027, 2, 6),
    date(2028, 1, 26),
)
LEAP_MONTHS = {2017: 6, 2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11}
"""Lunar years with thirteen months: which one comes twice."""


def name_of(day: date) -> BigDay | None:
    return big_day(day, lunar_of(day))


@pytest.mark.parametrize("day", MID_AUTUMN, ids=str)
def test_mid_autumn(day: date) -> None:
    assert lunar_of(day) == LunarDay(15, 8)
    assert name_of(day) is BigDay.MID_AUTUMN


@pytest.mark.parametrize("day", TET, ids=str)
def test_tet_has_three_days(day: date) -> None:
    assert lunar_of(day) == LunarDay(1, 1)
    names = [name_of(day + timedelta(days=past)) for past in (-1, 0, 1, 2, 3)]
    assert names == [None, BigDay.TET, BigDay.TET, BigDay.TET, None]


def test_leap_months() -> None:
    days = (date(2017, 1, 28) + timedelta(days=past) for past in range(17 * 366))
    found = [(day.year, lunar_of(day)) for day in days]
    leap = {(year, lunar.month) for year, lunar in found if lunar and lunar.is_leap}
    assert {pair for pair in leap if pair[1] != 11} | {(2033, 11)} == set(LEAP_MONTHS.items())


def test_the_full_moon_of_a_leap_eighth_month_is_not_mid_autumn() -> None:
    assert big_day(date(1995, 10, 9), LunarDay(15, 8, is_leap=True)) is None


def test_the_first_of_june_is_the_childrens_whatever_the_moon() -> None:
    assert name_of(date(2026, 6, 1)) is BigDay.CHILDREN


def test_the_day_that_a_paper_of_2025_gives() -> None:
    assert lunar_of(date(2025, 10, 3)) == LunarDay(12, 8)


def test_what_cannot_be_computed_has_no_lunar_day() -> None:
    assert lunar_of(date(1899, 12, 31)) is None
    assert lunar_of(date(2101, 1, 1)) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 9, 10), None),
        (date(2026, 9, 11), BigDay.MID_AUTUMN),
        (date(2026, 9, 25), BigDay.MID_AUTUMN),
        (date(2026, 9, 28), BigDay.MID_AUTUMN),
        (date(2026, 9, 29), None),
        (date(2026, 5, 18), BigDay.CHILDREN),
        (date(2026, 2, 3), BigDay.TET),
    ],
)
def test_the_days_of_a_feast(day: date, expected: BigDay | None) -> None:
    assert feast_near(day) is expected


@pytest.mark.parametrize("year", [1900, 1995, 2025, 2033, 2099])
def test_every_lunar_day_leads_back_to_its_day(year: int) -> None:
    day = solar_of(LunarDay(1, 1), year)
    end = solar_of(LunarDay(1, 1), year + 1) if year < 2099 else date(2100, 2, 8)
    while day < end:
        lunar = lunar_of(day)
        assert lunar is not None
        assert solar_of(lunar, year) == day
        day += timedelta(days=1)


def test_a_year_without_the_leap_month_has_no_day_of_it() -> None:
    with pytest.raises(ValueError, match="leap"):
        solar_of(LunarDay(15, 8, is_leap=True), 2025)
