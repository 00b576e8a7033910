"""A month of the calendar as it was asked for: grid, days, and the ways around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flask import g, request, url_for

from blueprints.access import may
from blueprints.activities.zalo import DAYS_AHEAD, message_for_month
from blueprints.calendar.day_words import (
    BIG_DAYS,
    ICONS,
    MARKS,
    address_of,
    lunar_short,
    lunar_words,
    status_of,
    title_of,
)
from blueprints.checklists.month_words import month_name
from blueprints.month_url import MonthConverter
from models.clock import today
from models.dated import Dated, Window
from models.lunar import big_day, lunar_of
from models.month_grid import GridDay, last_day_of, month_after, month_before, weeks_of
from models.permissions import Permission

IN_A_CELL = 3
"""How many things a day of the grid shows; the list shows all."""
_LISTED = "list"


@dataclass(frozen=True)
class Entry:
    """One thing on a day, ready to print."""

    title: str
    icon: str
    kind: str
    status: str
    href: str | None
    unit: str = ""
    mark: str | None = None


@dataclass(frozen=True)
class Day:
    """A day of the month with its lunar day and what stands on it."""

    day: date
    is_outside: bool
    is_today: bool
    lunar: str
    lunar_words: str
    is_marked: bool
    big: str
    entries: list[Entry]

    @property
    def shown(self) -> list[Entry]:
        """What the grid shows of it."""
        fits = len(self.entries) <= IN_A_CELL
        return self.entries if fits else self.entries[: IN_A_CELL - 1]

    @property
    def more(self) -> int:
        return len(self.entries) - len(self.shown)

    @property
    def dots(self) -> list[str]:
        """The kinds of status on the day, each once."""
        return list(dict.fromkeys(entry.kind for entry in self.entries))[:IN_A_CELL]


class CalendarPage:
    """The month of the address, or the present one."""

    def __init__(self, first: date, dated: list[Dated]) -> None:
        self.first = first
        self.is_list = request.args.get("view") == _LISTED
        self.looks_below = below_asked()
        self._dated = dated
        self._by_day: dict[date, list[Dated]] = {}
        for one in dated:
            self._by_day.setdefault(one.on, []).append(one)

    @property
    def title(self) -> str:
        return month_name(self.first)

    @property
    def may_look_below(self) -> bool:
        return may_look_below()

    @property
    def today(self) -> date:
        return today()

    @property
    def is_present(self) -> bool:
        return self.first == today().replace(day=1)

    @cached_property
    def weeks(self) -> list[list[Day]]:
        return [[self._day(one) for one in week] for week in weeks_of(self.first)]

    @property
    def days(self) -> list[Day]:
        """The days on which something stands, today with them, in order."""
        all_days = [day for week in self.weeks for day in week if not day.is_outside]
        return [day for day in all_days if day.entries or day.big]

    @cached_property
    def message(self) -> str:
        """What the month was and what comes next, for Zalo; nothing for who reads no activities."""
        if not may(Permission.VIEW_ACTIVITIES):
            return ""
        return message_for_month(g.unit, self.first, self._dated, with_below=self.looks_below)

    @property
    def previous(self) -> str:
        return self.address(month_before(self.first))

    @property
    def next(self) -> str:
        return self.address(month_after(self.first))

    @property
    def views(self) -> dict[str, str]:
        """The address of the same month as a grid and as a list."""
        return {
            "month": self.address(self.first, is_list=False),
            "list": self.address(self.first, is_list=True),
        }

    @property
    def below(self) -> str:
        """The address of the same month with, or again without, what units below have planned."""
        return self.address(self.first, looks_below=not self.looks_below)

    def address(self, first: date, **other: bool) -> str:
        """Another month, or this one seen otherwise: `is_list`, `looks_below`."""
        seen = {"is_list": self.is_list, "looks_below": self.looks_below, **other}
        asked: dict[str, Any] = {"view": _LISTED if seen["is_list"] else None}
        asked["below"] = "1" if seen["looks_below"] else None
        return url_for("calendar.show", month=f"{first:%Y-%m}", **asked)

    def _day(self, place: GridDay) -> Day:
        day = place.day
        lunar = lunar_of(day)
        big = big_day(day, lunar)
        found = [] if place.is_outside else self._by_day.get(day, [])
        return Day(
            day=day,
            is_outside=place.is_outside,
            is_today=day == self.today,
            lunar=lunar_short(lunar) if lunar else "",
            lunar_words=lunar_words(lunar) if lunar else "",
            is_marked=bool(lunar and lunar.is_marked),
            big=str(BIG_DAYS[big]) if big else "",
            entries=[_entry(one) for one in found],
        )


def _entry(one: Dated) -> Entry:
    kind, words = status_of(one)
    slug = one.unit.slug if one.unit else g.unit.slug
    href = address_of(one, slug)
    unit = one.unit.name if one.unit else ""
    return Entry(title_of(one), ICONS[one.what], kind, words, href, unit, MARKS.get(one.status))


def may_look_below() -> bool:
    """Whether the person reads the activities of units below."""
    reads = may(Permission.VIEW_ACTIVITIES) and g.standing.reaches_below
    return bool(g.has_below) and reads


def below_asked() -> bool:
    return may_look_below() and request.args.get("below") == "1"


def month_asked() -> date:
    """The first day of the month in the address; of the present one where it names none."""
    asked = request.args.get("month", "")
    if re.fullmatch(MonthConverter.regex, asked):
        return date.fromisoformat(f"{asked}-01")
    return today().replace(day=1)


def window_of(first: date) -> Window:
    """The month, and from today on as far as its message looks ahead."""
    last = last_day_of(first)
    is_present = first <= today() <= last
    return Window(first, max(last, today() + DAYS_AHEAD) if is_present else last)
