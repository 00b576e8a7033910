"""Which lines a unit's month holds, and what is shown of each: computed, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.line import LineState
from models.line_status import LineStatus, same_day_of, status_of
from models.month_calendar import Month, MonthRules, month_named, month_of, months_between
from models.period import WHOLE, period_on
from models.task import DATED, Cadence

FINISHED = {LineState.DONE, LineState.NOT_APPLICABLE}


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
class Written:
    """What a unit wrote of a duty in one period; `done_on` also where nothing arose."""

    key: int
    period_on: date
    state: LineState
    begun_on: date | None = None
    done_on: date | None = None

    def state_in(self, month: Month) -> LineState:
        """The state as it was at the end of a month: what was done later was not done then."""
        if self.state in FINISHED and not _is_after(self.done_on, month):
            return self.state
        is_untouched = self.state is LineState.NOT_STARTED or _is_after(self.begun_on, month)
        return LineState.NOT_STARTED if is_untouched else LineState.IN_PROGRESS

    def was_finished_before(self, month: Month) -> bool:
        """Whether it was done, or nothing arose, in an earlier month."""
        is_earlier = self.done_on is not None and self.done_on < month.first_day
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
    duties: Iterable[Duty], written: Iterable[Written], month: Month, rules: MonthRules
) -> Iterator[LiveLine]:
    """The lines of a month, in the order of the duties; those still to come are UPCOMING."""
    told = {(one.key, one.period_on): one for one in written}
    for duty in duties:
        period = period_on(duty.cadence, month.named)
        line = _line(duty, period, told.get((duty.key, period)), month, rules)
        if line is not None:
            yield line


def due_day(duty: Duty, period: date, rules: MonthRules) -> date | None:
    """The day a duty is due in a period: its own, else the end of the period or of the plan."""
    if duty.cadence in DATED and duty.due_on is not None:
        return same_day_of(duty.due_on, period.year) if period != WHOLE else duty.due_on
    if period == WHOLE:
        return duty.until
    last = {Cadence.MONTHLY: 0, Cadence.QUARTERLY: 2, Cadence.HALF_YEARLY: 5, Cadence.YEARLY: 11}
    return month_named(period.year, period.month + last[duty.cadence], rules).last_day


def _line(
    duty: Duty, period: date, written: Written | None, month: Month, rules: MonthRules
) -> LiveLine | None:
    written = written or Written(duty.key, period, LineState.NOT_STARTED)
    if not _is_in_force(duty, month) or written.was_finished_before(month):
        return None
    due_on, state = due_day(duty, period, rules), written.state_in(month)
    return LiveLine(
        key=duty.key,
        period_on=period,
        place=_place(duty, due_on, written, month, rules),
        state=state,
        done_on=written.done_on if state in FINISHED else None,
        due_on=due_on,
        months_late=_months_late(due_on, month, rules),
    )


def _is_in_force(duty: Duty, month: Month) -> bool:
    has_ended = duty.ended_on is not None and duty.ended_on < month.first_day
    return duty.joins_on <= month.named and not has_ended


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


def _months_late(due_on: date | None, month: Month, rules: MonthRules) -> int:
    if due_on is None:
        return 0
    return max(months_between(month_of(due_on, rules).named, month.named), 0)
