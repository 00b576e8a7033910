"""The counts of a unit's first page."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from models import audit
from models.agency import Agency
from models.base import db
from models.membership import Membership
from models.overview import SOON_DAYS, overview, unstaffed
from models.tenancy import begin_write, bind
from tests.world import World

DAY = date(2026, 9, 15)


def test_a_unit_is_counted_without_the_units_below(world: World) -> None:
    with bind(world.unit_id("468")):
        counts = overview(world.unit_id("468"), DAY)
    assert (counts.agencies, counts.hamlets, counts.contacts, counts.below) == (2, 1, 1, 2)


def test_what_has_ended_is_not_counted(world: World) -> None:
    with bind(world.unit_id("468")):
        begin_write()
        db.session.get(Agency, world.rows["468"]["women"].id).end()
        db.session.commit()
        assert overview(world.unit_id("468"), DAY).agencies == 1


def _end_one(world: World, last: date) -> None:
    begin_write()
    of_officer = Membership.person_id == world.officer.id
    membership = db.session.scalars(select(Membership).where(of_officer)).one()
    membership.ends_on = last
    audit.record("membership.changed", membership)
    db.session.commit()


def test_a_role_that_ends_soon_is_named_until_its_last_day(world: World) -> None:
    unit = world.unit_id("19612")
    with bind(unit):
        before = overview(unit, DAY)
        assert before.ending == 0
        _end_one(world, DAY + timedelta(days=SOON_DAYS))
        assert overview(unit, DAY).ending == 1
        assert overview(unit, DAY - timedelta(days=1)).ending == 0
        later = DAY + timedelta(days=SOON_DAYS + 1)
        assert overview(unit, later).people == before.people - 1


def test_units_below_in_which_nobody_works_are_named(world: World) -> None:
    with bind(world.unit_id("612")):
        assert overview(world.unit_id("612"), DAY).unstaffed == 1
        units = db.session.scalars(unstaffed(world.unit_id("612"), DAY)).all()
    assert [unit.slug for unit in units] == ["23428"]
    with bind(world.unit_id("468")):
        assert overview(world.unit_id("468"), DAY).unstaffed == 0


def test_a_partner_counts_nothing_of_people(world: World) -> None:
    from models.tenancy import Audience

    agencies = {world.rows["468"]["women"].id}
    unit = world.unit_id("468")
    with bind(unit, audience=Audience.PARTNER, agency_ids=agencies):
        counts = overview(unit, DAY)
    assert (counts.people, counts.invitations, counts.ending) == (0, 0, 0)
