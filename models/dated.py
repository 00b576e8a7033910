"""What stands on a day: the one form in which calendar and feed show whatever is dated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple


class What(StrEnum):
    """What it is that stands on a day; in the order in which a day shows them."""

    EXPLANATION = "explanation"
    MONTH_DUE = "month_due"
    MONTH_CLOSES = "month_closes"
    SHEET_DUE = "sheet_due"
    FEAST = "feast"
    BEGINS = "begins"
    ENDS = "ends"
    LINE = "line"
    PERIOD = "period"
    TASK = "task"
    REPORT = "report"
    ACTIVITY = "activity"


class DayStatus(StrEnum):
    """How it stands as at today."""

    DONE = "done"
    LATE = "late"
    DOING = "doing"
    OVER = "over"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"
    BACK = "back"
    WAITING = "waiting"
    PLANNED = "planned"
    UNTOLD = "untold"  # planned, its day is over, and nobody has said that it was held


class Place(NamedTuple):
    """The unit at which something is dated."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are asked for, the first and the last with them."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Dated:
    """One thing on one day.

    `key` tells it apart in its unit for good, whatever day it moves to. `text` are the words of
    data: of a line, an activity, a plan; months have none. `month` is the named month on whose
    page it stands, `of` the key of what it leads to; `count`, how many lines are settled, of how
    many. `unit` is named where it is another than the one that is looked at.
    """

    what: What
    on: date
    key: str
    status: DayStatus
    text: str = ""
    month: date | None = None
    of: Any = None
    plan_id: int | None = None
    count: tuple[int, int] | None = None
    unit: Place | None = None

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.status in SETTLED


SETTLED = {DayStatus.DONE, DayStatus.LATE, DayStatus.NOT_APPLICABLE}


def in_order(found: list[Dated]) -> list[Dated]:
    """By day; on one day what is asked of the unit before what it does."""
    return sorted(found, key=lambda one: (one.on, _ORDER[one.what], one.text, one.key))


_ORDER = {what: place for place, what in enumerate(What)}
