"""The evidence that a month shows: what was there when it was handed in, and what came late."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from models.evidence import ids_for
from models.evidence_pieces import Piece, by_line
from models.month_line import MonthLine
from models.unit_month import SETTLED, UnitMonth


@dataclass(frozen=True)
class LineEvidence:
    """What a month says of a line's evidence.

    `count` is how many there were, `shown` are those that can be looked at, among them `late` ones,
    which came after the approval and are not counted. `withdrawn` of those counted are gone since.
    """

    count: int = 0
    shown: tuple[uuid.UUID, ...] = ()
    late: tuple[uuid.UUID, ...] = ()
    withdrawn: int = 0


def evidence_of(month: UnitMonth, lines: Collection[MonthLine]) -> dict[int, LineEvidence]:
    """The evidence of these lines of a month, by assignment; as it stands where the month is not
    handed in."""
    if month.state not in SETTLED:
        there = ids_for([line.line_id for line in lines if line.line_id is not None])
        of_each = {
            line.assignment_id: there.get(line.line_id, ()) for line in lines if line.line_id
        }
        return {key: LineEvidence(len(ids), ids) for key, ids in of_each.items()}
    pieces = by_line(month.pieces)
    return {
        line.assignment_id: _kept(month, line, pieces.get((line.assignment_id, line.period_on), ()))
        for line in lines
    }


def is_late(piece: Piece, month: UnitMonth, line: MonthLine) -> bool:
    """Whether a piece was sent to the month after it was approved."""
    approved_at = month.approved_at
    if approved_at is None or piece.late_for != month.month.named:
        return False
    return piece.added_at >= approved_at and piece.id not in (line.evidence or ())


def _kept(month: UnitMonth, line: MonthLine, pieces: Collection[Piece]) -> LineEvidence:
    there = [piece for piece in pieces if piece.withdrawn_at is None]
    late = tuple(piece.id for piece in there if is_late(piece, month, line))
    in_being = tuple(piece.id for piece in there if piece.id not in late)
    if line.evidence is None:  # kept before evidence was: as it stands
        return LineEvidence(len(in_being), (*in_being, *late), late)
    left = tuple(one for one in in_being if one in line.evidence)
    count = len(line.evidence)
    return LineEvidence(count, (*left, *late), late, count - len(left))
