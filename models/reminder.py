"""Reminders: that a unit was asked to hand a month in, on which day and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, ScalarSelect, Select, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from models import clock
from models.base import Base, IntKey
from models.scopes import UnitOwned
from models.unit import Unit


class Reminder(UnitOwned, Base):
    """One reminder of a month, appended and never rewritten; one a day is enough."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("unit_id", "month_on", "day"),)

    id: Mapped[IntKey]
    month_on: Mapped[date]
    day: Mapped[date] = mapped_column(default=clock.today)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Any] = relationship("Person", viewonly=True)

    @classmethod
    def of_month(cls, unit_ids: Iterable[int], month_on: date) -> Select[Reminder]:
        """Those of a month of some units, the earliest first, with who sent them."""
        query = select(cls).where(cls.unit_id.in_(unit_ids), cls.month_on == month_on)
        return query.options(joinedload(cls.person)).order_by(cls.day, cls.id)

    @classmethod
    def last_day(cls, month_on: date) -> ScalarSelect[date]:
        """The day of the last one of a unit of the statement around it."""
        last = select(func.max(cls.day)).where(cls.unit_id == Unit.id, cls.month_on == month_on)
        return last.correlate(Unit).scalar_subquery()
