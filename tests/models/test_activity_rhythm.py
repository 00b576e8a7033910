"""The days of what is held again and again."""

from __future__ import annotations

from datetime import date

import pytest

from models.activity_rhythm import MOST, Rhythm, days_of

TODAY = date(2026, 1, 10)


@pytest.mark.parametrize(
    ("first", "rhythm", "until", "expected"),
    [
        (date(2026, 1, 10), Rhythm.WEEKLY, date(2026, 1, 31), ["01-17", "01-24", "01-31"]),
        (date(2026, 1, 12), Rhythm.FORTNIGHTLY, date(2026, 2, 9), ["01-26", "02-09"]),
        (date(2026, 1, 31), Rhythm.MONTHLY, date(2026, 4, 30), ["02-28", "03-31", "04-30"]),
        (date(2025, 11, 15), Rhythm.MONTHLY, date(2026, 3, 14), ["01-15", "02-15"]),
        (date(2026, 1, 10), Rhythm.WEEKLY, date(2026, 1, 16), []),
        (date(2026, 1, 10), Rhythm.WEEKLY, date(2025, 1, 1), []),
    ],
)
def test_the_days_to_come(first: date, rhythm: Rhythm, until: date, expected: list[str]) -> None:
    assert [f"{day:%m-%d}" for day in days_of(first, rhythm, until, TODAY)] == expected


def test_a_step_plans_no_more_than_a_screen_lists() -> None:
    assert len(days_of(TODAY, Rhythm.WEEKLY, date(9999, 12, 1), TODAY)) == MOST
