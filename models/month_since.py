"""What changed in a month: since it was approved, or since the submission decided on before."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from models.activity import Activity
from models.base import db
from models.checklist import ChecklistEvent
from models.evidence_pieces import Piece, by_line
from models.kept_evidence import is_late
from models.late_activities import came_after
from models.month_changes import CAME, WENT, LineChange, difference
from models.month_line import MonthLine
from models.unit_month import SETTLED, UnitMonth


@dataclass(frozen=True)
class Entry:
    """A line there is something to say of.

    `is_mended` says of a line that was sent back whether it was written since; `change` is None
    where that did not change it. It is None of lines that were not sent back.
    """

    line: MonthLine
    change: LineChange | None
    is_mended: bool | None = None


@dataclass(frozen=True)
class Since:
    """What there is to say, the photos and files spoken of, and who wrote the lines, by key.

    `activities` are those spoken of; `late` those that came to the month after its approval,
    whether they fill a line or not.
    """

    entries: list[Entry]
    pieces: Mapping[uuid.UUID, Piece]
    names: Mapping[int, str] = field(default_factory=dict)
    activities: Mapping[uuid.UUID, Activity] = field(default_factory=dict)
    late: Sequence[Activity] = ()


def since_approval(month: UnitMonth) -> Since:
    """What came to a month, or left it, after it was approved; its lines stay as they were."""
    lines = [replace(line, evidence=line.evidence or ()) for line in month.lines]
    of_each, now = by_line(month.pieces), {line.key: line for line in month.lines_now()}
    after = [
        _with_late(month, _with_activities(line, now.get(line.key)), of_each.get(line.key, ()))
        for line in lines
    ]
    gone = {piece.id for piece in month.pieces if _was_withdrawn_after(piece, month.approved_at)}
    entries = [Entry(change.line, change) for change in difference(lines, after, gone)]
    pieces = {piece.id: piece for piece in month.pieces}
    late = late_activities(month)
    return Since(entries, pieces, activities=_spoken_of(entries), late=late)


def late_activities(month: UnitMonth) -> list[Activity]:
    """What began to count in a month after it was handed in, the earliest day first."""
    submitted_at = month.checklist.submitted_at if month.checklist else None
    if submitted_at is None:
        return []
    came = came_after(month.unit.id, month.month, submitted_at)
    query = select(Activity).where(came).order_by(Activity.held_on, Activity.id)
    return list(db.session.scalars(query))


def _with_activities(line: MonthLine, now: MonthLine | None) -> MonthLine:
    """The line with what its activities add up to now: that alone moves after an approval."""
    if now is None:
        return line
    names = {*(line.summed or ()), *(now.summed or ())}
    numbers: dict[str, Any] = {name: getattr(now, name) for name in names}
    return replace(line, activities=now.activities, **numbers)


def _spoken_of(entries: Collection[Entry]) -> dict[uuid.UUID, Activity]:
    changes = [one for entry in entries if entry.change for one in entry.change.fields]
    ids = {key for one in changes if one.name in {CAME, WENT} for key in one.now or one.was}
    query = select(Activity).where(Activity.id.in_(ids))
    return {one.id: one for one in db.session.scalars(query)} if ids else {}


def _with_late(month: UnitMonth, line: MonthLine, pieces: Collection[Piece]) -> MonthLine:
    late = tuple(piece.id for piece in pieces if is_late(piece, month, line))
    return replace(line, evidence=(*(line.evidence or ()), *late))


def _was_withdrawn_after(piece: Piece, at: datetime | None) -> bool:
    return at is not None and piece.withdrawn_at is not None and piece.withdrawn_at >= at


def entries_since_decision(month: UnitMonth) -> list[Entry]:
    """The lines that a month handed in again changed; none where nothing was decided before.

    Lines that were sent back come first, those that nobody mended at the very beginning.
    """
    if month.state not in SETTLED or month.decided_before is None:
        return []
    submitted, decision = month.decided_before
    before = month.kept_with(submitted)
    return _entries(difference(before, month.lines), month.lines, _sent_back(month, decision))


def since_decision(month: UnitMonth) -> Since:
    """What the last submission changed in what was decided on before."""
    pieces, entries = {piece.id: piece for piece in month.pieces}, entries_since_decision(month)
    return Since(entries, pieces, month.writers, _spoken_of(entries))


def _sent_back(month: UnitMonth, decision: ChecklistEvent) -> dict[int, bool]:
    """The lines that were sent back with a decision, and whether they were written since."""
    back = {one.assignment_id for one in decision.returned}
    return {
        line.assignment_id: line.written_at is not None and line.written_at > decision.at
        for line in month.lines
        if line.assignment_id in back
    }


def _entries(
    changes: Collection[LineChange], lines: Collection[MonthLine], back: Mapping[int, bool]
) -> list[Entry]:
    changed = {change.line.assignment_id for change in changes}
    still = [line for line in lines if line.assignment_id in {*back} - changed]
    entries = [Entry(line, None, back[line.assignment_id]) for line in still]
    entries += [Entry(one.line, one, back.get(one.line.assignment_id)) for one in changes]
    return sorted(entries, key=lambda one: _ORDER.index(one.is_mended))


_ORDER = (False, True, None)
