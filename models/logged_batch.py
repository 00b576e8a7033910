"""Activities that somebody logged together: those between two keys that are his."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import joinedload

from models.activity import Activity
from models.activity_link import ActivityLine


@dataclass(frozen=True)
class LoggedBatch:
    """What a person logged at a unit from one key to another; keys grow with time."""

    unit_id: int
    person_id: int
    first: uuid.UUID
    last: uuid.UUID

    @property
    def where(self) -> ColumnElement[bool]:
        return and_(
            Activity.unit_id == self.unit_id,
            Activity.logged_by_id == self.person_id,
            Activity.id.between(self.first, self.last),
        )

    @staticmethod
    def fills_no_line() -> ColumnElement[bool]:
        return ~select(ActivityLine.id).where(ActivityLine.activity_id == Activity.id).exists()

    def rows(self) -> Select[Activity]:
        """In the order in which they were logged, with their hamlets."""
        query = select(Activity).where(self.where).order_by(Activity.id)
        return query.options(joinedload(Activity.hamlet))
