"""The days of a year's campaigns, from the rules of their kinds."""

from __future__ import annotations

from datetime import date

import pytest

from models.campaign_days import DayRule, Days, FixedDays, LunarDays, YearDay, days_in, next_days
from tests.models.test_lunar import MID_AUTUMN, TET

AUTUMN = LunarDays(YearDay(15, 8), before=21, after=5)
NEW_YEAR = LunarDays(YearDay(1, 1), before=30, after=7)
JUNE = FixedDays(YearDay(1, 6), YearDay(30, 6))
CHILDREN = FixedDays(YearDay(18, 5), YearDay(4, 6), YearDay(1, 6))
WINTER = FixedDays(YearDay(15, 12), YearDay(20, 2), YearDay(1, 1))
FEBRUARY = FixedDays(YearDay(1, 2), YearDay(29, 2))
RULES = (AUTUMN, NEW_YEAR, JUNE, CHILDREN, WINTER, FEBRUARY)


def between(first: str, last: str, feast: str | None = None) -> Days:
    told = feast and date.fromisoformat(feast)
    return Days(date.fromisoformat(first), date.fromisoformat(last), told or None)


@pytest.mark.parametrize("feast", MID_AUTUMN, ids=str)
def test_mid_autumn_of_each_year(feast: date) -> None:
    days = days_in(AUTUMN, feast.year)
    assert days.feast == feast
    assert ((feast - days.first).days, (days.last - feast).days) == (21, 5)


@pytest.mark.parametrize("feast", TET, ids=str)
def test_tet_of_a_year_lies_in_it(feast: date) -> None:
    assert days_in(NEW_YEAR, feast.year).feast == feast


@pytest.mark.parametrize(
    ("rule", "year", "expected"),
    [
        (NEW_YEAR, 2023, between("2022-12-23", "2023-01-29", "2023-01-22")),
        (NEW_YEAR, 2026, between("2026-01-18", "2026-02-24", "2026-02-17")),
        (JUNE, 2026, between("2026-06-01", "2026-06-30")),
        (CHILDREN, 2026, between("2026-05-18", "2026-06-04", "2026-06-01")),
        (WINTER, 2026, between("2026-12-15", "2027-02-20", "2027-01-01")),
        (FEBRUARY, 2027, between("2027-02-01", "2027-02-28")),
        (FEBRUARY, 2028, between("2028-02-01", "2028-02-29")),
        # The eighth month came twice in 1995: the feast is in the first, its days reach the second.
        (LunarDays(YearDay(15, 8), 0, 20), 1995, between("1995-09-09", "1995-09-29", "1995-09-09")),
        # So did the sixth in 2025; a feast of the seventh is one month later for it.
        (LunarDays(YearDay(15, 7), 0, 0), 2025, between("2025-09-06", "2025-09-06", "2025-09-06")),
        # The kitchen gods leave a week before the next Tết, mostly in the next year.
        (LunarDays(YearDay(23, 12), 0, 0), 2025, between("2026-02-10", "2026-02-10", "2026-02-10")),
        # The last month of 2025 had 29 days.
        (LunarDays(YearDay(30, 12), 0, 0), 2025, between("2026-02-16", "2026-02-16", "2026-02-16")),
    ],
)
def test_the_days_of_a_year(rule: DayRule, year: int, expected: Days) -> None:
    assert days_in(rule, year) == expected


@pytest.mark.parametrize(
    ("rule", "day", "first"),
    [
        (AUTUMN, "2026-09-03", "2026-09-04"),
        (AUTUMN, "2026-09-30", "2026-09-04"),
        (AUTUMN, "2026-10-01", "2027-08-25"),
        (NEW_YEAR, "2022-12-25", "2022-12-23"),
        (NEW_YEAR, "2022-03-01", "2022-12-23"),
        (WINTER, "2027-01-15", "2026-12-15"),
        (WINTER, "2027-02-21", "2027-12-15"),
        (JUNE, "2026-06-30", "2026-06-01"),
        (JUNE, "2026-07-01", "2027-06-01"),
    ],
)
def test_the_next_days(rule: DayRule, day: str, first: str) -> None:
    assert next_days(rule, date.fromisoformat(day)).first == date.fromisoformat(first)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_rule_comes_back_as_it_was_kept(rule: DayRule) -> None:
    assert DayRule.from_kept(rule.as_kept()) == rule


@pytest.mark.parametrize("year", [1899, 2100])
def test_years_whose_moon_is_not_known(year: int) -> None:
    with pytest.raises(ValueError, match="no lunar calendar"):
        days_in(AUTUMN, year)
    assert days_in(JUNE, year).first == date(year, 6, 1)


@pytest.mark.parametrize(
    ("typed", "is_solar", "is_lunar"),
    [
        ("15/8", True, True),
        (" 01-06 ", True, True),
        ("29.2", True, True),
        ("30/2", False, True),
        ("31/12", True, False),
        ("31/4", False, False),
        ("0/5", False, False),
        ("5/13", False, False),
    ],
)
def test_days_as_they_are_typed(typed: str, is_solar: bool, is_lunar: bool) -> None:
    day = YearDay.parse(typed)
    assert (day.is_solar, day.is_lunar) == (is_solar, is_lunar)


@pytest.mark.parametrize("typed", ["", "15", "15/8/2026", "rằm tháng 8", "1/6 nhuận"])
def test_what_is_no_day_of_a_year(typed: str) -> None:
    with pytest.raises(ValueError, match=f"^{typed}$"):
        YearDay.parse(typed)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (CHILDREN, True),
        (JUNE, True),
        (WINTER, True),
        (FixedDays(YearDay(1, 6), YearDay(30, 6), YearDay(1, 7)), False),
        (FixedDays(YearDay(1, 6), YearDay(30, 6), YearDay(31, 5)), False),
    ],
)
def test_a_feast_lies_within_the_days(rule: FixedDays, expected: bool) -> None:
    assert rule.holds_feast is expected
