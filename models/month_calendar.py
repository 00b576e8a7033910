"""Months as work is counted in: named by the month in which they end, due and closed later."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class MonthKind(StrEnum):
    """How months are cut: 1st to last, or 15th to 14th (Decree 09/2019)."""

    CALENDAR = "calendar"
    ADMINISTRATIVE = "administrative"


LAST_ADMINISTRATIVE_DAY = 14
DUE_DAYS = {MonthKind.CALENDAR: 5, MonthKind.ADMINISTRATIVE: 16}
"""The day a month is due by default: of the month after it, or of the very month it is named by."""
CLOSES_AFTER = 5
"""Days from due to closed by default."""


@dataclass(frozen=True)
class MonthRules:
    """What a province set: from which year each kind counts, due day, days until closed.

    `kinds` maps a year to the kind that counts from its first month on; CALENDAR before the first.
    """

    kinds: Mapping[int, MonthKind]
    due_day: int | None = None
    closes_after: int = CLOSES_AFTER

    def kind_in(self, year: int) -> MonthKind:
        """The kind of the months named in a year."""
        begun = [since for since in self.kinds if since <= year]
        return self.kinds[max(begun)] if begun else MonthKind.CALENDAR


DEFAULT_RULES = MonthRules({})


@dataclass(frozen=True, order=True)
class Month:
    """A month of work; `named` is the first day of the calendar month that names it."""

    named: date
    first_day: date
    last_day: date
    due_on: date
    closes_on: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in the month."""
        return self.first_day <= day <= self.last_day


def month_named(year: int, number: int, rules: MonthRules = DEFAULT_RULES) -> Month:
    """The month that a year and a number name; ValueError where the calendar has none."""
    named = date(year, number, 1)
    first_day = _last_day(_before(named), rules) + timedelta(days=1)
    due_on = _due_on(named, rules)
    closes_on = due_on + timedelta(days=rules.closes_after)
    return Month(named, first_day, _last_day(named, rules), due_on, closes_on)


def month_of(day: date, rules: MonthRules = DEFAULT_RULES) -> Month:
    """The month of work in which a day lies."""
    month = month_named(day.year, day.month, rules)
    return month if month.holds(day) else month_named(*_numbers(_after(month.named)), rules)


def months_between(first: date, last: date) -> int:
    """How many months lie from one named month to another; negative where it is earlier."""
    return (last.year - first.year) * 12 + last.month - first.month


def next_month(month: Month, rules: MonthRules = DEFAULT_RULES) -> Month:
    return month_named(*_numbers(_after(month.named)), rules)


def previous_month(month: Month, rules: MonthRules = DEFAULT_RULES) -> Month:
    return month_named(*_numbers(_before(month.named)), rules)


def months_from(day: date, to: date, rules: MonthRules = DEFAULT_RULES) -> Iterator[Month]:
    """The months from the one that holds `day` to the one that holds `to`."""
    month = month_of(day, rules)
    while month.first_day <= to:
        yield month
        month = next_month(month, rules)


def _last_day(named: date, rules: MonthRules) -> date:
    """A month ends by the kind of its own year; the next begins the day after, also where the
    kind changes, so that no day is in two months or in none."""
    if rules.kind_in(named.year) is MonthKind.ADMINISTRATIVE:
        return named.replace(day=LAST_ADMINISTRATIVE_DAY)
    return named.replace(day=monthrange(named.year, named.month)[1])


def _due_on(named: date, rules: MonthRules) -> date:
    kind = rules.kind_in(named.year)
    due_month = named if kind is MonthKind.ADMINISTRATIVE else _after(named)
    return due_month.replace(day=rules.due_day or DUE_DAYS[kind])


def _before(named: date) -> date:
    return (named - timedelta(days=1)).replace(day=1)


def _after(named: date) -> date:
    return (named + timedelta(days=31)).replace(day=1)


def _numbers(named: date) -> tuple[int, int]:
    return named.year, named.month
