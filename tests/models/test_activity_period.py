"""Periods as an address names them."""

from __future__ import annotations

from datetime import date

import pytest

from models.activity_period import Period, periods_around
from models.month_calendar import MonthKind, MonthRule, MonthRules, month_of

BY_DECREE = MonthRules({date(2026, 1, 1): MonthRule(MonthKind.ADMINISTRATIVE)})
CALENDAR = MonthRules({})


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-09", date(2026, 9, 1), date(2026, 9, 30)),
        ("2026-q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-h1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_code_names_days(code: str, first: date, last: date) -> None:
    period = Period.of(code)
    assert period is not None
    assert period.code == code
    assert period.days(CALENDAR) == (first, last)


@pytest.mark.parametrize("code", ["", "all", "2026-13", "2026-q5", "1999", "2026-9", "2026-q1x"])
def test_what_is_no_period_is_none(code: str) -> None:
    assert Period.of(code) is None


def test_months_are_cut_as_the_unit_counts_them() -> None:
    assert Period(2026, 9, 1).days(BY_DECREE) == (date(2026, 8, 15), date(2026, 9, 14))
    present = month_of(date(2026, 9, 20), BY_DECREE)
    codes = [one.code for one in periods_around(present, BY_DECREE)]
    assert codes == ["2026-10", "2026-09", "2026-q4", "2026-h2", "2026"]
