"""The evidence that a month shows: what was there when it was handed in, and what came late."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from models.base import db
from models.evidence import Evidence, ids_for
from models.line import Line
from models.month_line import MonthLine
from models.person import Person
from models.unit_month import SETTLED, UnitMonth

Key = tuple[int, date]
"""An assignment and a period: a line, also one that had no row when it was handed in."""


@dataclass(frozen=True)
class Piece:
    """One photo or file as far as a month must know it; who withdrew it, where somebody did."""

    id: uuid.UUID
    assignment_id: int
    period_on: date
    added_at: datetime
    added_by: str | None
    late_for: date | None
    withdrawn_at: datetime | None
    withdrawn_by: str | None

    @property
    def key(self) -> Key:
        return self.assignment_id, self.period_on


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
    pieces = by_line(pieces_of(lines))
    return {
        line.assignment_id: _kept(month, line, pieces.get((line.assignment_id, line.period_on), ()))
        for line in lines
    }


def by_line(pieces: Iterable[Piece]) -> dict[Key, tuple[Piece, ...]]:
    """The pieces of each line, in their order."""
    found: dict[Key, tuple[Piece, ...]] = {}
    for piece in pieces:
        found[piece.key] = (*found.get(piece.key, ()), piece)
    return found


def pieces_of(lines: Collection[MonthLine]) -> list[Piece]:
    """All that ever hung on these lines, in the order in which it came."""
    periods = {line.period_on for line in lines}
    keys = {line.assignment_id for line in lines}
    query = _pieces().where(Line.assignment_id.in_(keys), Line.period_on.in_(periods))
    return [Piece(*row) for row in db.session.execute(query)]


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


def _pieces() -> Select[Any]:
    added_by, withdrawn_by = aliased(Person), aliased(Person)
    query: Select[Any] = (
        select(  # type: ignore[assignment]
            Evidence.id,
            Line.assignment_id,
            Line.period_on,
            Evidence.created_at,
            added_by.name,
            Evidence.late_for,
            Evidence.withdrawn_at,
            withdrawn_by.name.label("withdrawn_by"),
        )
        .join_from(Evidence, Line, Line.id == Evidence.line_id)
        .outerjoin(added_by, added_by.id == Evidence.added_by_id)
        .outerjoin(withdrawn_by, withdrawn_by.id == Evidence.withdrawn_by_id)
    )
    return query.order_by(Evidence.id)
