"""Gifts that somebody promised for a campaign, and what came of it."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    or_,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.agency import Agency
from models.base import Base, BigKey, Timestamped, UuidKey, Versioned
from models.reach import in_reach
from models.scopes import AgencyOwned, Partners, UnitOwned
from models.tenancy import MEMBER_UNIT, UNIT

_PRIVATE = {"private": True}


class GiftSource(StrEnum):
    """Where the money for gifts comes from."""

    BUDGET = "budget"
    MOBILISED = "mobilised"


class GiftPledge(Timestamped, Versioned, AgencyOwned, Base):
    """Gifts promised by an agency, or by a donor in words; their value in whole đồng.

    `for_unit_id` is a unit below that gets them and therefore reads the row. A donor is named in
    public only where he agreed to it (`names_donor`).
    """

    __tablename__ = "gift_pledge"
    __table_args__ = (
        UniqueConstraint("unit_id", "id"),
        ForeignKeyConstraint(
            ["unit_id", "participation_id"], ["participation.unit_id", "participation.id"]
        ),
        ForeignKeyConstraint(["unit_id", "agency_id"], ["agency.unit_id", "agency.id"]),
        CheckConstraint("(agency_id IS NULL) <> (donor IS NULL)", name="one_giver"),
        CheckConstraint("gifts > 0", name="some_gifts"),
        Index(None, "campaign_id", "unit_id"),
        Index(None, "for_unit_id", "campaign_id"),
        Index(None, "participation_id"),
    )

    id: Mapped[UuidKey]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    participation_id: Mapped[uuid.UUID]
    agency_id: Mapped[int | None] = mapped_column(BigKey)  # type: ignore[assignment]
    donor: Mapped[str | None] = mapped_column(String(200), info=_PRIVATE)
    names_donor: Mapped[bool] = mapped_column(default=False)
    source: Mapped[GiftSource] = mapped_column(String(9))
    gifts: Mapped[int]
    gift_value: Mapped[int | None]
    pledged_on: Mapped[date]
    for_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    note: Mapped[str | None] = mapped_column(Text, info=_PRIVATE)
    pledged_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    from_partner: Mapped[bool] = mapped_column(default=False)
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None] = mapped_column(String(300), info=_PRIVATE)

    agency: Mapped[Agency | None] = relationship(
        primaryjoin="Agency.id == GiftPledge.agency_id",
        foreign_keys="GiftPledge.agency_id",
        viewonly=True,
    )
    for_unit: Mapped[Any] = relationship(
        "Unit", viewonly=True, foreign_keys="GiftPledge.for_unit_id"
    )

    @classmethod
    def readable(cls) -> ColumnElement[bool]:
        """Also the unit that gets the gifts reads it."""
        own = and_(in_reach(cls.unit_id, UNIT), cls._of_the_partner())
        return or_(own, cls.for_unit_id == MEMBER_UNIT)


class GiftReceipt(Timestamped, Versioned, UnitOwned, Base):
    """Gifts that came of a pledge: a row of the unit that received them."""

    __tablename__ = "gift_receipt"
    __table_args__ = (
        ForeignKeyConstraint(
            ["unit_id", "participation_id"], ["participation.unit_id", "participation.id"]
        ),
        CheckConstraint("gifts > 0", name="some_gifts"),
        Index(None, "participation_id"),
        Index(None, "pledge_id"),
    )
    partners = Partners.READ

    id: Mapped[UuidKey]
    participation_id: Mapped[uuid.UUID]
    pledge_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gift_pledge.id"))
    gifts: Mapped[int]
    gift_value: Mapped[int | None]
    received_on: Mapped[date]
    received_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None] = mapped_column(String(300), info=_PRIVATE)

    pledge: Mapped[GiftPledge] = relationship(
        primaryjoin="GiftPledge.id == GiftReceipt.pledge_id",
        foreign_keys="GiftReceipt.pledge_id",
        viewonly=True,
    )
