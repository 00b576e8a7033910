"""Act at a unit of the demo as one of its people, or as one of the unit above."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

from models import audit
from models.audit import Actor
from models.base import db
from models.demo_people import login_of
from models.permissions import Held, Role, Standing, standing_at
from models.person import Person
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit


@contextmanager
def acting_at(slug: str, word: str, of: str = "") -> Iterator[tuple[Unit, Standing, int]]:
    """Act at a unit as who is there what a word says, or at the unit `of`; then it is committed."""
    home = of or slug
    with unscoped("the demo looks for who acts"):
        found = select(Unit.slug, Unit.id, Unit.path).where(Unit.slug.in_([slug, home]))
        units = {unit.slug: unit for unit in db.session.execute(found)}
        login = login_of(word, home)
        person = db.session.scalars(select(Person).where(Person.email == login)).one()
        actor = Actor(person.id, person.name, units[home].id)
        person_id = person.id
    role = Role.OFFICER if word == "canbo" else Role.REVIEWER
    standing = standing_at(units[slug].path, [Held(role, units[home].id, units[home].path)])
    with bind(units[slug].id, person_id=person_id), audit.acting(actor):
        begin_write()
        yield db.session.get_one(Unit, units[slug].id), standing, person_id
        db.session.commit()
