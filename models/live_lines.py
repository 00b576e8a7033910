"""Which lines a unit's month holds, and what is shown of each: computed, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby

from models.line import LineState
from models.month_calendar import Month, MonthRules, month_named, month_of, months_between
from models.period import WHOLE, period_on
from models.task import DATED, Cadence

FINISHED = {LineState.DONE, LineState.NOT_APPLICABLE}


class Shown(StrEnum):
    """What a reader sees of a line as at a day: a colour, an icon and a word each."""

    ON_TIME = "on_time"
    IN_PROGRESS = "in_progress"
    LATE = "late"
    OVERDUE = "overdue"
    NOT_STARTED = "not_started"
    NOT_APPLICABLE = "not_applicable"


class Place(StrEnum):
    """Why a line stands in a month."""

    DUE = "due"
    CARRIED_OVER = "carried_over"
    GOING_ON = "going_on"
    UPCOMING = "upcoming"


@dataclass(frozen=True)
class Duty:
    """An assignment as the month needs it.

    `joins_on` is the named month from which it counts, `ended_on` its last day. `due_on` is the
    task's (day and month count where it is yearly), `until` the last day of its plan.
    """

    key: int
    cadence: Cadence
    joins_on: date
    starts_on: date | None = None
    due_on: date | None = None
    until: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class Entry:
    """What a unit wrote of a duty in one named month; `period_on` says of which period."""

    key: int
    period_on: date
    named: date
    state: LineState
    done_on: date | None = None


@dataclass(frozen=True)
class LiveLine:
    """A line of a month; `state` is the latest entry's, `months_late` counts from its due month."""

    key: int
    period_on: date
    place: Place
    state: LineState
    done_on: date | None
    due_on: date | None
    months_late: int

    def shown_on(self, day: date) -> Shown:
        """What is shown of the line as at a day."""
        if self.state is LineState.NOT_APPLICABLE:
            return Shown.NOT_APPLICABLE
        if self.state is LineState.DONE:
            is_late = bool(self.due_on and self.done_on and self.done_on > self.due_on)
            return Shown.LATE if is_late else Shown.ON_TIME
        if self.due_on is not None and self.due_on < day:
            return Shown.OVERDUE
        is_begun = self.state is LineState.IN_PROGRESS
        return Shown.IN_PROGRESS if is_begun else Shown.NOT_STARTED


@dataclass(frozen=True)
class _Past:
    """The entries of one duty in one period up to a month."""

    entries: tuple[Entry, ...] = field(default_factory=tuple)

    @property
    def latest(self) -> Entry | None:
        return self.entries[-1] if self.entries else None

    def was_finished_before(self, named: date) -> bool:
        earlier = [entry for entry in self.entries if entry.named < named]
        return bool(earlier) and earlier[-1].state in FINISHED

    def was_touched_in(self, named: date) -> bool:
        return any(entry.named == named for entry in self.entries)


def lines_of(
    duties: Iterable[Duty], entries: Iterable[Entry], month: Month, rules: MonthRules
) -> Iterator[LiveLine]:
    """The lines of a month, in the order of the duties; those still to come are UPCOMING."""
    written = _by_period(entries, month)
    for duty in duties:
        period = period_on(duty.cadence, month.named)
        line = _line(duty, period, written.get((duty.key, period), _Past()), month, rules)
        if line is not None:
            yield line


def due_day(duty: Duty, period: date, rules: MonthRules) -> date | None:
    """The day a duty is due in a period: its own, else the end of the period or of the plan."""
    if duty.cadence in DATED and duty.due_on is not None:
        return _in_year(duty.due_on, period.year) if period != WHOLE else duty.due_on
    if period == WHOLE:
        return duty.until
    last = {Cadence.MONTHLY: 0, Cadence.QUARTERLY: 2, Cadence.HALF_YEARLY: 5, Cadence.YEARLY: 11}
    return month_named(period.year, period.month + last[duty.cadence], rules).last_day


def _by_period(entries: Iterable[Entry], month: Month) -> Mapping[tuple[int, date], _Past]:
    def of(entry: Entry) -> tuple[int, date]:
        return entry.key, entry.period_on

    told = sorted((e for e in entries if e.named <= month.named), key=lambda e: (*of(e), e.named))
    return {key: _Past(tuple(group)) for key, group in groupby(told, of)}


def _line(
    duty: Duty, period: date, past: _Past, month: Month, rules: MonthRules
) -> LiveLine | None:
    due_on = due_day(duty, period, rules)
    place = _place(duty, due_on, past, month, rules)
    if place is None:
        return None
    latest = past.latest
    return LiveLine(
        key=duty.key,
        period_on=period,
        place=place,
        state=latest.state if latest else LineState.NOT_STARTED,
        done_on=latest.done_on if latest else None,
        due_on=due_on,
        months_late=_months_late(due_on, month, rules),
    )


def _place(
    duty: Duty, due_on: date | None, past: _Past, month: Month, rules: MonthRules
) -> Place | None:
    """Why the duty stands in the month; None where it does not."""
    if past.was_touched_in(month.named):
        return Place.CARRIED_OVER if _months_late(due_on, month, rules) else Place.GOING_ON
    if not _is_in_force(duty, month) or past.was_finished_before(month.named):
        return None
    if duty.starts_on is not None and duty.starts_on > month.last_day:
        return Place.UPCOMING
    return _by_due_day(duty, due_on, past, month, rules)


def _is_in_force(duty: Duty, month: Month) -> bool:
    has_ended = duty.ended_on is not None and duty.ended_on < month.first_day
    return duty.joins_on <= month.named and not has_ended


def _by_due_day(
    duty: Duty, due_on: date | None, past: _Past, month: Month, rules: MonthRules
) -> Place:
    """Due in it, carried over into it, going on in it, or still to come."""
    if due_on is not None and month.holds(due_on):
        return Place.DUE
    if _months_late(due_on, month, rules):
        return Place.CARRIED_OVER
    is_dated = duty.cadence in DATED and duty.due_on is not None and duty.starts_on is None
    return Place.UPCOMING if is_dated and past.latest is None else Place.GOING_ON


def _months_late(due_on: date | None, month: Month, rules: MonthRules) -> int:
    if due_on is None:
        return 0
    return max(months_between(month_of(due_on, rules).named, month.named), 0)


def _in_year(day: date, year: int) -> date:
    """The same day of another year; 29 February falls on the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
