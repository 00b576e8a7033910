"""Rows of a unit that are ended, never deleted, because other rows refer to them."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from sqlalchemy import Select, inspect, select
from sqlalchemy.orm import Mapped

from models import audit
from models.base import Named
from models.clock import today
from models.scopes import UnitOwned


class Endable(Named, UnitOwned):
    """A named row with a last day; after it the row is offered no more."""

    ended_on: Mapped[date | None]

    @classmethod
    def for_list(cls, unit_id: int) -> Select[Self]:
        """A unit's own rows, those in being first, by name."""
        own = select(cls).where(cls.unit_id == unit_id)
        return own.order_by(cls.ended_on.is_not(None), cls.sort_key)

    @property
    def has_ended(self) -> bool:
        return self.ended_on is not None

    def end(self) -> None:
        """Close as of today; what is closed already stays as it is."""
        if not self.has_ended:
            self.ended_on = today()
            self._record("ended")

    def reopen(self) -> None:
        """Take the closing back."""
        if self.has_ended:
            self.ended_on = None
            self._record("reopened")

    def change(self, **values: Any) -> None:
        """Set columns to what a form says."""
        for name, value in values.items():
            setattr(self, name, value)
        self._record("changed")

    def _record(self, what: str) -> None:
        audit.record(f"{inspect(type(self)).local_table.name}.{what}", self)
