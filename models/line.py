"""Lines: what a unit has said of one assignment in one period."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.assignment import Assignment
from models.base import Base, UuidKey, Versioned
from models.tenancy import UnitOwned


class LineState(StrEnum):
    """What an officer picks."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


class Line(Versioned, UnitOwned, Base):
    """One assignment in one period (models.period); the row is made by the first act.

    `frozen_on` is the first day of the month with which the line was approved: from then on it
    stays as it is.
    """

    __tablename__ = "line"
    __table_args__ = (
        UniqueConstraint("assignment_id", "period_on"),
        UniqueConstraint("unit_id", "id"),
        ForeignKeyConstraint(["unit_id", "assignment_id"], ["assignment.unit_id", "assignment.id"]),
        Index(None, "unit_id", "period_on"),
    )

    id: Mapped[UuidKey]
    assignment_id: Mapped[int]
    period_on: Mapped[date]
    state: Mapped[LineState] = mapped_column(String(16), default=LineState.NOT_STARTED)
    done_on: Mapped[date | None]
    frozen_on: Mapped[date | None]

    assignment: Mapped[Assignment] = relationship()
