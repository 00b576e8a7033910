"""Decide on a month that was handed in: take in hand, let go, approve, return, reopen.

Each verb takes a month that was locked and raises MonthRefused where the act may not be done, and
DelegationEnded where a delegation by which it would be done is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from models import audit, clock
from models.activity import Activity
from models.base import db
from models.checklist import ChecklistEvent, EventKind, ReturnedLine
from models.deciders import officers_of
from models.delegates import hold
from models.hand_in import locked_row
from models.late_activities import came_after
from models.line import FINISHED, Line
from models.month_acts import Act, MonthState, Reader
from models.month_line import MonthLine
from models.months_around import hold_above
from models.notification import NotificationKind, notify
from models.period import last_of_period
from models.return_reason import Reason
from models.unit_month import UnitMonth


@dataclass(frozen=True)
class Returned:
    """A line to send back: why, and a word to who mends it."""

    assignment_id: int
    reason: Reason
    word: str | None = None


def take_in_hand(month: UnitMonth, by: Reader) -> None:
    """Begin to read: from now on the unit cannot change what is being read."""
    _allow(month, Act.TAKE_IN_HAND, by)
    checklist = locked_row(month)
    checklist.state = MonthState.IN_REVIEW
    checklist.in_hand_of_id, checklist.in_hand_at = by.person_id, clock.now()
    _note(month, EventKind.TAKEN_IN_HAND, by)
    audit.record("checklist.taken_in_hand", checklist)


def let_go(month: UnitMonth, by: Reader) -> None:
    """Put it back among the months that wait."""
    _allow(month, Act.LET_GO, by)
    checklist = locked_row(month)
    checklist.state = MonthState.SUBMITTED
    checklist.in_hand_of_id = checklist.in_hand_at = None
    _note(month, EventKind.LET_GO, by)
    audit.record("checklist.let_go", checklist)


def approve(month: UnitMonth, by: Reader, word: str | None = None) -> None:
    """Approve a month: its lines that are finished, or whose period ends with it, stay as they
    are."""
    _allow(month, Act.APPROVE, by)
    _decide(month, by, MonthState.APPROVED)
    _note(month, EventKind.APPROVED, by, word)
    ended = [line.line_id for line in month.lines if line.line_id and ends_with(line, month)]
    for row in db.session.scalars(select(Line).where(Line.id.in_(ended))):
        row.frozen_on = month.month.named
    locked_row(month).changes_since = _late(month) or None
    audit.record("checklist.approved", locked_row(month))
    _tell_unit(month, NotificationKind.MONTH_APPROVED)


def _late(month: UnitMonth) -> int:
    """How many activities came to the month while it waited: they are not what is approved."""
    submitted_at = locked_row(month).submitted_at
    if submitted_at is None:
        return 0
    came = came_after(month.unit.id, month.month, submitted_at)
    return db.session.scalar(select(func.count(Activity.id)).where(came)) or 0


def return_lines(
    month: UnitMonth, by: Reader, lines: Sequence[Returned], word: str | None = None
) -> None:
    """Send single lines back to be mended, each with its reason."""
    if not lines:
        raise ValueError("a return names at least one line")
    _allow(month, Act.RETURN, by)
    _decide(month, by, MonthState.RETURNED)
    event = _note(month, EventKind.RETURNED, by, word)
    event.returned = [
        ReturnedLine.because(month.unit.id, one.assignment_id, one.reason, one.word)
        for one in lines
    ]
    audit.record("checklist.returned", locked_row(month))
    _tell_unit(month, NotificationKind.MONTH_RETURNED)


def reopen(month: UnitMonth, by: Reader, reason: str) -> None:
    """Open an approved month again, with a reason; ValueError without one."""
    if not reason:
        raise ValueError("a reopening says why")
    hold(by, month.unit.path)  # locks are taken upward: the delegation before the unit above
    hold_above(month.unit)
    month.allow(Act.REOPEN, by)
    _decide(month, by, MonthState.REOPENED)
    _note(month, EventKind.REOPENED, by, reason)
    frozen = Line.frozen_with(month.unit.id, month.month.named)
    for row in db.session.scalars(frozen):
        row.frozen_on = None
    audit.record("checklist.reopened", locked_row(month))
    _tell_unit(month, NotificationKind.MONTH_REOPENED)


def excuse(month: UnitMonth, by: Reader, reason: str) -> None:
    """Wait no more for a month that was not handed in; ValueError without a reason. The unit's
    officers are told."""
    if not reason:
        raise ValueError("who excuses says why")
    _allow(month, Act.EXCUSE, by)
    _decide(month, by, MonthState.EXCUSED)
    _note(month, EventKind.EXCUSED, by, reason)
    audit.record("checklist.excused", locked_row(month))
    _tell_unit(month, NotificationKind.MONTH_EXCUSED, officers_of(month.unit.id))


def _allow(month: UnitMonth, act: Act, by: Reader) -> None:
    hold(by, month.unit.path)
    month.allow(act, by)


def _note(month: UnitMonth, kind: EventKind, by: Reader, word: str | None = None) -> ChecklistEvent:
    checklist, behalf = locked_row(month), by.on_behalf_of_id
    return checklist.tell(kind, by.person_id, on_behalf_of_id=behalf, word=word)


def _decide(month: UnitMonth, by: Reader, state: MonthState) -> None:
    checklist = locked_row(month)
    checklist.state, checklist.decided_at = state, clock.now()
    checklist.in_hand_of_id = checklist.in_hand_at = checklist.changes_since = None


def ends_with(line: MonthLine, month: UnitMonth) -> bool:
    """Whether nothing is written of a line after its month: it is finished, or its period ends."""
    last = last_of_period(line.cadence, line.period_on)
    return line.state in FINISHED or (last is not None and last.replace(day=1) <= month.month.named)


def _tell_unit(month: UnitMonth, kind: NotificationKind, others: Iterable[int] = ()) -> None:
    checklist = locked_row(month)
    people = {writer.person_id for writer in checklist.writers} | {*others}
    named = month.month.named
    href = f"/{month.unit.slug}/checklists/{named:%Y-%m}"
    notify(people, kind, month.unit.id, href, unit=month.unit.name, month=f"{named:%m/%Y}")
