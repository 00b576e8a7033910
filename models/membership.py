"""What a person is at a unit, from when to when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    and_,
    or_,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, IntKey, Versioned
from models.permissions import Role
from models.tenancy import UnitOwned

if TYPE_CHECKING:
    from models.agency import Agency
    from models.person import Person


class Membership(Versioned, UnitOwned, Base):
    """A person's role at a unit. A person may hold several (kiêm nhiệm); rights are joined.

    A partner acts for one agency of the unit; nobody else has one.
    """

    __tablename__ = "membership"
    __table_args__ = (
        ForeignKeyConstraint(["unit_id", "agency_id"], ["agency.unit_id", "agency.id"]),
        CheckConstraint("(role = 'partner') = (agency_id IS NOT NULL)", name="partner_has_agency"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
    )

    id: Mapped[IntKey]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(String(16))
    agency_id: Mapped[int | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="memberships")
    agency: Mapped[Agency | None] = relationship(viewonly=True)

    @classmethod
    def in_force(cls, day: date) -> ColumnElement[bool]:
        """Whether a membership counts on a day: both its first and its last day do."""
        return and_(cls.starts_on <= day, or_(cls.ends_on.is_(None), cls.ends_on >= day))
