"""Which unit took over from which at a re-organisation."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Numeric,
    Select,
    String,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from models.base import Base, IntKey
from models.scopes import Shared
from models.unit import Unit


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


def predecessors_of(unit: Unit) -> Select[Unit, Decimal | None]:
    """The units that a unit took over from, and which share of each; by name."""
    return (
        select(Unit, Succession.share)
        .join(Succession, Succession.predecessor_id == Unit.id)
        .where(Succession.successor_id == unit.id)
        .order_by(Unit.sort_key, Unit.path)
    )


def successors_of(unit: Unit) -> Select[Unit, Decimal | None]:
    """The units that took over from a unit, and which share of it each; by name."""
    return (
        select(Unit, Succession.share)
        .join(Succession, Succession.successor_id == Unit.id)
        .where(Succession.predecessor_id == unit.id)
        .order_by(Unit.sort_key, Unit.path)
    )


def is_former(unit: Unit) -> ColumnElement[bool]:
    """The condition for units that those below a unit took over from, and for those that lay below
    one which it took over from itself: they are shown beside its own and never added."""
    child = aliased(Unit)
    children = select(child.id).where(child.parent_id == unit.id)
    taken = select(Succession.predecessor_id)
    of_children = Unit.id.in_(taken.where(Succession.successor_id.in_(children)))
    of_former = Unit.parent_id.in_(taken.where(Succession.successor_id == unit.id))
    return or_(of_children, of_former) & Unit.valid_to.is_not(None)
