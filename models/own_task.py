"""Own tasks: what a unit adds to its checklist by itself, without a plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from models.base import Base, Timestamped, UuidKey, Versioned
from models.scopes import UnitOwned
from models.task import Cadence
from models.text import fold

MOST_CHARACTERS = 1000


class OwnTask(UnitOwned, Timestamped, Versioned, Base):
    """The words and days of an own task; its assignment says from when to when it counts.

    The words may name a child, whom an administrator does not read of: the record hides them.
    """

    __tablename__ = "own_task"
    __table_args__ = (UniqueConstraint("unit_id", "id"),)

    id: Mapped[UuidKey]
    text: Mapped[str] = mapped_column(String(MOST_CHARACTERS), info={"private": True})
    folded: Mapped[str] = mapped_column(Text, default="", info={"private": True})
    cadence: Mapped[Cadence] = mapped_column(String(12), default=Cadence.ONCE)
    due_on: Mapped[date | None]


@event.listens_for(OwnTask, "before_insert")
@event.listens_for(OwnTask, "before_update")
def _fold(mapper: Mapper[Any], connection: object, own: OwnTask) -> None:
    own.folded = fold(own.text)
