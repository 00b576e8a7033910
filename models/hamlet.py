"""Hamlets and residential groups: places below a commune, not tenants."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from models import audit
from models.base import Base, IntKey, Named, Versioned, db
from models.clock import today
from models.tenancy import Partners, UnitOwned


class Hamlet(Named, Versioned, UnitOwned, Base):
    """A thôn, bản, tổ dân phố… of a unit. Ended, never deleted."""

    __tablename__ = "hamlet"
    __table_args__ = (UniqueConstraint("unit_id", "id"), Index(None, "unit_id", "sort_key"))
    partners = Partners.READ

    id: Mapped[IntKey]
    head_phone: Mapped[str | None] = mapped_column(String(16), info={"private": True})
    ended_on: Mapped[date | None]

    @staticmethod
    def for_list(unit_id: int) -> Select[Hamlet]:
        """A unit's hamlets, those in being first, by name."""
        order = (Hamlet.ended_on.is_not(None), Hamlet.sort_key)
        return select(Hamlet).where(Hamlet.unit_id == unit_id).order_by(*order)

    @classmethod
    def add(cls, name: str) -> Hamlet:
        """Add a hamlet to the bound unit."""
        hamlet = cls(name=name)
        db.session.add(hamlet)
        audit.record("hamlet.added", hamlet)
        return hamlet

    def rename(self, name: str) -> None:
        self.name = name
        audit.record("hamlet.changed", self)

    def end(self) -> None:
        """Close the hamlet as of today."""
        self.ended_on = today()
        audit.record("hamlet.ended", self)

    def reopen(self) -> None:
        self.ended_on = None
        audit.record("hamlet.reopened", self)

    @property
    def has_ended(self) -> bool:
        return self.ended_on is not None
