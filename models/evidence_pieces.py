"""The photos and files of a month's lines, as far as a month must know them: read in one query."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from models.base import db
from models.evidence import Evidence
from models.line import Line
from models.month_line import MonthLine
from models.person import Person

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
