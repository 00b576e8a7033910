"""What the gate reads of who is there: the unit of the URL, and what the person is, and where."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import abort, g, session
from sqlalchemy import Date, Row, Select, and_, bindparam, exists, select
from sqlalchemy.orm import aliased

from models import tenancy
from models.agency import Agency
from models.base import db
from models.clock import today
from models.delegation import Delegation
from models.membership import Membership
from models.permissions import Delegated, Held, Role
from models.person import Person
from models.unit import Unit


def unit_of_url() -> Unit:
    """The unit of the URL; the names of the two units above it go into g.above, whether there are
    units below it into g.has_below."""
    with tenancy.unscoped("the gate looks for the unit of the URL"):
        row = db.session.execute(_unit_and_around(), {"slug": g.slug}).first()
    if row is None:
        abort(404)
    unit, *above, g.has_below = row
    g.above = [name for name in above if name]
    return unit


@cache
def _unit_and_around() -> Select[Unit, str | None, str | None, bool]:
    """Built once: aliases are dear, a quarter of a page's time went into making these."""
    parent, grandparent, child = aliased(Unit), aliased(Unit), aliased(Unit)
    has_below = exists().where(child.parent_id == Unit.id).correlate(Unit)
    return (
        select(Unit, parent.name, grandparent.name, has_below)
        .outerjoin(parent, parent.id == Unit.parent_id)
        .outerjoin(grandparent, and_(grandparent.id == parent.parent_id, ~grandparent.is_root))
        .where(Unit.slug == bindparam("slug"))
    )


def memberships_of(person_id: int) -> list[Held]:
    """A person's memberships in force today, with where their units stand and what is delegated
    to him there."""
    given = {"person_id": person_id, "today": today()}
    with tenancy.unscoped("the gate reads what the person who is signed in is, and where"):
        rows = db.session.execute(_memberships(), given).all()
    g.memberships = [_held(row) for row in rows]
    return list(g.memberships)


def _held(row: Row[Any]) -> Held:
    """The last four columns are those of a delegation, empty where there is none."""
    role, unit_id, path, agency_id, name, agency, *given = tuple(row)
    delegated = Delegated(*given) if given[0] else None
    return Held(Role(role), unit_id, path, agency_id, name, agency, delegated)


@cache
def _memberships() -> Select[Any]:
    """Built once, as _unit_and_around()."""
    day, giver = bindparam("today", type_=Date), aliased(Person)
    mine = and_(
        Delegation.unit_id == Membership.unit_id,
        Delegation.receiver_id == Membership.person_id,
        Membership.role != Role.PARTNER,
    )
    columns: tuple[Any, ...] = (
        *(Membership.role, Unit.id, Unit.path, Membership.agency_id, Unit.name, Agency.name),
        *(Delegation.id, Delegation.giver_id, giver.name, Delegation.ends_on),
    )
    query: Select[Any] = select(*columns).join_from(Membership, Unit, Unit.id == Membership.unit_id)
    query = query.outerjoin(Agency, Agency.id == Membership.agency_id)
    query = query.outerjoin(Delegation, and_(mine, Delegation.is_given(day)))
    query = query.outerjoin(giver, giver.id == Delegation.giver_id)
    held = (Membership.person_id == bindparam("person_id"), Membership.in_force(day))
    return query.where(*held).order_by(Unit.path, Membership.id)


def home_of(person: Any) -> str | None:
    """The slug of the unit a person last used, or else of the first membership; None without."""
    slugs = [held.slug for held in memberships_of(person.id)]
    last = session.get("unit")
    return last if last in slugs else next(iter(slugs), None)
