"""What the units of the demo have done so far of the plans they got: believable, not uniform."""

from __future__ import annotations

import zlib
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select
from uuid_utils.compat import uuid7

from models import audit
from models.assignment import Assignment
from models.base import db
from models.line import Line, LineState
from models.line_status import due_in_period
from models.period import period_on
from models.task import Cadence, Task
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit

NOT_YET, BEGUN, LATE = 18, 32, 42
"""Of a hundred lines so many are not begun, up to the next are begun, up to the last done late."""
WORKING_DAYS = 21
"""How long before its due day, or the demo's, a line was done at most."""


def load_lines(as_at: date, published_on: date) -> None:
    """Write a line for most assignments, in the period of the day the demo stands at."""
    with unscoped("the demo looks for the units that have work"):
        unit_ids = db.session.scalars(select(Assignment.unit_id).distinct()).all()
    for unit_id in sorted(unit_ids):
        with bind(unit_id):
            begin_write()
            _load_lines_of(unit_id, as_at, published_on)
            db.session.commit()


def _load_lines_of(unit_id: int, as_at: date, published_on: date) -> None:
    own = select(Assignment, Task).join(Task, Task.id == Assignment.task_id)
    pairs = db.session.execute(own.where(Assignment.unit_id == unit_id)).all()
    rows = [_row(assignment, task, as_at, published_on) for assignment, task in pairs]
    db.session.execute(insert(Line), [row for row in rows if row is not None])
    unit = db.session.get_one(Unit, unit_id)
    audit.record("line.loaded", unit, after={"lines": len(rows)})


def _row(
    assignment: Assignment, task: Task, as_at: date, published_on: date
) -> dict[str, Any] | None:
    """The line of an assignment; the same in every demo, other in every unit."""
    chance = zlib.crc32(f"{assignment.unit_id}-{task.id}".encode()) % 100
    if chance < NOT_YET or (task.starts_on is not None and task.starts_on > as_at):
        return None
    cadence = Cadence(task.cadence)
    state = LineState.IN_PROGRESS if chance < BEGUN else LineState.DONE
    due = due_in_period(cadence, task.due_on, as_at) or as_at
    lateness = timedelta(days=3 if chance < LATE else -(chance % WORKING_DAYS))
    done_on = min(max(due + lateness, published_on), as_at)
    return {
        "id": uuid7(),
        "unit_id": assignment.unit_id,
        "assignment_id": assignment.id,
        "period_on": period_on(cadence, as_at),
        "state": state,
        "begun_in": done_on.replace(day=1),
        "done_in": done_on.replace(day=1) if state is LineState.DONE else None,
        "done_on": done_on if state is LineState.DONE else None,
        "version": 1,
    }
