"""How months are cut, when they are due and closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.month_calendar import (
    DEFAULT_RULES,
    MonthKind,
    MonthRules,
    month_named,
    month_of,
    months_between,
    months_from,
    next_month,
    previous_month,
)

ADMINISTRATIVE = MonthRules({2020: MonthKind.ADMINISTRATIVE})
CHANGES = MonthRules({2026: MonthKind.ADMINISTRATIVE, 2028: MonthKind.CALENDAR})


def test_a_calendar_month() -> None:
    month = month_named(2026, 9)
    assert (month.first_day, month.last_day) == (date(2026, 9, 1), date(2026, 9, 30))
    assert (month.due_on, month.closes_on) == (date(2026, 10, 5), date(2026, 10, 10))


def test_an_administrative_month_is_named_by_the_month_it_ends_in() -> None:
    month = month_named(2026, 6, ADMINISTRATIVE)
    assert (month.first_day, month.last_day) == (date(2026, 5, 15), date(2026, 6, 14))
    assert (month.due_on, month.closes_on) == (date(2026, 6, 16), date(2026, 6, 21))


@pytest.mark.parametrize(
    ("year", "number", "first", "last"),
    [
        (2025, 12, date(2025, 12, 1), date(2025, 12, 31)),
        (2026, 1, date(2026, 1, 1), date(2026, 1, 14)),
        (2026, 2, date(2026, 1, 15), date(2026, 2, 14)),
        (2027, 12, date(2027, 11, 15), date(2027, 12, 14)),
        (2028, 1, date(2027, 12, 15), date(2028, 1, 31)),
        (2028, 2, date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_a_change_of_kind_leaves_no_day_out(
    year: int, number: int, first: date, last: date
) -> None:
    month = month_named(year, number, CHANGES)
    assert (month.first_day, month.last_day) == (first, last)


def test_due_and_closing_days_can_be_set() -> None:
    month = month_named(2026, 12, MonthRules({}, due_day=10, closes_after=3))
    assert (month.due_on, month.closes_on) == (date(2027, 1, 10), date(2027, 1, 13))


@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)))
def test_every_day_is_in_one_month(day: date) -> None:
    for rules in (DEFAULT_RULES, ADMINISTRATIVE, CHANGES):
        month = month_of(day, rules)
        assert month.holds(day)
        assert next_month(month, rules).first_day == month.last_day + timedelta(days=1)
        assert previous_month(next_month(month, rules), rules) == month


def test_months_are_counted_over_years() -> None:
    assert months_between(date(2025, 11, 1), date(2026, 2, 1)) == 3
    assert months_between(date(2026, 2, 1), date(2025, 11, 1)) == -3
    named = [m.named.month for m in months_from(date(2026, 5, 20), date(2026, 8, 1))]
    assert named == [5, 6, 7, 8]
    assert [
        m.named.month for m in months_from(date(2026, 5, 20), date(2026, 7, 1), ADMINISTRATIVE)
    ] == [6, 7]


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 13), (0, 1)])
def test_what_no_calendar_has_is_refused(year: int, number: int) -> None:
    with pytest.raises(ValueError, match="."):
        month_named(year, number)
