"""Campaigns: what several units do for children in the same days, under one theme."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Select,
    String,
    Text,
    UniqueConstraint,
    and_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from models.base import Base, BigKey, IntKey, Timestamped, Versioned
from models.clock import today
from models.plan import Plan, UnitsBelow
from models.plan_part import same_unit
from models.scopes import Issued, IssuedPart, Partners

A_KIND = 20
"""The longest code of a kind (models.campaign_kind), in characters."""
AGE_BANDS = ((0, 2), (3, 5), (6, 10), (11, 15))
"""Ages in full years, both ends included, by which the children of a gift sheet are counted as a
rule: nursery, kindergarten, primary and lower secondary school."""


class CampaignState(StrEnum):
    """Where a campaign stands, as at a day."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RUNNING = "running"
    CLOSING = "closing"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Measure(StrEnum):
    """What a wished result is counted in: units that held something, or a sum of activities."""

    UNITS = "units"
    ACTIVITIES = "activities"
    CHILDREN = "children"
    SPECIAL = "special"
    ADULTS = "adults"
    GIFTS = "gifts"
    GIFT_VALUE = "gift_value"
    BUDGET = "budget"
    MOBILISED = "mobilised"
    COST = "cost"


class Campaign(Issued, Timestamped, Versioned, Base):
    """Opened by one unit for those below it and, where `includes_own`, for itself.

    `feast_on` is the day it leads up to, where it has one. `bands` are the age bands of the gift
    sheet, `asks` the figures of the result sheet (fields of models.activity_sums.Sums). `plan_id`
    is the plan that was made for its own tasks. Only acts are stored; where it stands is asked as
    at a day.
    """

    __tablename__ = "campaign"
    __table_args__ = (
        UniqueConstraint("unit_id", "id"),
        UniqueConstraint("unit_id", "slug"),
        ForeignKeyConstraint(["unit_id", "plan_id"], ["plan.unit_id", "plan.id"]),
        CheckConstraint("ends_on >= starts_on", name="begins_first"),
        CheckConstraint("report_due_on >= starts_on", name="reported_later"),
        Index(None, "unit_id", "starts_on"),
    )
    partners = Partners.READ

    id: Mapped[IntKey]
    kind: Mapped[str] = mapped_column(String(A_KIND))
    name: Mapped[str] = mapped_column(String(200))
    slug: Mapped[str] = mapped_column(String(80))
    theme: Mapped[str | None] = mapped_column(String(300))
    guidance: Mapped[str | None] = mapped_column(Text)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    feast_on: Mapped[date | None]
    report_due_on: Mapped[date]
    units_below: Mapped[UnitsBelow] = mapped_column(String(10), default=UnitsBelow.DIRECT)
    includes_own: Mapped[bool] = mapped_column(default=True)
    counts_gifts: Mapped[bool] = mapped_column(default=False)
    bands: Mapped[list[list[int]]] = mapped_column(
        JSON, default=lambda: [list(band) for band in AGE_BANDS]
    )
    asks: Mapped[list[str]] = mapped_column(JSON, default=list)
    plan_id: Mapped[int | None] = mapped_column(index=True)
    reissue_of_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closing_note: Mapped[str | None] = mapped_column(Text, info={"private": True})
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None] = mapped_column(String(500))
    discarded_at: Mapped[datetime | None]

    targets: Mapped[list[CampaignTarget]] = relationship(
        back_populates="campaign",
        cascade="all, delete-orphan",
        order_by="CampaignTarget.position",
    )
    plan: Mapped[Plan | None] = relationship(
        primaryjoin="Plan.id == Campaign.plan_id",
        foreign_keys="Campaign.plan_id",
        viewonly=True,
    )

    @classmethod
    def of_the_partner(cls) -> ColumnElement[bool]:
        """Who acts for an agency takes part under it: what was published to his unit is his too."""
        return true()

    @property
    def state(self) -> CampaignState:
        return self.state_on(today())

    def state_on(self, day: date) -> CampaignState:
        """Where the campaign stands on a day."""
        if self.published_at is None:
            return CampaignState.DRAFT
        if self.withdrawn_at is not None:
            return CampaignState.WITHDRAWN
        if self.closed_at is not None:
            return CampaignState.CLOSED
        return self._by_its_days(day)

    def _by_its_days(self, day: date) -> CampaignState:
        if day < self.starts_on:
            return CampaignState.PUBLISHED
        return CampaignState.RUNNING if day <= self.ends_on else CampaignState.CLOSING

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def is_in_force(self) -> bool:
        """Whether units work in it: it is published, not withdrawn, not closed."""
        return self.published_at is not None and not (self.withdrawn_at or self.closed_at)

    @classmethod
    def in_force(cls) -> ColumnElement[bool]:
        """The same as is_in_force, of the rows of a statement."""
        published = cls.published_at.is_not(None)
        return and_(published, cls.withdrawn_at.is_(None), cls.closed_at.is_(None))

    def addressed_ids(self) -> Select[int]:
        """The keys of the units below that it was addressed to, its own unit aside."""
        addressed = self.addressee_table.c
        return select(addressed.unit_id).where(addressed.issued_id == self.id)

    @property
    def day(self) -> date:
        """The day it leads up to: the feast, else its last one."""
        return self.feast_on or self.ends_on

    def days_left(self, day: date) -> int:
        """How many days after a day its last one lies; below zero once it is over."""
        return (self.ends_on - day).days

    @classmethod
    def in_being(cls) -> Select[Campaign]:
        """Campaigns in scope that were not discarded."""
        return select(cls).where(cls.discarded_at.is_(None))

    @classmethod
    def concerns(cls, unit_id: int) -> ColumnElement[bool]:
        """Whether a unit takes part in a campaign that was published: it was addressed to it, or
        is its own."""
        addressed = cls.addressee_table.c
        told = select(addressed.issued_id).where(addressed.unit_id == unit_id)
        own = and_(cls.unit_id == unit_id, cls.includes_own.is_(True))
        return and_(cls.published_at.is_not(None), or_(own, cls.id.in_(told)))

    @classmethod
    def concerning(cls, unit_id: int) -> Select[Campaign]:
        """The published campaigns that a unit takes part in and that were not withdrawn."""
        taking_part = cls.in_being().where(cls.concerns(unit_id))
        return taking_part.where(cls.withdrawn_at.is_(None))


