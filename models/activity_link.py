"""Which checklist lines an activity fills: proposed by rules, confirmed by an officer."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Select,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.activity import Activity
from models.base import Base, IntKey, Timestamped
from models.scopes import UnitOwned

Key = tuple[int, date]
"""An assignment and a period (models.period): a line, also one that has no row yet."""


class ActivityLine(Timestamped, UnitOwned, Base):
    """An activity that fills a line; `reasons` are those shown when it was confirmed, none where
    the officer chose the line himself."""

    __tablename__ = "activity_line"
    __table_args__ = (
        UniqueConstraint("activity_id", "assignment_id", "period_on"),
        ForeignKeyConstraint(["unit_id", "activity_id"], ["activity.unit_id", "activity.id"]),
        ForeignKeyConstraint(["unit_id", "assignment_id"], ["assignment.unit_id", "assignment.id"]),
        Index("ix_activity_line_of_line", "unit_id", "assignment_id", "period_on"),
    )
    audited = False

    id: Mapped[IntKey]
    activity_id: Mapped[uuid.UUID]
    assignment_id: Mapped[int]
    period_on: Mapped[date]
    reasons: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    confirmed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    activity: Mapped[Activity] = relationship()

    @property
    def key(self) -> Key:
        return self.assignment_id, self.period_on

    @classmethod
    def of(cls, activity_id: uuid.UUID) -> Select[ActivityLine]:
        """The lines that an activity fills, in the order in which they were confirmed."""
        return select(cls).where(cls.activity_id == activity_id).order_by(cls.id)

    @classmethod
    def among(cls, activity_ids: Collection[uuid.UUID]) -> Select[ActivityLine]:
        """The lines that some activities fill."""
        return select(cls).where(cls.activity_id.in_(activity_ids)).order_by(cls.id)
