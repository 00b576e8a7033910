"""The lunar calendar of Vietnam, and the days of the year that are the children's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lunar_vn import SUPPORTED_YEAR_RANGE, LunarDate, lunar_to_solar, solar_to_lunar

BEFORE, AFTER = 14, 3
"""So many days before and after a big day its gifts are given."""


class BigDay(StrEnum):
    """A day that everybody's work for children leads up to."""

    TET = "tet"
    CHILDREN = "children"
    MID_AUTUMN = "mid_autumn"


DAYS_OF_TET = (1, 2, 3)
_A_DAY = timedelta(days=1)
MARKED = (1, 15)
"""The days of a lunar month that everybody minds: new moon and full moon."""


@dataclass(frozen=True)
class LunarDay:
    """Day and month, from 1; a leap month has the number of the month before it."""

    day: int
    month: int
    is_leap: bool = False

    @property
    def is_marked(self) -> bool:
        return self.day in MARKED


def lunar_of(day: date) -> LunarDay | None:
    """The lunar day (UTC+7, Hồ Ngọc Đức's algorithm); None before 1900 and after 2100."""
    first, last = SUPPORTED_YEAR_RANGE
    if not first <= day.year <= last:
        return None
    found = solar_to_lunar(day)
    return LunarDay(found.day, found.month, found.leap)


def solar_of(lunar: LunarDay, year: int) -> date:
    """The solar day of a lunar day of the lunar year that begins in the solar year, from 1900 to
    2099: its Tết lies in that solar year, the end of its month 12 mostly in the next.

    The last day of a lunar month stands for a 30th that it has not. ValueError where the year has
    no such leap month, or cannot be computed.
    """
    first, last = SUPPORTED_YEAR_RANGE
    if not first <= year < last:
        raise ValueError(f"no lunar calendar of {year}")
    begins = lunar_to_solar(LunarDate(1, lunar.month, year, lunar.is_leap))
    found = begins + timedelta(days=lunar.day - 1)
    told = solar_to_lunar(found)
    return found if told.month == lunar.month and told.leap == lunar.is_leap else found - _A_DAY


def big_day(day: date, lunar: LunarDay | None) -> BigDay | None:
    """Which big day falls on a day, whose lunar day is given."""
    if (day.day, day.month) == (1, 6):
        return BigDay.CHILDREN
    if lunar is None or lunar.is_leap:
        return None
    if lunar.month == 1 and lunar.day in DAYS_OF_TET:
        return BigDay.TET
    return BigDay.MID_AUTUMN if (lunar.day, lunar.month) == (15, 8) else None


def feast_near(day: date) -> BigDay | None:
    """The big day in whose days a day lies: BEFORE it, on it, AFTER it; None in between."""
    days = (day + timedelta(days=step) for step in range(-AFTER, BEFORE + 1))
    return next((one for one in (big_day(each, lunar_of(each)) for each in days) if one), None)
