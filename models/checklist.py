"""Checklists: the month of a unit as it was handed in and decided on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models import clock
from models.base import Base, IntKey, Versioned, db
from models.month_acts import MonthState
from models.return_reason import LooksFor, Reason
from models.scopes import UnitOwned
from models.tenancy import current
from models.unit import Unit


class EventKind(StrEnum):
    """What happened to a month."""

    SUBMITTED = "submitted"
    TAKEN_BACK = "taken_back"
    TAKEN_IN_HAND = "taken_in_hand"
    LET_GO = "let_go"
    RETURNED = "returned"
    APPROVED = "approved"
    REOPENED = "reopened"
    EXCUSED = "excused"


class Checklist(Versioned, UnitOwned, Base):
    """One month of one unit; the row is made by the first act, until then the month is open.

    `month_on` is the first day of the calendar month that names it. `was` is the state in which
    it was submitted last. `submitted_first_at` stays: a plan published after it joins the next
    month. The lines are counted when it is submitted (models.month_tally), for the list of months
    that the unit above reads. `changes_since` counts what changed since it was approved
    (models.note_change).
    """

    __tablename__ = "checklist"
    __table_args__ = (UniqueConstraint("unit_id", "month_on"), UniqueConstraint("unit_id", "id"))

    id: Mapped[IntKey]
    month_on: Mapped[date]
    state: Mapped[MonthState] = mapped_column(String(12), default=MonthState.OPEN)
    was: Mapped[MonthState] = mapped_column(String(12), default=MonthState.OPEN)
    submitted_first_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    in_hand_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    in_hand_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    lines_all: Mapped[int | None]
    lines_done: Mapped[int | None]
    lines_over: Mapped[int | None]
    lines_to_see: Mapped[int | None]
    changes_since: Mapped[int | None]

    writers: Mapped[list[ChecklistWriter]] = relationship(back_populates="checklist")
    events: Mapped[list[ChecklistEvent]] = relationship(
        back_populates="checklist", order_by="ChecklistEvent.id"
    )

    @classmethod
    def of(cls, unit_id: int, month_on: date) -> Select[Checklist]:
        return select(cls).where(cls.unit_id == unit_id, cls.month_on == month_on)

    @classmethod
    def locked(cls, month_on: date) -> Checklist:
        """The bound unit's month, new where nobody has acted on it yet; call it when writing.

        A new one is kept once something is noted on it: what changes nothing makes no row. The
        unit's row is locked first, so that all that is written into its months stands in one
        queue: ticks, attachments and the submission they must not slip behind.
        """
        unit_id = cls.queue_up()
        found = db.session.scalar(cls.of(unit_id, month_on))
        untouched = {"state": MonthState.OPEN, "was": MonthState.OPEN}
        return found or cls(unit_id=unit_id, month_on=month_on, **untouched)

    @classmethod
    def queue_up(cls) -> int:
        """Wait until nobody else writes into the bound unit's months; the unit's key."""
        unit_id = current().unit_id
        db.session.scalar(select(Unit.id).where(Unit.id == unit_id).with_for_update(key_share=True))
        return unit_id

    def note_writer(self, person_id: int) -> None:
        """Remember who wrote in the month: he does not decide on it."""
        db.session.add(self)
        if all(writer.person_id != person_id for writer in self.writers):
            self.writers.append(ChecklistWriter(person_id=person_id, unit_id=self.unit_id))

    def tell(
        self,
        kind: EventKind,
        person_id: int | None,
        *,
        on_behalf_of_id: int | None = None,
        word: str | None = None,
        lines: list[dict[str, Any]] | None = None,
    ) -> ChecklistEvent:
        """Append what happened; `lines` are the month's lines as they were then."""
        db.session.add(self)
        event = ChecklistEvent(
            unit_id=self.unit_id,
            kind=kind,
            person_id=person_id,
            on_behalf_of_id=on_behalf_of_id,
            word=word,
            lines=lines,
        )
        self.events.append(event)
        return event


class ChecklistWriter(UnitOwned, Base):
    """Somebody who changed a line in a month, or submitted it."""

    __tablename__ = "checklist_writer"
    __table_args__ = (
        ForeignKeyConstraint(["unit_id", "checklist_id"], ["checklist.unit_id", "checklist.id"]),
        UniqueConstraint("checklist_id", "person_id"),
    )
    audited = False

    id: Mapped[IntKey]
    checklist_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    checklist: Mapped[Checklist] = relationship(back_populates="writers")
    person: Mapped[Any] = relationship("Person", viewonly=True)


class ChecklistEvent(UnitOwned, Base):
    """One step of a month, appended and never rewritten; a submission keeps the lines as they were
    at that moment, and what is decided then is decided on these. `on_behalf_of_id`: who delegated
    the decision."""

    __tablename__ = "checklist_event"
    __table_args__ = (
        UniqueConstraint("unit_id", "id"),
        ForeignKeyConstraint(["unit_id", "checklist_id"], ["checklist.unit_id", "checklist.id"]),
        Index(None, "checklist_id"),
    )

    id: Mapped[IntKey]
    checklist_id: Mapped[int]
    kind: Mapped[EventKind] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    word: Mapped[str | None] = mapped_column(Text, info={"private": True})
    lines: Mapped[list[dict[str, Any]] | None] = mapped_column(
        JSON(none_as_null=True), deferred=True, info={"private": True}
    )

    checklist: Mapped[Checklist] = relationship(back_populates="events")
    person: Mapped[Any] = relationship("Person", viewonly=True, foreign_keys=[person_id])
    returned: Mapped[list[ReturnedLine]] = relationship(back_populates="event")

    @classmethod
    def of(cls, checklist_id: int) -> Select[ChecklistEvent]:
        """What happened to a month, the earliest first."""
        return select(cls).where(cls.checklist_id == checklist_id).order_by(cls.id)


class ReturnedLine(UnitOwned, Base):
    """A line that was sent back with a return, and why: `reason` and what it looks for as they were
    then. `reason_id` is the row of the deciding unit's list, where it had one."""

    __tablename__ = "returned_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["unit_id", "event_id"], ["checklist_event.unit_id", "checklist_event.id"]
        ),
        ForeignKeyConstraint(["unit_id", "assignment_id"], ["assignment.unit_id", "assignment.id"]),
        UniqueConstraint("event_id", "assignment_id"),
    )
    audited = False

    id: Mapped[IntKey]
    event_id: Mapped[int]
    assignment_id: Mapped[int]
    reason_id: Mapped[int | None] = mapped_column(ForeignKey("return_reason.id"))
    reason: Mapped[str] = mapped_column(String(200))
    looks_for: Mapped[LooksFor] = mapped_column(String(12))
    word: Mapped[str | None] = mapped_column(Text, info={"private": True})

    event: Mapped[ChecklistEvent] = relationship(back_populates="returned")

    @classmethod
    def because(
        cls, unit_id: int, assignment_id: int, reason: Reason, word: str | None = None
    ) -> ReturnedLine:
        """A line of a unit that comes back for a reason."""
        told = {"reason_id": reason.id, "reason": reason.name, "looks_for": reason.looks_for}
        return cls(unit_id=unit_id, assignment_id=assignment_id, word=word, **told)

    @classmethod
    def count_by_reason(cls, ids: Collection[int]) -> dict[int, int]:
        """How many lines in reach came back for each of these rows of a list."""
        query = select(cls.reason_id, func.count()).where(cls.reason_id.in_(ids))
        return {key: n for key, n in db.session.execute(query.group_by(cls.reason_id)) if key}
