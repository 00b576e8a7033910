"""How many children there are and how many gifts are needed, by hamlet and age band."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Integer,
    Select,
    UniqueConstraint,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, IntKey, Versioned
from models.hamlet import Hamlet
from models.scopes import Partners, UnitOwned

WHOLE_UNIT = text("hamlet_id IS NULL")


class GiftNeed(Versioned, UnitOwned, Base):
    """The children of one age band (its place in Campaign.bands) in one hamlet, or, without one,
    in the whole unit. `gifts` is how many are needed: None means one for each child.

    `taken_over_at`: it is last year's figure that nobody has looked at yet.
    """

    __tablename__ = "gift_need"
    __table_args__ = (
        UniqueConstraint("participation_id", "hamlet_id", "band"),
        Index(
            "uq_gift_need_whole_unit",
            "participation_id",
            "band",
            unique=True,
            sqlite_where=WHOLE_UNIT,
            postgresql_where=WHOLE_UNIT,
        ),
        ForeignKeyConstraint(
            ["unit_id", "participation_id"], ["participation.unit_id", "participation.id"]
        ),
        ForeignKeyConstraint(["unit_id", "hamlet_id"], ["hamlet.unit_id", "hamlet.id"]),
        CheckConstraint("children >= 0 AND gifts >= 0", name="not_below_zero"),
    )
    audited = False
    partners = Partners.READ

    id: Mapped[IntKey]
    participation_id: Mapped[uuid.UUID]
    hamlet_id: Mapped[int | None]
    band: Mapped[int] = mapped_column(Integer)
    children: Mapped[int | None]
    gifts: Mapped[int | None]
    taken_over_at: Mapped[datetime | None]

    hamlet: Mapped[Hamlet | None] = relationship(
        primaryjoin="Hamlet.id == GiftNeed.hamlet_id",
        foreign_keys="GiftNeed.hamlet_id",
        viewonly=True,
    )

    @classmethod
    def of(cls, participation_id: uuid.UUID) -> Select[GiftNeed]:
        """The rows of a unit's gift sheet."""
        return select(cls).where(cls.participation_id == participation_id).order_by(cls.id)

    @property
    def needed(self) -> int | None:
        """How many gifts are needed; None where neither children nor gifts are known."""
        return self.children if self.gifts is None else self.gifts
