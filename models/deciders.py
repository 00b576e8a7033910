"""Who decides on what a unit hands in: the reviewers of its parent and who stands in for them, or
else its own leaders."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, select

from models import clock
from models.base import Base, db
from models.delegates import delegates_at
from models.membership import Membership
from models.permissions import Permission, Role, roles_with
from models.unit import Unit


def deciders_on(unit: Unit) -> list[int]:
    """The people who decide today on the months and requests of a unit."""
    # In the transaction of the act, on its connection: another binding would be another Session.
    connection = db.session.connection()
    deciding = set(connection.scalars(_holders(unit)))
    if unit.parent_id is not None:
        deciding.update(connection.scalars(delegates_at(unit.parent_id)))
    return sorted(deciding)


def heads_of(unit_id: int) -> list[int]:
    """The people who read today what the units below one answer: its reviewers and leaders."""
    return list(db.session.connection().scalars(_held_at(unit_id, Role.REVIEWER, Role.LEADER)))


def deciders_at(unit_id: int) -> list[int]:
    """The people who say today what of a unit's activities counts, and follow its inspections."""
    roles = roles_with(Permission.DECIDE_ACTIVITIES)
    return list(db.session.connection().scalars(_held_at(unit_id, *roles)))


def takers_at(unit_id: int) -> list[int]:
    """The people who work today in the campaigns of a unit: its plan, its gifts, its results."""
    roles = roles_with(Permission.TAKE_PART)
    return list(db.session.connection().scalars(_held_at(unit_id, *roles)))


def officers_of(unit_id: int) -> list[int]:
    """The people who write today in the months of a unit."""
    roles = roles_with(Permission.WRITE_CHECKLISTS)
    officers = select(Membership.person_id).where(Membership.role.in_(roles)).distinct()
    officers = officers.where(Membership.unit_id == unit_id, Membership.in_force(clock.today()))
    return list(db.session.scalars(officers))


def partners_for(unit_id: int, agency_id: int | None) -> list[int]:
    """The people who act today for an agency of a unit."""
    theirs = _held_at(unit_id, Role.PARTNER)
    theirs = theirs.where(Membership.__table__.c.agency_id == agency_id)
    return list(db.session.connection().scalars(theirs))


def name_of(person_id: int | None) -> str | None:
    """How somebody is called who took part in a decision: his colleagues know him, though from
    the unit below he is out of scope."""
    return names_of([person_id]).get(person_id or 0)


def names_of(person_ids: Iterable[int | None]) -> dict[int, str]:
    """As name_of(), of several people at once."""
    asked = {one for one in person_ids if one is not None}
    people = Base.metadata.tables["person"].c
    query = select(people.id, people.name).where(people.id.in_(asked))
    return dict(db.session.connection().execute(query).all()) if asked else {}


def _holders(unit: Unit) -> Select[int]:
    """Of a unit without a parent its own leader decides."""
    if unit.parent_id is None:
        return _held_at(unit.id, Role.LEADER)
    return _held_at(unit.parent_id, Role.REVIEWER)


def _held_at(unit_id: int, *roles: Role) -> Select[int]:
    table = Membership.__table__.c
    today = clock.today()
    return (
        select(table.person_id)
        .where(table.unit_id == unit_id, table.role.in_(roles))
        .where(table.starts_on <= today, (table.ends_on.is_(None)) | (table.ends_on >= today))
        .distinct()
    )
