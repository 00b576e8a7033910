"""When in a year the campaigns of a kind are held: between two days, or around a lunar one."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from models.line_status import same_day_of
from models.lunar import LunarDay, solar_of

MOST_AROUND = 120
"""The most days before or after a lunar feast that belong to it."""
_TYPED = re.compile(r"(\d{1,2})\s*[./\-]\s*(\d{1,2})")
_ANY_LEAP_YEAR = 2000
_LUNAR_MONTH = 30


@dataclass(frozen=True)
class Days:
    """The days of a campaign, the first and the last with them, and its feast, where it has one."""

    first: date
    last: date
    feast: date | None = None


@dataclass(frozen=True)
class YearDay:
    """A day and a month, from 1, of whichever calendar."""

    day: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """15/8, 15-08 or 15.8. ValueError."""
        found = _TYPED.fullmatch(text.strip())
        if found is None:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))

    @property
    def is_solar(self) -> bool:
        """Whether some year has it."""
        try:
            date(_ANY_LEAP_YEAR, self.month, self.day)
        except ValueError:
            return False
        return True

    @property
    def is_lunar(self) -> bool:
        """Whether some lunar year has it."""
        return 1 <= self.day <= _LUNAR_MONTH and 1 <= self.month <= 12

    def in_year(self, year: int) -> date:
        """The day in a solar year; the 28th of February for a 29th that is missing."""
        return same_day_of(date(_ANY_LEAP_YEAR, self.month, self.day), year)

    def __str__(self) -> str:
        return f"{self.day}/{self.month}"


class DayRule(ABC):
    """When the campaigns of a kind are held."""

    @abstractmethod
    def in_year(self, year: int) -> Days:
        """The days that belong to a year."""

    @abstractmethod
    def as_kept(self) -> dict[str, Any]:
        """The rule as JSON keeps it."""

    @staticmethod
    def from_kept(kept: Mapping[str, Any]) -> DayRule:
        """The rule that JSON keeps."""
        return (LunarDays if "lunar" in kept else FixedDays).read(kept)

    @classmethod
    @abstractmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """A rule of this sort."""


@dataclass(frozen=True)
class FixedDays(DayRule):
    """From one day to another; a last day before the first one, and a feast before it, lie in the
    next year."""

    first: YearDay
    last: YearDay
    feast: YearDay | None = None

    @property
    def holds_feast(self) -> bool:
        """Whether the feast, where there is one, is one of the days."""
        days = self.in_year(_ANY_LEAP_YEAR)
        return days.feast is None or days.feast <= days.last

    def in_year(self, year: int) -> Days:
        first = self.first.in_year(year)
        feast = _not_before(first, self.feast) if self.feast else None
        return Days(first, _not_before(first, self.last), feast)

    def as_kept(self) -> dict[str, Any]:
        return {"first": str(self.first), "last": str(self.last)} | (
            {"feast": str(self.feast)} if self.feast else {}
        )

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        feast = kept.get("feast")
        first, last = (YearDay.parse(kept[name]) for name in ("first", "last"))
        return cls(first, last, YearDay.parse(feast) if feast else None)


@dataclass(frozen=True)
class LunarDays(DayRule):
    """So many days before a lunar feast to so many after it; a leap month never counts."""

    feast: YearDay
    before: int
    after: int

    def in_year(self, year: int) -> Days:
        feast = solar_of(LunarDay(self.feast.day, self.feast.month), year)
        first, last = feast - timedelta(days=self.before), feast + timedelta(days=self.after)
        return Days(first, last, feast)

    def as_kept(self) -> dict[str, Any]:
        return {"lunar": str(self.feast), "before": self.before, "after": self.after}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        return cls(YearDay.parse(kept["lunar"]), kept["before"], kept["after"])


def days_in(rule: DayRule, year: int) -> Days:
    """The days of a kind's campaign of a year: of the days over New Year those that begin in it,
    of a lunar feast that of the lunar year that begins in it, so Tết 2027 is of 2027.

    ValueError where a lunar calendar of the year cannot be computed (models.lunar).
    """
    return rule.in_year(year)


def next_days(rule: DayRule, day: date) -> Days:
    """The days that hold a day, else the next ones after it; ValueError as days_in()."""
    near = (days_in(rule, day.year + step) for step in (-1, 0, 1, 2))
    return next(days for days in near if days.last >= day)


def _not_before(first: date, day: YearDay) -> date:
    found = day.in_year(first.year)
    return found if found >= first else day.in_year(first.year + 1)
