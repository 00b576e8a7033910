"""Assignments: a task as one unit has to do it."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, IntKey
from models.own_task import OwnTask
from models.scopes import UnitOwned
from models.task import Task

UNIT_ITSELF = text("agency_id IS NULL AND hamlet_id IS NULL")


class Assignment(UnitOwned, Base):
    """Publishing makes one for each task and unit addressed; of the own audience, for each task
    and agency or hamlet. What a unit adds to its checklist itself has one without a plan. It is
    ended, never deleted."""

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("unit_id", "id"),
        UniqueConstraint("task_id", "unit_id", "agency_id", "hamlet_id"),
        Index(
            "uq_assignment_unit_itself",
            "task_id",
            "unit_id",
            unique=True,
            sqlite_where=UNIT_ITSELF,
            postgresql_where=UNIT_ITSELF,
        ),
        Index(None, "plan_id", "unit_id"),
        Index(None, "unit_id", "ended_on"),
        ForeignKeyConstraint(["unit_id", "agency_id"], ["agency.unit_id", "agency.id"]),
        ForeignKeyConstraint(["unit_id", "hamlet_id"], ["hamlet.unit_id", "hamlet.id"]),
        ForeignKeyConstraint(["unit_id", "own_task_id"], ["own_task.unit_id", "own_task.id"]),
        CheckConstraint("(task_id IS NULL) <> (own_task_id IS NULL)", name="one_task"),
        UniqueConstraint("own_task_id"),
    )
    audited = False

    id: Mapped[IntKey]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    own_task_id: Mapped[uuid.UUID | None]
    agency_id: Mapped[int | None]
    hamlet_id: Mapped[int | None]
    assigned_on: Mapped[date]
    ended_on: Mapped[date | None]

    task: Mapped[Task | None] = relationship(viewonly=True)
    own_task: Mapped[OwnTask | None] = relationship(foreign_keys="Assignment.own_task_id")
