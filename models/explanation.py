"""Explanations: what a unit above asks one below to explain, and what was answered."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    ScalarSelect,
    Select,
    String,
    Text,
    UniqueConstraint,
    case,
    func,
    select,
)
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, selectinload

from models import clock
from models.assignment import Assignment
from models.base import Base, IntKey, UuidKey, Versioned
from models.explanation_acts import Asked, ExplanationAct, ExplanationState
from models.scopes import UnitOwned
from models.unit import Unit


class Explanation(Versioned, UnitOwned, Base):
    """Questions of a unit above to this one with their answers: about a month, about a line of
    it, or about neither.

    `due_on` is the last day to answer the question that was asked last.
    """

    __tablename__ = "explanation"
    __table_args__ = (
        UniqueConstraint("unit_id", "id"),
        ForeignKeyConstraint(["unit_id", "assignment_id"], ["assignment.unit_id", "assignment.id"]),
        Index(None, "unit_id", "state"),
        Index(None, "asking_unit_id", "state"),
    )

    id: Mapped[UuidKey]
    asking_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    month_on: Mapped[date | None]
    assignment_id: Mapped[int | None]
    due_on: Mapped[date]
    state: Mapped[ExplanationState] = mapped_column(String(10), default=ExplanationState.WAITING)

    asking_unit: Mapped[Any] = relationship("Unit", viewonly=True, foreign_keys=[asking_unit_id])
    assignment: Mapped[Assignment | None] = relationship()
    entries: Mapped[list[ExplanationEntry]] = relationship(
        back_populates="explanation", order_by="ExplanationEntry.id"
    )

    @classmethod
    def of(cls, unit_id: int) -> Select[Explanation]:
        """What a unit was asked."""
        return select(cls).where(cls.unit_id == unit_id)

    @classmethod
    def of_month(cls, unit_id: int, month_on: date) -> Select[Explanation]:
        """What a unit was asked about a month and its lines, the latest first."""
        told = joinedload(cls.entries).joinedload(ExplanationEntry.person)
        query = cls.of(unit_id).where(cls.month_on == month_on).order_by(cls.id.desc())
        return query.options(told, joinedload(cls.unit), joinedload(cls.asking_unit))

    @classmethod
    def asked_from(cls, unit_id: int) -> Select[Explanation]:
        """What a unit asked of units below."""
        return select(cls).where(cls.asking_unit_id == unit_id)

    @classmethod
    def count_of(
        cls, month_on: date, state: ExplanationState, asking_unit_id: int | None = None
    ) -> ScalarSelect[int]:
        """How many of a month stand so, of a unit of the statement around it; only what one unit
        asked, where it is given."""
        mine = select(func.count(cls.id)).where(cls.unit_id == Unit.id, cls.state == state)
        if asking_unit_id is not None:
            mine = mine.where(cls.asking_unit_id == asking_unit_id)
        return mine.where(cls.month_on == month_on).correlate(Unit).scalar_subquery()

    @classmethod
    def for_list(cls, asked: Select[Explanation]) -> Select[Explanation]:
        """Those that wait first, the most urgent of them first, then the latest."""
        is_waiting = cls.state == ExplanationState.WAITING
        order = case((is_waiting, 0), else_=1), case((is_waiting, cls.due_on)), cls.id.desc()
        return cls.in_full(asked).order_by(*order)

    @classmethod
    def in_full(cls, asked: Select[Explanation]) -> Select[Explanation]:
        """With their units, lines and entries."""
        line = joinedload(cls.assignment)
        told = (
            joinedload(cls.unit),
            joinedload(cls.asking_unit),
            line.joinedload(Assignment.task),
            line.joinedload(Assignment.own_task),
            selectinload(cls.entries).joinedload(ExplanationEntry.person),
        )
        return asked.options(*told)

    @property
    def asked_about(self) -> str:
        """The words of the line that is to be explained; nothing where it is none."""
        given = self.assignment
        work = (given.task or given.own_task) if given else None
        return work.text if work else ""

    @property
    def is_overdue(self) -> bool:
        """Whether it waits for an answer and its day is over."""
        return self.state == ExplanationState.WAITING and clock.today() > self.due_on

    @property
    def questions(self) -> list[ExplanationEntry]:
        return [one for one in self.entries if one.kind == ExplanationAct.ASK]

    @property
    def answers(self) -> list[ExplanationEntry]:
        return [one for one in self.entries if one.kind == ExplanationAct.ANSWER]

    @property
    def as_asked(self) -> Asked:
        """As the pure function of the acts knows it."""
        return Asked(
            state=ExplanationState(self.state),
            asking_unit=self.asking_unit_id,
            asked_by=self.questions[-1].person_id,
            answered_by=self.answers[-1].person_id if self.answers else None,
            is_unit_ended=self.unit.has_ended,
        )


class ExplanationEntry(UnitOwned, Base):
    """One step, appended and never rewritten: a question, an answer, that it was read or
    withdrawn."""

    __tablename__ = "explanation_entry"
    __table_args__ = (
        ForeignKeyConstraint(
            ["unit_id", "explanation_id"], ["explanation.unit_id", "explanation.id"]
        ),
        Index(None, "explanation_id"),
    )

    id: Mapped[IntKey]
    explanation_id: Mapped[uuid.UUID]
    kind: Mapped[ExplanationAct] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date | None]
    text: Mapped[str | None] = mapped_column(Text, info={"private": True})

    explanation: Mapped[Explanation] = relationship(back_populates="entries")
    person: Mapped[Any] = relationship("Person", viewonly=True)
