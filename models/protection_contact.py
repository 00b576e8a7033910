"""Whom to call about a child in danger: each unit's post and phone, beside hotline 111."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from models import audit, clock
from models.base import Base, IntKey, Versioned, db
from models.scopes import Published
from models.unit import Unit

HOTLINE = "111"
"""National Child Protection Hotline, free, day and night (domain.md 0)."""


class ProtectionContact(Versioned, Published, Base):
    """A post (not a person's name) and its phone. Public from the moment it is saved."""

    __tablename__ = "protection_contact"
    __table_args__ = (UniqueConstraint("unit_id"),)

    id: Mapped[IntKey]
    post: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(16))
    published_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    @staticmethod
    def of(unit_id: int) -> Select[ProtectionContact]:
        return select(ProtectionContact).where(ProtectionContact.unit_id == unit_id)

    @staticmethod
    def nearest(unit: Unit) -> Select[ProtectionContact]:
        """The contact of the unit or, failing that, of the closest unit above it."""
        return (
            select(ProtectionContact)
            .join(Unit, Unit.id == ProtectionContact.unit_id)
            .where(Unit.path.in_([*unit.paths_above, unit.path]))
            .order_by(Unit.path.desc())
            .limit(1)
        )

    @classmethod
    def state(cls, post: str, phone: str) -> ProtectionContact:
        """Say for the first time whom to call in the bound unit."""
        contact = cls(post=post, phone=phone, published_at=clock.now())
        db.session.add(contact)
        audit.record("protection_contact.stated", contact)
        return contact

    def change(self, post: str, phone: str) -> None:
        self.post, self.phone = post, phone
        audit.record("protection_contact.changed", self)
