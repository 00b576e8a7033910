"""Lines: what a unit says of one assignment in one period."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.assignment import Assignment
from models.base import Base, UuidKey, Versioned
from models.scopes import UnitOwned


class LineState(StrEnum):
    """What an officer picks."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


FINISHED = {LineState.DONE, LineState.NOT_APPLICABLE}
"""States in which nothing is left to do."""
MOST_CHARACTERS = 2000
"""Of a note, a difficulty, a reason."""
_PRIVATE = {"private": True}
"""What is written freely may name somebody: the record tells that it changed, not the words."""


class Line(Versioned, UnitOwned, Base):
    """One assignment in one period (models.period); the row is made by the first act.

    `begun_in` and `done_in` name the months (by their first calendar day) in which it was written
    as begun and as finished; `months_begun` are all months, in ISO form, in which one or the other
    was written, so that one that takes it back takes nothing from the others. `done_on` is the day
    on which it was done. `amount` is in whole đồng.
    `frozen_on` is the month with which the line was approved: from then on it stays as it is.
    """

    __tablename__ = "line"
    __table_args__ = (
        UniqueConstraint("unit_id", "id"),
        UniqueConstraint("assignment_id", "period_on"),
        ForeignKeyConstraint(["unit_id", "assignment_id"], ["assignment.unit_id", "assignment.id"]),
        Index(None, "unit_id", "period_on"),
    )

    id: Mapped[UuidKey]
    assignment_id: Mapped[int]
    period_on: Mapped[date]
    state: Mapped[LineState] = mapped_column(String(16), default=LineState.NOT_STARTED)
    begun_in: Mapped[date | None]
    months_begun: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    done_in: Mapped[date | None]
    done_on: Mapped[date | None]
    reason: Mapped[str | None] = mapped_column(Text, info=_PRIVATE)
    difficulty: Mapped[str | None] = mapped_column(Text, info=_PRIVATE)
    note: Mapped[str | None] = mapped_column(Text, info=_PRIVATE)
    times: Mapped[int | None]
    children: Mapped[int | None]
    adults: Mapped[int | None]
    amount: Mapped[int | None]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime | None]
    frozen_on: Mapped[date | None]

    assignment: Mapped[Assignment] = relationship()

    @classmethod
    def of(cls, assignment_id: int, period_on: date) -> Select[Line]:
        """What was written of an assignment in a period."""
        return select(cls).where(cls.assignment_id == assignment_id, cls.period_on == period_on)

    @classmethod
    def frozen_with(cls, unit_id: int, named: date) -> Select[Line]:
        """A unit's lines that were approved with a month."""
        return select(cls).where(cls.unit_id == unit_id, cls.frozen_on == named)
