"""A calendar month laid out in weeks, Monday first."""

from __future__ import annotations

from calendar import MONDAY, Calendar
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKS = Calendar(MONDAY)


@dataclass(frozen=True)
class GridDay:
    """A place in the grid; the days before the first and after the last are outside."""

    day: date
    is_outside: bool = False


def weeks_of(first: date) -> list[list[GridDay]]:
    """The weeks that hold a day of the month that begins on `first`, each of seven days."""
    weeks = _WEEKS.monthdatescalendar(first.year, first.month)
    return [[GridDay(day, day.month != first.month) for day in week] for week in weeks]


def last_day_of(first: date) -> date:
    """The last day of the month that begins on `first`."""
    return month_after(first) - timedelta(days=1)


def month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)
