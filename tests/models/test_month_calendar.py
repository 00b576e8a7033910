"""How months are cut, when they are due and closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.month_calendar import (
    DEFAULT_RULES,
    MonthKind,
    MonthRule,
    MonthRules,
    month_named,
    month_of,
    months_between,
    months_from,
    next_month,
    previous_month,
)

BY_DECREE = MonthRule(MonthKind.ADMINISTRATIVE)
ADMINISTRATIVE = MonthRules({date(2020, 1, 1): BY_DECREE})
CHANGES = MonthRules({date(2026, 1, 1): BY_DECREE, date(2028, 1, 1): MonthRule()})


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


LATER = MonthRules(
    {
        date(2026, 9, 1): MonthRule(due_day=10, closes_after=0),
        date(2027, 1, 1): MonthRule(MonthKind.ADMINISTRATIVE, due_day=20, closes_after=31),
        date(2027, 3, 1): BY_DECREE,
    }
)


@pytest.mark.parametrize(
    ("year", "number", "due_on", "closes_on"),
    [
        (2026, 8, date(2026, 9, 5), date(2026, 9, 10)),
        (2026, 9, date(2026, 10, 10), date(2026, 10, 10)),
        (2026, 12, date(2027, 1, 10), date(2027, 1, 10)),
        (2027, 1, date(2027, 1, 20), date(2027, 2, 20)),
        (2027, 2, date(2027, 2, 20), date(2027, 3, 23)),
        (2027, 3, date(2027, 3, 16), date(2027, 3, 21)),
    ],
)
def test_due_and_closing_days_count_from_a_month_on(
    year: int, number: int, due_on: date, closes_on: date
) -> None:
    month = month_named(year, number, LATER)
    assert (month.due_on, month.closes_on) == (due_on, closes_on)


def test_a_kind_stated_in_the_middle_of_a_year_waits_for_its_end() -> None:
    rules = MonthRules({date(2026, 6, 1): MonthRule(due_day=9), date(2026, 9, 1): BY_DECREE})
    assert rules.rule_in(date(2026, 5, 1)) == MonthRule()
    assert rules.rule_in(date(2026, 12, 1)) == MonthRule(due_day=9)
    assert rules.rule_in(date(2027, 1, 1)) == BY_DECREE


@pytest.mark.parametrize(
    ("kind", "due_day", "closes_after"),
    [
        ("calendar", 0, 5),
        ("calendar", 29, 5),
        ("administrative", 14, 5),
        ("administrative", 29, 5),
        ("calendar", 5, -1),
        ("calendar", 5, 32),
    ],
)
def test_what_no_month_could_keep_is_no_rule(kind: str, due_day: int, closes_after: int) -> None:
    with pytest.raises(ValueError, match="month"):
        MonthRule(MonthKind(kind), due_day, closes_after)


RULES = st.builds(
    lambda kind, due_day, closes_after: MonthRule(
        kind, due_day + (14 if kind is MonthKind.ADMINISTRATIVE else 0), closes_after
    ),
    st.sampled_from(MonthKind),
    st.integers(1, 14),
    st.integers(0, 31),
)
NAMED = st.builds(date, st.integers(2024, 2029), st.integers(1, 12), st.just(1))


@given(st.dictionaries(NAMED, RULES, max_size=6), NAMED, RULES, st.dates(date(2024, 1, 1)))
def test_a_rule_moves_nothing_before_it_counts(
    since: dict[date, MonthRule], later: date, rule: MonthRule, day: date
) -> None:
    before, after = MonthRules(since), MonthRules({**since, later: rule})
    month = month_of(min(day, date(2031, 1, 1)), before)
    assert month.first_day <= month.last_day < month.due_on <= month.closes_on
    if month.named < later:
        assert month_named(month.named.year, month.named.month, after) == month


@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)))
def test_every_day_is_in_one_month(day: date) -> None:
    for rules in (DEFAULT_RULES, ADMINISTRATIVE, CHANGES, LATER):
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
