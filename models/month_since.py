"""What changed in a month: since it was approved, or since the submission decided on before."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from models.checklist import ChecklistEvent
from models.evidence_pieces import Piece, by_line
from models.kept_evidence import is_late
from models.month_changes import LineChange, difference
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
    """What there is to say, the photos and files spoken of, and who wrote the lines, by key."""

    entries: list[Entry]
    pieces: Mapping[uuid.UUID, Piece]
    names: Mapping[int, str] = field(default_factory=dict)


def since_approval(month: UnitMonth) -> Since:
    """What came to a month, or left it, after it was approved; its lines stay as they were."""
    lines = [replace(line, evidence=line.evidence or ()) for line in month.lines]
    of_each = by_line(month.pieces)
    after = [
        _with_late(month, line, of_each.get((line.assignment_id, line.period_on), ()))
        for line in lines
    ]
    gone = {piece.id for piece in month.pieces if _was_withdrawn_after(piece, month.approved_at)}
    entries = [Entry(change.line, change) for change in difference(lines, after, gone)]
    return Since(entries, {piece.id: piece for piece in month.pieces})


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
    pieces = {piece.id: piece for piece in month.pieces}
    return Since(entries_since_decision(month), pieces, month.writers)


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
