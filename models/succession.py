"""Which unit took over from which at a re-organisation."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, IntKey
from models.tenancy import Shared


class Succession(Shared, Base):
    """One old unit carried on, wholly or in part, by one new unit.

    `share` is the stated part of the old unit's figures that goes to the new one (0 to 1); where
    none is stated, the figures of a split unit are shown and never added.
    """

    __tablename__ = "succession"
    __table_args__ = (
        UniqueConstraint("successor_id", "predecessor_id"),
        CheckConstraint("share IS NULL OR (share > 0 AND share <= 1)", name="share_is_a_part"),
        CheckConstraint("successor_id <> predecessor_id", name="another_unit"),
    )

    id: Mapped[IntKey]
    predecessor_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    successor_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    share: Mapped[Decimal | None] = mapped_column(Numeric(7, 6))
    source: Mapped[str] = mapped_column(String(200))
