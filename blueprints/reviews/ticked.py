"""The units below that were ticked in a list, each to be acted on at its own place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from flask import abort, g
from sqlalchemy import select

from blueprints.checklists.months import reader_with
from models.base import db
from models.month_acts import Reader
from models.permissions import standing_at
from models.unit import Unit


@dataclass(frozen=True)
class Ticked:
    """A unit as it is needed after its Session is gone."""

    id: int
    slug: str
    name: str
    path: str

    @property
    def reader(self) -> Reader:
        """The person, as he decides on this unit's months."""
        return reader_with(standing_at(self.path, g.memberships))


def units_ticked(keys: Collection[int]) -> list[Ticked]:
    """The units of some keys, by name; 404 for one that is not directly below."""
    columns = (Unit.id, Unit.slug, Unit.name, Unit.path)
    query = select(*columns).where(Unit.parent_id == g.unit.id, Unit.id.in_(keys))
    found = [Ticked(*row) for row in db.session.execute(query.order_by(Unit.sort_key))]
    return found if len(found) == len(keys) else abort(404)