class CampaignPart(IssuedPart):
    """A row of one campaign: read with it."""

    whole = Campaign
    whole_id = "campaign_id"
    partners = Partners.READ

    @declared_attr
    def campaign_id(cls) -> Mapped[int]:
        return mapped_column(BigKey, nullable=False, index=True)

    @classmethod
    def of_the_partner(cls) -> ColumnElement[bool]:
        return true()


class CampaignTarget(CampaignPart, Base):
    """A wished result: in words, and as a number of something where `measure` says of what."""

    __tablename__ = "campaign_target"
    __table_args__ = (
        same_unit("campaign"),
        CheckConstraint("(measure IS NULL) = (wanted IS NULL)", name="number_of_something"),
    )
    audited = False

    id: Mapped[IntKey]
    position: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(String(300))
    measure: Mapped[Measure | None] = mapped_column(String(10))
    wanted: Mapped[int | None]

    campaign: Mapped[Campaign] = relationship(back_populates="targets")


class CampaignTask(CampaignPart, Base):
    """A task of a campaign: of the plan made for it, or of another published plan of the unit."""

    __tablename__ = "campaign_task"
    __table_args__ = (
        UniqueConstraint("campaign_id", "task_id"),
        same_unit("campaign"),
        ForeignKeyConstraint(["unit_id", "task_id"], ["task.unit_id", "task.id"]),
        Index(None, "task_id"),
    )
    audited = False

    id: Mapped[IntKey]
    task_id: Mapped[int]

    task: Mapped[Any] = relationship(
        "Task",
        primaryjoin="Task.id == CampaignTask.task_id",
        foreign_keys="CampaignTask.task_id",
        viewonly=True,
    )
