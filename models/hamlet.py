"""Hamlets and residential groups: places below a commune, not tenants."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from models import audit
from models.base import Base, IntKey, Versioned, db
from models.endable import Endable
from models.scopes import Partners


class Hamlet(Endable, Versioned, Base):
    """A thôn, bản, tổ dân phố… of a unit."""

    __tablename__ = "hamlet"
    __table_args__ = (UniqueConstraint("unit_id", "id"), Index(None, "unit_id", "sort_key"))
    partners = Partners.READ

    id: Mapped[IntKey]

    @classmethod
    def add(cls, name: str) -> Hamlet:
        """Add a hamlet to the bound unit."""
        hamlet = cls(name=name)
        db.session.add(hamlet)
        audit.record("hamlet.added", hamlet)
        return hamlet
