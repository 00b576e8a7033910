"""Partners of Xã Cam Thành for the tests, and what they log there."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from models import audit
from models.activity import Activity
from models.activity_acts import Doer
from models.base import db
from models.log_activity import log
from models.membership import Membership
from models.permissions import Role
from models.person import Person
from models.tenancy import Audience, begin_write, bind
from tests.activities import entry
from tests.world import START, World

SLUG = "19612"
T = TypeVar("T")


def join_in(world: World, agency: str = "women") -> Person:
    """Somebody who acts for an agency of Xã Cam Thành from now on."""
    with bind(world.unit_id(SLUG)), audit.acting(audit.Actor(label="tests")):
        begin_write()
        person = Person(name=f"Đối tác {agency}", phone=f"091122{world.rows[SLUG][agency].id:04d}")
        key = world.rows[SLUG][agency].id
        held = Membership(person=person, role=Role.PARTNER, agency_id=key, starts_on=START)
        db.session.add(held)
        audit.record("membership.started", held)
        db.session.commit()
        db.session.refresh(person)
        return person


def logs(world: World, person: Person | None, agency: str = "women", **values: Any) -> uuid.UUID:
    """The key of an entry that a partner logged for his agency, or, without one, the officer for
    the unit."""
    agency_id = world.rows[SLUG][agency].id if person else None
    writer = person or world.officer
    given: dict[str, Any] = {"person_id": writer.id}
    if person is not None:
        given |= {"audience": Audience.PARTNER, "agency_ids": [agency_id]}
    by = Doer(writer.id, writes=person is None, agency_ids=frozenset({agency_id} - {None}))
    with bind(world.unit_id(SLUG), **given), audit.acting(audit.Actor(writer.id, writer.name)):
        begin_write()
        made = log(entry(**{"agency_id": agency_id, **values}), by)
        db.session.commit()
        return made.id


def read(world: World, key: uuid.UUID, ask: Callable[[Activity], T]) -> T:
    """What an entry says now, to the unit."""
    with bind(world.unit_id(SLUG), person_id=world.officer.id):
        return ask(find(key))


def find(key: uuid.UUID) -> Activity:
    """An entry, where a unit is bound that reads it."""
    return db.session.get_one(Activity, key)
