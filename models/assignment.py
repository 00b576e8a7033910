"""Assignments: a task of a published plan as one unit has to do it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, IntKey
from models.task import Task
from models.tenancy import UnitOwned

UNIT_ITSELF = text("agency_id IS NULL AND hamlet_id IS NULL")


class Assignment(UnitOwned, Base):
    """Publishing makes one for each task and unit addressed; of the own audience, for each task
    and agency or hamlet. It is ended, never deleted."""

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
    )
    audited = False

    id: Mapped[IntKey]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    agency_id: Mapped[int | None]
    hamlet_id: Mapped[int | None]
    assigned_on: Mapped[date]
    ended_on: Mapped[date | None]

    task: Mapped[Task] = relationship(viewonly=True)
