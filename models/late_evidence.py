"""Photos and files of an approved month: sent after its approval, or withdrawn since."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, undefer

from models.base import db
from models.checklist import Checklist, ChecklistEvent, EventKind
from models.database import lock
from models.decide_month import ends_with
from models.evidence import Evidence, KeptFile
from models.hand_in import locked_row
from models.line import Line, LineState
from models.month_acts import Act, MonthState, Reader
from models.month_line import MonthLine
from models.note_change import note_change
from models.period import WHOLE
from models.unit_month import UnitMonth
from models.write_line import NoSuchLine


def late_line(month: UnitMonth, assignment_id: int, by: Reader) -> Line:
    """The row of a line of an approved month that was locked, made where there is none; nothing
    of it is written. Raises MonthRefused, NoSuchLine."""
    month.allow(Act.ADD_LATE, by)
    line = month.line(assignment_id)
    if line is None:
        raise NoSuchLine(assignment_id)
    locked_row(month).note_writer(by.person_id)
    return db.session.scalar(Line.of(assignment_id, line.period_on)) or _first(month, line)


def _first(month: UnitMonth, line: MonthLine) -> Line:
    """A row that is as approved as the month is."""
    row = Line(assignment_id=line.assignment_id, period_on=line.period_on)
    row.state = LineState.NOT_STARTED
    row.frozen_on = month.month.named if ends_with(line, month) else None
    db.session.add(row)
    return row


def attach_late(month: UnitMonth, line: Line, file: KeptFile, by: int, **said: Any) -> Evidence:
    """As Evidence.attach(), to a line of an approved month that was locked: what was approved
    stays, and the month is known to have changed since."""
    is_new = Evidence.version_on(line, file.digest) is None
    evidence = Evidence.attach(line, file, by, late_for=month.month.named, **said)
    if is_new:
        note_change(locked_row(month))
    return evidence


def withdraw(evidence: Evidence, by: int, reason: str) -> None:
    """Take evidence of the bound unit back, as Evidence.withdraw(); approved months that showed it
    are known to have changed since."""
    lock(evidence)  # before the unit, as who erases its files and writes it on record
    Checklist.queue_up()
    if evidence.withdraw(by, reason) and evidence.line_id is not None:
        for checklist in _approved_with(evidence):
            note_change(checklist)


def _approved_with(evidence: Evidence) -> list[Checklist]:
    """The approved months that show it: it was there when they were handed in, or came late."""
    last = {event.checklist: event for event in db.session.scalars(_submissions(evidence))}
    return [one for one, event in last.items() if _shows(one, event, evidence)]


def _shows(checklist: Checklist, event: ChecklistEvent, evidence: Evidence) -> bool:
    is_kept = any(str(evidence.id) in kept.get("evidence", ()) for kept in event.lines or ())
    decided_at = checklist.decided_at
    is_since = decided_at is not None and evidence.created_at >= decided_at
    return is_kept or (is_since and evidence.late_for == checklist.month_on)


def _submissions(evidence: Evidence) -> Select[ChecklistEvent]:
    """What was handed in of the approved months that may show it, the earliest first."""
    line = db.session.get_one(Line, evidence.line_id)
    was_there = Checklist.submitted_at >= evidence.created_at
    query = select(ChecklistEvent).join(ChecklistEvent.checklist)
    query = query.options(contains_eager(ChecklistEvent.checklist), undefer(ChecklistEvent.lines))
    query = query.where(
        Checklist.unit_id == evidence.unit_id,
        Checklist.state == MonthState.APPROVED,
        ChecklistEvent.kind == EventKind.SUBMITTED,
        or_(was_there, Checklist.month_on == evidence.late_for),
    )
    if line.period_on != WHOLE:
        next_year = line.period_on.replace(year=line.period_on.year + 1)
        query = query.where(Checklist.month_on.between(line.period_on, next_year))
    return query.order_by(ChecklistEvent.id)
