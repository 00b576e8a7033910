"""Months as work is counted in: named by the month in which they end, due and closed later."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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
FIRST_DUE_DAYS = {MonthKind.CALENDAR: 1, MonthKind.ADMINISTRATIVE: LAST_ADMINISTRATIVE_DAY + 1}
LAST_DUE_DAY = 28
MOST_UNTIL_CLOSED = 31


@dataclass(frozen=True)
class MonthRule:
    """How months are cut, on which day they are due, and how many days later they close.

    Without a due day the usual one of the kind. ValueError where no month could be due on it.
    """

    kind: MonthKind = MonthKind.CALENDAR
    due_day: int | None = None
    closes_after: int = CLOSES_AFTER

    def __post_init__(self) -> None:
        if not FIRST_DUE_DAYS[self.kind] <= self.due <= LAST_DUE_DAY:
            raise ValueError(f"{self.kind} months cannot be due on day {self.due}")
        if not 0 <= self.closes_after <= MOST_UNTIL_CLOSED:
            raise ValueError(f"no month closes {self.closes_after} days after it was due")

    @property
    def due(self) -> int:
        """The day of the month, from 1: see DUE_DAYS for which month is meant."""
        return DUE_DAYS[self.kind] if self.due_day is None else self.due_day


@dataclass(frozen=True)
class MonthRules:
    """Which rule counts from which named month on; MonthRule() before the first.

    A month is worked out once: a page asks for the same few for each of its lines.
    """

    since: Mapping[date, MonthRule]
    known: dict[date, Month] = field(default_factory=dict, repr=False, compare=False)

    def rule_in(self, named: date) -> MonthRule:
        """The rule of a named month: the latest of the kind with which its year began, because
        a kind counts for whole years only."""
        kind = self._begun_by(named.replace(month=1))[-1].kind
        return [rule for rule in self._begun_by(named) if rule.kind is kind][-1]

    def _begun_by(self, named: date) -> list[MonthRule]:
        """What counted and counts up to a named month, the oldest first."""
        return [MonthRule(), *(self.since[month] for month in sorted(self.since) if month <= named)]


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
    if named not in rules.known:
        rules.known[named] = _worked_out(named, rules)
    return rules.known[named]


def _worked_out(named: date, rules: MonthRules) -> Month:
    first_day = _last_day(_before(named), rules) + timedelta(days=1)
    due_on = _due_on(named, rules)
    closes_on = due_on + timedelta(days=rules.rule_in(named).closes_after)
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
    if rules.rule_in(named).kind is MonthKind.ADMINISTRATIVE:
        return named.replace(day=LAST_ADMINISTRATIVE_DAY)
    return named.replace(day=monthrange(named.year, named.month)[1])


def _due_on(named: date, rules: MonthRules) -> date:
    rule = rules.rule_in(named)
    due_month = named if rule.kind is MonthKind.ADMINISTRATIVE else _after(named)
    return due_month.replace(day=rule.due)


def _before(named: date) -> date:
    return (named - timedelta(days=1)).replace(day=1)


def _after(named: date) -> date:
    return (named + timedelta(days=31)).replace(day=1)


def _numbers(named: date) -> tuple[int, int]:
    return named.year, named.month
