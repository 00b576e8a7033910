"""Extensions: a later day asked for, to close a month or to finish a line."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Select, String, Text, or_, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from models import clock
from models.assignment import Assignment
from models.base import Base, UuidKey, Versioned
from models.scopes import UnitOwned

_PRIVATE = {"private": True}
"""What is written freely may name somebody: the record tells that it was written, not the words."""


class ExtensionState(StrEnum):
    """What became of it."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Extension(Versioned, UnitOwned, Base):
    """A request of a unit; the unit above decides.

    Without an assignment the month stays open until `new_on`; with one, the line of the period
    is due then. `month_on` names the month in which it was asked.
    """

    __tablename__ = "extension"
    __table_args__ = (
        ForeignKeyConstraint(["unit_id", "assignment_id"], ["assignment.unit_id", "assignment.id"]),
        Index(None, "unit_id", "state"),
        Index(None, "unit_id", "month_on"),
    )

    id: Mapped[UuidKey]
    month_on: Mapped[date]
    assignment_id: Mapped[int | None]
    period_on: Mapped[date | None]
    old_on: Mapped[date]
    new_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, info=_PRIVATE)
    state: Mapped[ExtensionState] = mapped_column(String(10), default=ExtensionState.ASKED)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    word: Mapped[str | None] = mapped_column(Text, info=_PRIVATE)

    assignment: Mapped[Assignment | None] = relationship()
    asked_by: Mapped[Any] = relationship("Person", viewonly=True, foreign_keys=[asked_by_id])
    decided_by: Mapped[Any] = relationship("Person", viewonly=True, foreign_keys=[decided_by_id])

    @classmethod
    def of(cls, unit_id: int) -> Select[Extension]:
        """A unit's requests, newest first."""
        return select(cls).where(cls.unit_id == unit_id).order_by(cls.id.desc())

    @classmethod
    def for_list(cls, unit_id: int) -> Select[Extension]:
        """As of(), with the lines and the people they concern."""
        line = joinedload(cls.assignment)
        what = line.joinedload(Assignment.task), line.joinedload(Assignment.own_task)
        return cls.of(unit_id).options(*what, joinedload(cls.asked_by), joinedload(cls.decided_by))

    @property
    def asked_for(self) -> str:
        """The words of the line whose day is moved; nothing where it is a month that stays open."""
        given = self.assignment
        work = (given.task or given.own_task) if given else None
        return work.text if work else ""

    @classmethod
    def of_month(cls, unit_id: int, month_on: date) -> Select[Extension]:
        """Those that concern a month: asked in it, or of a line's due day, whenever asked."""
        return cls.of(unit_id).where(or_(cls.month_on == month_on, cls.assignment_id.is_not(None)))
