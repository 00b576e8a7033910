"""How a month is laid out in weeks."""

from __future__ import annotations

from datetime import date

import pytest

from models.month_grid import last_day_of, month_after, month_before, weeks_of

MONTHS = (
    # month, weeks, days outside before it, days outside after it
    (date(2026, 9, 1), 5, 1, 4),  # begins on a Tuesday
    (date(2026, 6, 1), 5, 0, 5),  # begins on a Monday
    (date(2026, 2, 1), 5, 6, 1),  # begins on a Sunday
    (date(2027, 2, 1), 4, 0, 0),  # four whole weeks
    (date(2026, 8, 1), 6, 5, 6),  # six weeks
    (date(2028, 2, 1), 5, 1, 5),  # a leap year
    (date(2026, 12, 1), 5, 1, 3),  # over the end of the year
)


@pytest.mark.parametrize(("first", "weeks", "before", "after"), MONTHS, ids=str)
def test_weeks(first: date, weeks: int, before: int, after: int) -> None:
    grid = weeks_of(first)
    days = [place for week in grid for place in week]
    inside = [place.day for place in days if not place.is_outside]
    assert (len(grid), {len(week) for week in grid}) == (weeks, {7})
    assert days[0].day.weekday() == 0
    assert [place.is_outside for place in days].index(False) == before
    assert len(days) - before - len(inside) == after
    assert (inside[0], inside[-1]) == (first, last_day_of(first))


def test_the_months_around() -> None:
    assert month_before(date(2026, 1, 1)) == date(2025, 12, 1)
    assert month_after(date(2026, 12, 1)) == date(2027, 1, 1)
    assert last_day_of(date(2028, 2, 1)) == date(2028, 2, 29)
