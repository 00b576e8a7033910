"""THE binding: for which unit and on whose behalf everything is read and written right now.

What is bound limits every statement by the scopes of models.scopes; the guards of models.guards
make them hold. The parameters at the end are what those scopes compare with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import Integer, bindparam

from models import database
from models.base import BigKey, db
from models.database import TenantSession, WriteRefused, session_scope

NOWHERE = -1


class Audience(StrEnum):
    """On whose behalf the unit is bound."""

    MEMBER = "member"
    PARTNER = "partner"
    PUBLIC = "public"
    PERSON = "person"


class OutOfScope(WriteRefused):
    """A statement or a row that does not belong to the bound unit."""


@dataclass(frozen=True, eq=False)
class Binding:
    """The unit of the URL and the audience it is opened for. Compared by identity: one Session
    each, because an identity map shared by two units would hand one the other's rows."""

    unit_id: int = NOWHERE
    audience: Audience = Audience.MEMBER
    person_id: int = NOWHERE
    agency_ids: frozenset[int] = field(default_factory=frozenset)
    unscoped: str = ""


UNBOUND = Binding(audience=Audience.PERSON)


def current() -> Binding:
    """The binding in force."""
    return cast(Binding | None, database.binding.get()) or UNBOUND


def bind(
    unit_id: int,
    *,
    audience: Audience = Audience.MEMBER,
    person_id: int = NOWHERE,
    agency_ids: Iterable[int] = (),
) -> Any:
    """Bind a unit for a block: what is read and written is that unit's, in a Session of its own."""
    return _enter(Binding(unit_id, audience, person_id, frozenset(agency_ids)))


def bind_person(person_id: int) -> Any:
    """Bind no unit but a person: only what is the person's own can be read and written."""
    return _enter(Binding(audience=Audience.PERSON, person_id=person_id))


def narrowed(unit_id: int) -> Any:
    """Bind another unit for the same person; the caller has checked the right to decide there."""
    return _enter(Binding(unit_id, Audience.MEMBER, current().person_id))


def unscoped(reason: str) -> Any:
    """Lift the scope for a block, for a reason that a reader of the code accepts."""
    if not reason:
        raise ValueError("unscoped() needs a reason")
    return _enter(Binding(person_id=current().person_id, unscoped=reason))


@contextmanager
def _enter(binding: Binding) -> Iterator[Binding]:
    token = database.binding.set(binding)
    try:
        yield binding
    finally:
        db.session.remove()
        database.binding.reset(token)


def begin_write() -> None:
    """The one door to writing (see TenantSession.begin_write): once per POST, after the form."""
    context = session_scope()[0]
    for key, session in list(db.session.registry.registry.items()):
        if key[0] == context and key != session_scope() and session.is_writing:
            raise WriteRefused("another Session of this request is writing: commit it first")
    cast(TenantSession, db.session()).begin_write()


# What the statements compare with. The callables are asked when a statement runs, so that one
# compiled statement serves all units.


def member_unit() -> int:
    """The bound unit, where a member of it works; else NOWHERE."""
    binding = current()
    return binding.unit_id if binding.audience is Audience.MEMBER else NOWHERE


def bound_unit() -> int:
    """The bound unit, where a member or a partner of it works; else NOWHERE."""
    binding = current()
    return binding.unit_id if binding.audience in {Audience.MEMBER, Audience.PARTNER} else NOWHERE


def _is_public() -> int:
    return int(current().audience is Audience.PUBLIC)


def _is_partner() -> int:
    return int(current().audience is Audience.PARTNER)


def _agencies() -> list[int]:
    return sorted(current().agency_ids) or [NOWHERE]


def bound_person() -> int:
    """On whose behalf anything is bound; else NOWHERE."""
    return current().person_id


MEMBER_UNIT = bindparam("member_unit", callable_=member_unit, type_=BigKey)
UNIT = bindparam("bound_unit", callable_=bound_unit, type_=BigKey)
IS_PUBLIC = bindparam("is_public", callable_=_is_public, type_=Integer)
IS_PARTNER = bindparam("is_partner", callable_=_is_partner, type_=Integer)
AGENCIES = bindparam("agencies", callable_=_agencies, type_=BigKey, expanding=True)
PERSON = bindparam("bound_person", callable_=bound_person, type_=BigKey)
