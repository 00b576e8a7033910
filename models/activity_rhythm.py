"""The days of what is held again and again: weekly, fortnightly, monthly."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import count, islice, takewhile

MOST = 30
"""So many are planned in one step."""


class Rhythm(StrEnum):
    """How often it is held."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


_DAYS = {Rhythm.WEEKLY: 7, Rhythm.FORTNIGHTLY: 14}


def days_of(first: date, rhythm: Rhythm, until: date, today: date) -> list[date]:
    """The days to come, after the first one and up to the last, at most MOST.

    Monthly is the same day of each month; a short month has its last day instead.
    """
    to_come = (day for day in _days_after(first, rhythm) if day > today)
    return list(islice(takewhile(lambda day: day <= until, to_come), MOST))


def _days_after(first: date, rhythm: Rhythm) -> Iterator[date]:
    if rhythm is Rhythm.MONTHLY:
        return (_months_later(first, months) for months in count(1))
    return (first + timedelta(days=_DAYS[rhythm] * times) for times in count(1))


def _months_later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
