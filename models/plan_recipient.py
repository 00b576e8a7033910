"""The issuing unit's own agencies and hamlets to which a plan is addressed."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Select,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, IntKey
from models.plan_part import PlanPart, same_unit


class PlanRecipient(PlanPart, Base):
    """One agency or one hamlet of the unit itself."""

    __tablename__ = "plan_recipient"
    __table_args__ = (
        UniqueConstraint("plan_id", "agency_id"),
        UniqueConstraint("plan_id", "hamlet_id"),
        CheckConstraint("(agency_id IS NULL) <> (hamlet_id IS NULL)", name="one_of_both"),
        same_unit(),
        ForeignKeyConstraint(["unit_id", "agency_id"], ["agency.unit_id", "agency.id"]),
        ForeignKeyConstraint(["unit_id", "hamlet_id"], ["hamlet.unit_id", "hamlet.id"]),
    )
    read_by_named = True

    id: Mapped[IntKey]
    agency_id: Mapped[int | None] = mapped_column(index=True)
    hamlet_id: Mapped[int | None]

    @classmethod
    def of(cls, plan_id: int) -> Select[PlanRecipient]:
        return select(cls).where(cls.plan_id == plan_id).order_by(cls.id)
