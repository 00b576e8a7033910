"""Tasks: what a plan orders somebody to do."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Select,
    String,
    Text,
    UniqueConstraint,
    event,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from models.base import Base, IntKey, Versioned
from models.partner_kinds import addressed_to_partner, names_partner
from models.plan import Plan
from models.plan_part import PlanPart, same_unit
from models.plan_section import PlanSection
from models.text import fold

MOST_CHARACTERS = 4000


class Cadence(StrEnum):
    """How often a task is to be done."""

    ONCE = "once"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    CAMPAIGN = "campaign"


DATED = {Cadence.ONCE, Cadence.YEARLY, Cadence.CAMPAIGN}
"""Cadences with a due day of their own; the others are due at the end of each period."""


class Audience(StrEnum):
    """Whom a task is for: the units below, or the issuing unit's own agencies and hamlets."""

    BELOW = "below"
    OWN = "own"


class Origin(StrEnum):
    """Where a task of a draft came from."""

    READ = "read"
    DEADLINE = "deadline"
    UNREAD = "unread"
    TYPED = "typed"
    TABLE = "table"
    COPIED = "copied"


class Task(PlanPart, Versioned, Base):
    """One task with the clause it came from.

    `due_on` is the day of a task done once, the last day of a campaign, and, for a yearly task,
    the day and month of every year. `revision` is the plan's when the task last changed.
    `root_id` is the task it was adopted from, at the top of the chain: a unit has one line for it.
    """

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("unit_id", "id"),
        Index(None, "plan_id", "position"),
        same_unit(),
        ForeignKeyConstraint(
            ["unit_id", "section_id"], ["plan_section.unit_id", "plan_section.id"]
        ),
    )

    id: Mapped[IntKey]
    section_id: Mapped[int | None]
    position: Mapped[int] = mapped_column(Integer)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    origin: Mapped[Origin] = mapped_column(String(10), default=Origin.TYPED)
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text, default="")
    marker: Mapped[str] = mapped_column(String(10), default="")
    hangs_under: Mapped[str | None] = mapped_column(Text)
    source_line: Mapped[int | None] = mapped_column(Integer)
    clause: Mapped[str] = mapped_column(String(300), default="")
    audience: Mapped[Audience] = mapped_column(String(6), default=Audience.BELOW)
    cadence: Mapped[Cadence] = mapped_column(String(12), default=Cadence.ONCE)
    starts_on: Mapped[date | None]
    due_on: Mapped[date | None]
    product: Mapped[str | None] = mapped_column(String(300))
    lead_names: Mapped[list[str]] = mapped_column(JSON, default=list)
    coordinating_names: Mapped[list[str]] = mapped_column(JSON, default=list)
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    root_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    left_out_at: Mapped[datetime | None]

    plan: Mapped[Plan] = relationship(back_populates="tasks", overlaps="sections")
    # The section's key alone is set: a task outside all sections would else lose its unit too.
    section: Mapped[PlanSection | None] = relationship(foreign_keys="Task.section_id")
    agencies: Mapped[list[TaskAgency]] = relationship(
        back_populates="task",
        cascade="all, delete-orphan",
        order_by="TaskAgency.id",
        overlaps="plan,tasks",
    )

    @classmethod
    def of_the_partner(cls) -> ColumnElement[bool]:
        return or_(addressed_to_partner(cls.plan_id), names_partner(cls.plan_id, cls.id))

    @classmethod
    def of(cls, plan: Plan) -> Select[Task]:
        """The tasks of a plan in their order, those left out too."""
        return select(cls).where(cls.plan_id == plan.id).order_by(cls.position, cls.id)

    @property
    def is_left_out(self) -> bool:
        return self.left_out_at is not None

    @property
    def is_for_units_below(self) -> bool:
        return self.audience == Audience.BELOW

    @property
    def lead_kinds(self) -> list[str]:
        """The kinds of the agencies that lead; none: whom the task is for does it himself."""
        return [named.kind for named in self.agencies if named.leads]

    @property
    def coordinating_kinds(self) -> list[str]:
        return [named.kind for named in self.agencies if not named.leads]

    def name_agencies(self, lead: list[str], coordinating: list[str]) -> None:
        """Say which kinds of agency lead and which take part; who leads does not take part too."""
        wanted = [(kind, True) for kind in dict.fromkeys(lead)]
        wanted += [(kind, False) for kind in dict.fromkeys(coordinating) if kind not in lead]
        kept = [named for named in self.agencies if (named.kind, named.leads) in wanted]
        there = {(named.kind, named.leads) for named in kept}
        more = [
            TaskAgency(kind=kind, leads=leads, plan_id=self.plan_id)
            for kind, leads in wanted
            if (kind, leads) not in there
        ]
        self.agencies = kept + more


class TaskAgency(PlanPart, Base):
    """A kind of agency that a task names, as leading or as taking part."""

    __tablename__ = "task_agency"
    __table_args__ = (
        UniqueConstraint("task_id", "kind", "leads"),
        Index(None, "plan_id", "kind"),
        ForeignKeyConstraint(["unit_id", "task_id"], ["task.unit_id", "task.id"]),
        same_unit(),
    )
    read_by_named = True

    id: Mapped[IntKey]
    task_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    leads: Mapped[bool]

    task: Mapped[Task] = relationship(back_populates="agencies")


@event.listens_for(Task, "before_insert")
@event.listens_for(Task, "before_update")
def _fold(mapper: Mapper[Any], connection: object, task: Task) -> None:
    task.folded = fold(task.text)
