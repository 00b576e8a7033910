"""What a correction means for lines already begun, and where it is refused."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import case, func, select

from models.assignment import Assignment
from models.base import db
from models.clock import today
from models.line import Line, LineState
from models.period import WHOLE, period_on
from models.task import Cadence


class ChangeKind(StrEnum):
    """What happens to a task."""

    CHANGE = "change"
    END = "end"
    ADD = "add"


class Conflict(StrEnum):
    """Why what an amendment states of a task cannot be published."""

    ENDED = "ended"  # the task was ended meanwhile
    CHANGED = "changed"  # the task was changed meanwhile
    FROZEN = "frozen"  # its only line lies in an approved month: it can be ended, not changed


@dataclass(frozen=True)
class Begun:
    """Of one task: units that have it, those in which a line was begun, and done, lines in
    approved months. Only what is in reach is counted."""

    units: int = 0
    begun: int = 0
    done: int = 0
    frozen: int = 0


def conflict(
    kind: ChangeKind,
    cadence: Cadence,
    frozen: int,
    *,
    is_ended: bool = False,
    has_changed: bool = False,
) -> Conflict | None:
    """Why a task cannot be changed or ended; None: it can.

    What is frozen stays as it is. A task that is done in periods says something else from the
    next period on; one that is done once has only the line that is frozen, so it can be ended as
    of today, and another task added.
    """
    if kind is ChangeKind.ADD:
        return None
    if is_ended:
        return Conflict.ENDED
    if has_changed:
        return Conflict.CHANGED
    if kind is ChangeKind.CHANGE and frozen and period_on(cadence, today()) == WHOLE:
        return Conflict.FROZEN
    return None


def begun(task_ids: Collection[int]) -> dict[int, Begun]:
    """What units have done so far about each of these tasks; tasks that nobody has are missing."""
    unit, started = Assignment.unit_id, Line.id.is_not(None)
    counts = (
        func.count(unit.distinct()),
        func.count(case((started, unit)).distinct()),
        func.count(case((Line.state == LineState.DONE, unit)).distinct()),
        func.count(Line.frozen_on),
    )
    rows = select(Assignment.task_id, *counts).outerjoin(Line, Line.assignment_id == Assignment.id)
    rows = rows.where(Assignment.task_id.in_(task_ids)).group_by(Assignment.task_id)
    return {task_id: Begun(*counted) for task_id, *counted in db.session.execute(rows)}
