"""Who decides on what a unit hands in: the reviewers of its parent, or else its own leaders."""

from __future__ import annotations

from sqlalchemy import Select, select

from models import clock
from models.base import Base, db
from models.membership import Membership
from models.permissions import Role
from models.unit import Unit


def deciders_on(unit: Unit) -> list[int]:
    """The people who decide today on the months and requests of a unit."""
    # In the transaction of the act, on its connection: another binding would be another Session.
    return list(db.session.connection().scalars(_holders(unit)))


def name_of(person_id: int | None) -> str | None:
    """How somebody is called who took part in a decision: his colleagues know him, though from
    the unit below he is out of scope."""
    people = Base.metadata.tables["person"].c
    return db.session.connection().scalar(select(people.name).where(people.id == person_id))


def _holders(unit: Unit) -> Select[int]:
    """Of a unit without a parent its own leader decides."""
    is_root = unit.parent_id is None
    role = Role.LEADER if is_root else Role.REVIEWER
    table = Membership.__table__.c
    today = clock.today()
    return (
        select(table.person_id)
        .where(table.unit_id == (unit.id if is_root else unit.parent_id), table.role == role)
        .where(table.starts_on <= today, (table.ends_on.is_(None)) | (table.ends_on >= today))
        .distinct()
    )
