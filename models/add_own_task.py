"""What a unit adds to its checklist by itself: add it, change it, end it, take the ending back.

Each verb takes a month that was locked and raises MonthRefused where the unit may not write in
it. What was begun stays on record whatever happens to the own task.
"""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import or_, select
from uuid_utils.compat import uuid7

from models import audit
from models.assignment import Assignment
from models.base import db
from models.clock import today
from models.line import Line
from models.line_status import same_day_of
from models.month_acts import Act, Reader
from models.own_task import OwnTask
from models.period import WHOLE
from models.task import DATED, Cadence
from models.unit_month import UnitMonth
from models.write_line import latest_day, refuse_frozen

YEARS_AHEAD = 1
"""An own line is due by the end of the year after the month it is added in."""


class BadOwnTask(StrEnum):
    """Why a value of an own task is not taken."""

    DAY_TOO_EARLY = "day_too_early"
    DAY_TOO_FAR = "day_too_far"
    DAY_UNWANTED = "day_unwanted"
    DAY_PASSED = "day_passed"
    CADENCE_FIXED = "cadence_fixed"


class OwnTaskNotTaken(Exception):
    """A value that is not taken; nothing was written."""

    def __init__(self, field: str, why: BadOwnTask) -> None:
        super().__init__(f"{field}: {why}")
        self.field, self.why = field, why


class OwnTaskEnded(Exception):
    """An own task that has ended is changed no more; its ending is taken back on its day only."""


def add(
    month: UnitMonth,
    by: Reader,
    text: str,
    cadence: Cadence,
    due_on: date | None = None,
    key: uuid.UUID | None = None,
) -> Assignment:
    """Add an own task that stands in this month and the next ones; its assignment.

    `key` is the one that a phone gave it: the second time nothing is made. Raises OwnTaskNotTaken.
    """
    month.allow(Act.WRITE, by)
    made = _made(month, key) if key else None
    if made is not None:
        return made
    _refuse_bad_day(month, cadence, due_on)
    own = OwnTask(id=key or uuid7(), text=text, cadence=cadence, due_on=due_on)
    assignment = Assignment(own_task=own, assigned_on=latest_day(month))
    db.session.add_all([own, assignment])
    _note_writer(month, by)
    audit.record("own_task.added", own)
    return assignment


def change(
    month: UnitMonth,
    assignment: Assignment,
    by: Reader,
    text: str,
    cadence: Cadence,
    due_on: date | None,
) -> None:
    """Change words and days. Raises OwnTaskNotTaken, OwnTaskEnded.

    How often it is done stays once a line of it was begun, and a due day that has passed is moved
    by an extension alone. What is done once stays as it was approved: raises MonthRefused.
    """
    month.allow(Act.WRITE, by)
    own = own_task_of(assignment)
    if assignment.ended_on is not None:
        raise OwnTaskEnded
    _refuse_approved(month, assignment)
    if cadence != own.cadence and is_begun(assignment):
        raise OwnTaskNotTaken("cadence", BadOwnTask.CADENCE_FIXED)
    _refuse_day(month, own, cadence, due_on)
    own.text, own.cadence, own.due_on = text, cadence, due_on
    _note_writer(month, by)
    audit.record("own_task.changed", own)


def end(month: UnitMonth, assignment: Assignment, by: Reader) -> None:
    """End it: from this month on it is asked for no more, unless it was begun."""
    month.allow(Act.WRITE, by)
    if assignment.ended_on is None:
        assignment.ended_on = _ends_on(month, assignment)
        _note_writer(month, by)
        told = {"ended_on": str(assignment.ended_on)}
        audit.record("own_task.ended", own_task_of(assignment), after=told)


def take_up_again(month: UnitMonth, assignment: Assignment, by: Reader) -> None:
    """Take back the ending of today, or of this month. Raises OwnTaskEnded for an earlier one."""
    month.allow(Act.WRITE, by)
    if assignment.ended_on is None:
        return
    if not has_just_ended(month, assignment):
        raise OwnTaskEnded
    told = {"ended_on": str(assignment.ended_on)}
    assignment.ended_on = None
    _note_writer(month, by)
    audit.record("own_task.reopened", own_task_of(assignment), before=told)


def own_task_of(assignment: Assignment) -> OwnTask:
    """The own task of an assignment; TypeError for one of a plan."""
    if assignment.own_task is None:
        raise TypeError("the assignment is one of a plan")
    return assignment.own_task


def is_begun(assignment: Assignment) -> bool:
    """Whether anything was written of it in any period."""
    lines = select(Line.id).where(Line.assignment_id == assignment.id)
    return db.session.scalar(lines.limit(1)) is not None


def _made(month: UnitMonth, key: uuid.UUID) -> Assignment | None:
    made = select(Assignment).where(Assignment.own_task_id == key)
    return db.session.scalar(made.where(Assignment.unit_id == month.unit.id))


def has_just_ended(month: UnitMonth, assignment: Assignment) -> bool:
    """Whether the ending may still be taken back in this month."""
    return assignment.ended_on in {today(), _last_day_but_one(month)}


def _ends_on(month: UnitMonth, assignment: Assignment) -> date:
    """The last day on which it counts: in a month that is over it must not be asked for either,
    except where work of a later one would go with it."""
    later = select(Line.id).where(Line.assignment_id == assignment.id)
    later = later.where(or_(Line.begun_in > month.month.named, Line.done_in > month.month.named))
    if db.session.scalar(later.limit(1)) is not None:
        return today()
    return min(today(), _last_day_but_one(month))


def _last_day_but_one(month: UnitMonth) -> date:
    return month.month.last_day - timedelta(days=1)


def _refuse_approved(month: UnitMonth, assignment: Assignment) -> None:
    """What is done again says something else from its next line on; what is done once has one."""
    row = db.session.scalar(Line.of(assignment.id, WHOLE))
    if row is not None:
        refuse_frozen(month, row)


def _refuse_day(month: UnitMonth, own: OwnTask, cadence: Cadence, due_on: date | None) -> None:
    if due_on != own.due_on:
        _refuse_moving(own)
        _refuse_bad_day(month, cadence, due_on)
    elif cadence not in DATED and due_on is not None:
        raise OwnTaskNotTaken("due_on", BadOwnTask.DAY_UNWANTED)


def _refuse_bad_day(month: UnitMonth, cadence: Cadence, due_on: date | None) -> None:
    if due_on is None:
        return
    why = _bad_day(month, cadence, due_on)
    if why is not None:
        raise OwnTaskNotTaken("due_on", why)


def _bad_day(month: UnitMonth, cadence: Cadence, due_on: date) -> BadOwnTask | None:
    if cadence not in DATED:
        return BadOwnTask.DAY_UNWANTED
    if due_on < month.month.first_day:
        return BadOwnTask.DAY_TOO_EARLY
    is_too_far = due_on.year > month.month.named.year + YEARS_AHEAD
    return BadOwnTask.DAY_TOO_FAR if is_too_far else None


def _refuse_moving(own: OwnTask) -> None:
    """A day that has passed is not moved: that would make late work look on time."""
    if own.due_on is None:
        return
    is_yearly = own.cadence == Cadence.YEARLY
    this_year = same_day_of(own.due_on, today().year) if is_yearly else own.due_on
    if max(this_year, own.due_on) < today():
        raise OwnTaskNotTaken("due_on", BadOwnTask.DAY_PASSED)


def _note_writer(month: UnitMonth, by: Reader) -> None:
    """Who adds to a month or takes from it does not decide on it."""
    if month.checklist is not None:
        month.checklist.note_writer(by.person_id)
