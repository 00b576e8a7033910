"""Giving, changing and ending roles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models import audit
from models.appointer import Appointer, NotAllowed
from models.base import db
from models.clock import today
from models.membership import AlreadyHeld, Membership, held_by
from models.notification import Notification
from models.permissions import Refusal, Role, standing_at
from models.person import Person
from models.tenancy import begin_write, bind, bind_person, unscoped
from tests.world import World


@contextmanager
def acting_at(world: World, slug: str, who: str) -> Iterator[Appointer]:
    """A person who acts at a unit, inside the write transaction."""
    person = world.people[who]
    standing = standing_at(world.units[slug].path, held_by(person.id))
    with bind(world.unit_id(slug), person_id=person.id):
        begin_write()
        yield Appointer(person.id, standing)


def role_of(world: World, who: str) -> Membership:
    """The first membership of a person, in the bound unit's session."""
    person_id = world.people[who].id
    found = select(Membership).where(Membership.person_id == person_id)
    return db.session.scalars(found.order_by(Membership.id)).first()


def test_a_role_given_counts_at_once_and_is_told(world: World) -> None:
    with acting_at(world, "19612", "administrator") as by:
        person = db.session.get(Person, world.officer.id)
        Membership.grant(person, Role.LEADER, by=by)
        db.session.commit()
    assert {held.role for held in held_by(world.officer.id)} == {"officer", "leader"}
    with bind_person(world.officer.id):
        told = db.session.scalars(Notification.for_list()).one()
    assert (told.kind, told.href) == ("role_given", "/19612/")
    assert told.told == {"role": "leader", "unit": "Xã Cam Thành", "starts_on": "2026-09-15"}


@pytest.mark.parametrize(
    ("who", "slug", "role", "why"),
    [
        ("administrator", "19612", Role.ADMINISTRATOR, Refusal.NOT_WEAKER),
        ("reviewer", "19612", Role.OFFICER, Refusal.NOT_ADMINISTRATOR),
        ("stranger", "19612", Role.OFFICER, Refusal.NOT_ADMINISTRATOR),
    ],
)
def test_a_role_is_not_given_against_the_rule(
    world: World, who: str, slug: str, role: Role, why: Refusal
) -> None:
    with acting_at(world, slug, who) as by:
        person = db.session.get(Person, world.officer.id)
        with pytest.raises(NotAllowed) as refused:
            Membership.grant(person, role, by=by)
    assert refused.value.refusal is why


def test_nobody_gives_himself_a_role(world: World) -> None:
    with acting_at(world, "19612", "administrator") as by:
        person = db.session.get(Person, world.administrator.id)
        with pytest.raises(NotAllowed) as refused:
            Membership.grant(person, Role.OFFICER, by=by)
    assert refused.value.refusal is Refusal.HIMSELF


def test_the_unit_above_appoints_the_administrator(world: World) -> None:
    with acting_at(world, "19612", "manager") as by:
        person = db.session.get(Person, world.officer.id)
        assert Membership.grant(person, Role.ADMINISTRATOR, by=by).role == "administrator"


@pytest.mark.parametrize(("starts", "ends"), [(0, None), (10, 20), (-5, 0)])
def test_the_same_role_is_not_held_twice_at_a_time(
    world: World, starts: int, ends: int | None
) -> None:
    first, last = today() + timedelta(starts), None if ends is None else today() + timedelta(ends)
    with acting_at(world, "19612", "administrator") as by:
        person = db.session.get(Person, world.officer.id)
        with pytest.raises(AlreadyHeld):
            Membership.grant(person, Role.OFFICER, by=by, starts_on=first, ends_on=last)


def test_a_role_is_given_again_after_its_end(world: World) -> None:
    with acting_at(world, "19612", "administrator") as by:
        role_of(world, "officer").end(today(), by=by)
        person = db.session.get(Person, world.officer.id)
        again = Membership.grant(person, Role.OFFICER, by=by, starts_on=today() + timedelta(1))
        db.session.commit()
        assert not again.is_in_force


def test_a_membership_that_ends_today_still_counts_today(world: World) -> None:
    with acting_at(world, "19612", "administrator") as by:
        role_of(world, "officer").end(today(), by=by)
        db.session.commit()
    assert held_by(world.officer.id)


def test_a_membership_that_ended_yesterday_counts_no_more(world: World) -> None:
    with acting_at(world, "19612", "administrator") as by:
        role_of(world, "officer").end(today() - timedelta(1), by=by)
        db.session.commit()
    assert not held_by(world.officer.id)


def test_a_membership_that_has_not_begun_never_takes_place(world: World) -> None:
    with acting_at(world, "19612", "administrator") as by:
        person = db.session.get(Person, world.officer.id)
        later = today() + timedelta(30)
        membership = Membership.grant(person, Role.LEADER, by=by, starts_on=later)
        membership.end(today(), by=by)
        db.session.commit()
        assert membership.starts_on == membership.ends_on == today() - timedelta(1)


def test_the_end_is_moved_both_ways(world: World) -> None:
    with acting_at(world, "19612", "administrator") as by:
        membership = role_of(world, "officer")
        for last in (date(2026, 12, 31), date(2027, 6, 30), date(2026, 10, 1), None):
            membership.change_end(last, by=by)
            assert membership.ends_on == last


def test_an_administrator_does_not_prolong_his_own_role(world: World) -> None:
    with acting_at(world, "19612", "administrator") as by:
        membership = role_of(world, "administrator")
        membership.change_end(date(2026, 12, 31), by=by)
        with pytest.raises(NotAllowed):
            membership.change_end(None, by=by)


def test_an_administrator_may_leave_while_the_unit_above_has_one(world: World) -> None:
    with acting_at(world, "19612", "administrator") as by:
        role_of(world, "administrator").end(today(), by=by)
        db.session.commit()
    assert held_by(world.administrator.id)


def test_the_last_administrator_does_not_end_himself(world: World) -> None:
    with acting_at(world, "468", "manager") as by, pytest.raises(NotAllowed) as refused:
        role_of(world, "manager").end(today(), by=by)
    assert refused.value.refusal is Refusal.LAST_ADMINISTRATOR


def test_one_who_leaves_first_does_not_count_as_the_one_who_stays(world: World) -> None:
    """Another administrator whose role ends before mine leaves nobody behind."""
    with unscoped("test"):
        begin_write()
        other = Membership(
            person_id=world.leader.id,
            unit_id=world.unit_id("468"),
            role=Role.ADMINISTRATOR,
            starts_on=date(2026, 1, 1),
            ends_on=today(),
        )
        db.session.add(other)
        audit.record("test", other, unit_id=world.unit_id("468"))
        db.session.commit()
    with acting_at(world, "468", "manager") as by, pytest.raises(NotAllowed):
        role_of(world, "manager").end(today(), by=by)
