"""Which lines a unit's month holds, and what is shown of each: computed, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.line import FINISHED, LineState
from models.line_status import LineStatus, same_day_of, status_of
from models.month_calendar import Month, MonthRules, month_named, month_of, months_between
from models.period import WHOLE, period_on
from models.task import DATED, Cadence


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

    @property
    def last_day(self) -> date | None:
        """The last day on which it counts: what is done again ends with its plan."""
        is_done_again = self.cadence not in {Cadence.ONCE, Cadence.CAMPAIGN}
        days = [self.ended_on, self.until if is_done_again else None]
        return min((day for day in days if day is not None), default=None)


@dataclass(frozen=True)
class Written:
    """What a unit wrote of a duty in one period.

    `begun_in` and `done_in` are the named months in which it wrote that; `done_on` is the day.
    """

    key: int
    period_on: date
    state: LineState
    begun_in: date | None = None
    done_in: date | None = None
    done_on: date | None = None

    def state_in(self, month: Month) -> LineState:
        """The state as it was in a month: what was written in a later one was not done then."""
        if self.state in FINISHED and not _is_later(self.done_in, month):
            return self.state
        is_untouched = self.state is LineState.NOT_STARTED or _is_later(self.begun_in, month)
        return LineState.NOT_STARTED if is_untouched else LineState.IN_PROGRESS

    def was_finished_before(self, month: Month) -> bool:
        """Whether it was done, or nothing arose, in an earlier month."""
        is_earlier = self.done_in is not None and self.done_in < month.named
        return self.state in FINISHED and is_earlier

    def was_touched_by(self, month: Month) -> bool:
        """Whether it had been begun by the end of a month."""
        return self.state_in(month) is not LineState.NOT_STARTED


@dataclass(frozen=True)
class LiveLine:
    """A line of a month; `months_late` counts from the month it was due in."""

    key: int
    period_on: date
    place: Place
    state: LineState
    done_on: date | None
    due_on: date | None
    months_late: int

    def status_on(self, day: date) -> LineStatus:
        """How the line stands as at a day."""
        return status_of(self.state, self.done_on, self.due_on, day)


def lines_of(
    duties: Iterable[Duty],
    written: Iterable[Written],
    month: Month,
    rules: MonthRules,
    extended: Mapping[tuple[int, date], date] | None = None,
) -> Iterator[LiveLine]:
    """The lines of a month, in the order of the duties; those still to come are UPCOMING.

    `extended` holds the due days that were moved, by key and period.
    """
    told = {(one.key, one.period_on): one for one in written}
    for duty in duties:
        period = period_on(duty.cadence, month.named)
        due_on = (extended or {}).get((duty.key, period)) or due_day(duty, period, rules)
        line = _line(duty, period, due_on, told.get((duty.key, period)), month, rules)
        if line is not None:
            yield line


def due_day(duty: Duty, period: date, rules: MonthRules) -> date | None:
    """The day a duty is due in a period: its own, else the end of the period or of the plan.

    A yearly one is due on the same day of every year, first on the day itself.
    """
    if duty.cadence in DATED and duty.due_on is not None:
        same_day = _day_in(period.year, duty.due_on, rules) if period != WHOLE else duty.due_on
        return max(same_day, duty.due_on)
    if period == WHOLE:
        return duty.until
    last = {Cadence.MONTHLY: 0, Cadence.QUARTERLY: 2, Cadence.HALF_YEARLY: 5, Cadence.YEARLY: 11}
    return month_named(period.year, period.month + last[duty.cadence], rules).last_day


def _day_in(year: int, day: date, rules: MonthRules) -> date:
    """The same day of a year of work: the 20th of December lies in the next administrative one."""
    same_day = same_day_of(day, year)
    if same_day <= month_named(year, 12, rules).last_day:
        return same_day
    before = same_day_of(day, year - 1)
    return before if before >= month_named(year, 1, rules).first_day else same_day


def _line(
    duty: Duty,
    period: date,
    due_on: date | None,
    written: Written | None,
    month: Month,
    rules: MonthRules,
) -> LiveLine | None:
    written = written or Written(duty.key, period, LineState.NOT_STARTED)
    if not _is_in_force(duty, written, month) or written.was_finished_before(month):
        return None
    state = written.state_in(month)
    return LiveLine(
        key=duty.key,
        period_on=period,
        place=_place(duty, due_on, written, month, rules),
        state=state,
        done_on=written.done_on if state in FINISHED else None,
        due_on=due_on,
        months_late=_months_late(due_on, month, rules),
    )


def _is_in_force(duty: Duty, written: Written, month: Month) -> bool:
    """What ends in the middle of a month is asked for in it no more, but shown where begun."""
    last_day = duty.last_day
    if duty.joins_on > month.named or (last_day is not None and last_day < month.first_day):
        return False
    return last_day is None or last_day >= month.last_day or written.was_touched_by(month)


def _place(
    duty: Duty, due_on: date | None, written: Written, month: Month, rules: MonthRules
) -> Place:
    """Why the duty stands in the month: due in it, carried into it, going on, or to come."""
    if due_on is not None and month.holds(due_on):
        return Place.DUE
    if _months_late(due_on, month, rules):
        return Place.CARRIED_OVER
    if written.was_touched_by(month):
        return Place.GOING_ON
    if _is_after(duty.starts_on, month):
        return Place.UPCOMING
    is_dated = duty.cadence in DATED and duty.due_on is not None and duty.starts_on is None
    return Place.UPCOMING if is_dated else Place.GOING_ON


def _is_after(day: date | None, month: Month) -> bool:
    return day is not None and day > month.last_day


def _is_later(named: date | None, month: Month) -> bool:
    return named is not None and named > month.named


def _months_late(due_on: date | None, month: Month, rules: MonthRules) -> int:
    if due_on is None:
        return 0
    return max(months_between(month_of(due_on, rules).named, month.named), 0)
