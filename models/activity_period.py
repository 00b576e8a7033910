"""The days of a month of work, a quarter, a half-year or a year, named as an address names them."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from models.month_calendar import Month, MonthRules, month_named, previous_month

_CODE = re.compile(r"(20\d\d)(?:-(0[1-9]|1[0-2])|-q([1-4])|-h([12]))?")


class Period(NamedTuple):
    """So many months of a year from one on: "2026-09", "2026-q3", "2026-h2", "2026"."""

    year: int
    first: int
    months: int

    @classmethod
    def of(cls, code: str) -> Period | None:
        """The period that a code names; None where it is none."""
        found = _CODE.fullmatch(code)
        if found is None:
            return None
        year, month, quarter, half = (int(part) if part else 0 for part in found.groups())
        if month:
            return cls(year, month, 1)
        if quarter:
            return cls(year, quarter * 3 - 2, 3)
        return cls(year, half * 6 - 5, 6) if half else cls(year, 1, 12)

    @property
    def code(self) -> str:
        part = {
            1: f"-{self.first:02}",
            3: f"-q{(self.first + 2) // 3}",
            6: f"-h{(self.first + 5) // 6}",
            12: "",
        }
        return f"{self.year}{part[self.months]}"

    def days(self, rules: MonthRules) -> tuple[date, date]:
        """The first and last day, as the unit counts its months."""
        last = month_named(self.year, self.first + self.months - 1, rules)
        return month_named(self.year, self.first, rules).first_day, last.last_day


def periods_around(present: Month, rules: MonthRules) -> list[Period]:
    """The month that is now and the one before, and the quarter, half and year that hold it."""
    before = previous_month(present, rules).named
    year, month = present.named.year, present.named.month
    return [
        Period(year, month, 1),
        Period(before.year, before.month, 1),
        *(Period(year, (month - 1) // size * size + 1, size) for size in (3, 6, 12)),
    ]
