"""How a task stands as at a day: done in time or late, in progress, overdue, not started."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from models.line import LineState
from models.period import last_of_period
from models.task import Cadence


class LineStatus(StrEnum):
    """What is shown of a line; computed, never stored."""

    DONE = "done"
    LATE = "late"
    DOING = "doing"
    OVER = "over"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"


def day_within(starts_on: date, ends_on: date, day: date) -> date:
    """The day of a plan's period that is nearest to a day: whose periods are looked at."""
    return min(max(day, starts_on), ends_on)


def due_in_period(
    cadence: Cadence, due_on: date | None, day: date, starts_on: date | None = None
) -> date | None:
    """The last day for a task in its period in which a day lies; None where it has none.

    A task done again has the end of its period, a yearly one the day and month of `due_on`, first
    when the plan has begun: from July on a report of 15 March is due next year.
    """
    if cadence is not Cadence.YEARLY or due_on is None:
        return last_of_period(cadence, day) or due_on
    due = same_day_of(due_on, day.year)
    is_before = starts_on is not None and due < starts_on
    return same_day_of(due_on, day.year + 1) if is_before else due


def same_day_of(day: date, year: int) -> date:
    """The same day and month of another year; the 28th of February for a 29th that is missing."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def status_of(
    state: LineState | None, done_on: date | None, due: date | None, today: date
) -> LineStatus:
    """How a line stands as at a day: due until the end of its day, late after it."""
    if state == LineState.NOT_APPLICABLE:
        return LineStatus.NOT_APPLICABLE
    if state == LineState.DONE:
        is_late = due is not None and done_on is not None and done_on > due
        return LineStatus.LATE if is_late else LineStatus.DONE
    if due is not None and due < today:
        return LineStatus.OVER
    return LineStatus.DOING if state == LineState.IN_PROGRESS else LineStatus.NONE
