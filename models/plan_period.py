"""The period of a plan: how long it may be, and which days of its tasks it holds."""

from __future__ import annotations

from datetime import date

from models.base import db
from models.plan import Plan
from models.task import Cadence, Task

MOST_YEARS = 10
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""The years a plan may run in; others are slips of the keyboard."""


def is_too_long(starts_on: date, ends_on: date) -> bool:
    """Whether a period is longer than MOST_YEARS."""
    try:
        limit = starts_on.replace(year=starts_on.year + MOST_YEARS)
    except ValueError:  # from 29 February into a year without one
        limit = date(starts_on.year + MOST_YEARS, 3, 1)
    return ends_on >= limit


def tasks_left_outside(plan: Plan, starts_on: date, ends_on: date) -> list[Task]:
    """The tasks whose day lies in the plan's period and would not lie in this one.

    A day that lies outside already stands in the review: it keeps nobody from changing the header.
    """
    tasks = db.session.scalars(Task.of(plan).where(Task.left_out_at.is_(None)))
    now, then = (plan.starts_on, plan.ends_on), (starts_on, ends_on)
    return [task for task in tasks if _lies_in(task, *now) and not _lies_in(task, *then)]


def _lies_in(task: Task, first: date, last: date) -> bool:
    days = [day for day in (task.starts_on, task.due_on) if day is not None]
    if task.cadence == Cadence.YEARLY:
        return all(_comes(day, first, last) for day in days)
    return all(first <= day <= last for day in days)


def _comes(day: date, first: date, last: date) -> bool:
    """Whether a day of the year comes at least once in a period."""
    years = range(first.year, last.year + 1)
    return any(first <= _in_year(day, year) <= last for year in years)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
