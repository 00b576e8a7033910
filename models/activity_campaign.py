"""Which campaigns an activity is part of: it fell in by itself, or somebody put it there."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Select,
    UniqueConstraint,
    and_,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.activity import Activity, logged_by_partner
from models.base import Base, IntKey, Timestamped
from models.reach import in_reach, keys
from models.scopes import Partners, UnitOwned
from models.tenancy import IS_PARTNER, UNIT


class ActivityCampaign(Timestamped, UnitOwned, Base):
    """An activity in a campaign; `reasons` are those for which it fell in, `added_by_id` who put
    it there otherwise. `is_out`: somebody said that it does not belong, so it never falls in
    again by itself."""

    __tablename__ = "activity_campaign"
    __table_args__ = (
        UniqueConstraint("activity_id", "campaign_id"),
        ForeignKeyConstraint(["unit_id", "activity_id"], ["activity.unit_id", "activity.id"]),
        Index("ix_activity_campaign_in", "campaign_id", "unit_id", "is_out", "activity_id"),
    )
    audited = False
    partners = Partners.READ | Partners.WRITE

    id: Mapped[IntKey]
    activity_id: Mapped[uuid.UUID]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    reasons: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    is_out: Mapped[bool] = mapped_column(default=False)

    activity: Mapped[Activity] = relationship()

    @property
    def is_said(self) -> bool:
        """Whether a person said so, in or out."""
        return self.added_by_id is not None

    @classmethod
    def readable(cls) -> ColumnElement[bool]:
        """With the entries that a partner logs."""
        own = keys("activities logged by the partner", logged_by_partner)
        partners = or_(IS_PARTNER == 0, cls.activity_id.bool_op("IN")(own))
        return and_(in_reach(cls.unit_id, UNIT), partners)

    @classmethod
    def of(cls, activity_id: uuid.UUID) -> Select[ActivityCampaign]:
        """What is said of an activity and campaigns, also that it is in one no more."""
        return select(cls).where(cls.activity_id == activity_id).order_by(cls.id)
