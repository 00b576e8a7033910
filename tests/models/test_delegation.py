"""Delegations: given, in force while both are what they were, held while somebody decides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models import audit, clock
from models.base import db
from models.decide_extension import grant
from models.decide_month import approve, excuse, reopen
from models.deciders import deciders_on
from models.delegates import DelegationEnded, delegated_to, ended_lately
from models.delegation import Delegation, DelegationRefused, colleagues_of
from models.extension import Extension
from models.hand_in import submit
from models.membership import Membership
from models.month_acts import Reader
from models.notification import Notification
from models.permissions import Permission, Role
from models.tenancy import begin_write, bind_person, unscoped
from models.unit import Unit
from models.unit_month import lock_month, read_month
from tests import months
from tests.months import SEPTEMBER
from tests.world import TODAY as MORNING
from tests.world import World

OCTOBER = date(2026, 10, 3)
CHILD = "vn.45.468.19612."


def give(world: World, to: str, days: tuple[int, int] = (0, 10), by: str = "reviewer") -> None:
    """Delegate at Huyện Cam Lộ, from and to so many days from today."""
    first, last = (clock.today() + timedelta(days=number) for number in days)
    with months.at(world, "468"):
        begin_write()
        people = world.people[by].id, world.people[to].id
        Delegation.delegate(*people, (first, last), "Nhờ anh xem giúp")
        db.session.commit()


def end(world: World, by: str = "reviewer") -> None:
    """End the delegation of the cast."""
    with months.at(world, "468"):
        begin_write()
        given = db.session.get_one(Delegation, world.rows["468"]["delegation"].id)
        given.end_early(world.people[by].id)
        db.session.commit()


def leave(world: World, name: str, last: date) -> None:
    """Let somebody's role at Huyện Cam Lộ end."""
    with months.at(world, "468"):
        begin_write()
        mine = select(Membership).where(Membership.person_id == world.people[name].id)
        membership = db.session.scalars(mine).one()
        membership.ends_on = last
        audit.record("membership.ended", membership)
        db.session.commit()


def delegate(world: World) -> Reader:
    """The colleague as the gate would have seen him."""
    with months.at(world, "468"):
        given = delegated_to(world.delegate.id, world.unit_id("468"))
    assert given is not None
    return Reader(world.delegate.id, decides=True, delegated=given)


def told(world: World, name: str) -> list[str]:
    with bind_person(world.people[name].id):
        return [one.kind for one in db.session.scalars(select(Notification))]


@pytest.mark.parametrize(
    ("to", "days", "expected"),
    [
        ("reviewer", (0, 10), "himself"),
        ("partner", (0, 10), "not_colleague"),
        ("officer", (0, 10), "not_colleague"),
        ("province", (0, 10), "not_colleague"),
        ("delegate", (0, 10), "overlaps"),
        ("delegate", (78, 90), "overlaps"),
        ("delegate", (79, 90), None),
        ("leader", (0, 92), None),
        ("manager", (0, 10), "not_colleague"),
        ("leader", (0, 93), "too_far"),
        ("leader", (-1, 3), "starts_in_past"),
    ],
)
def test_to_whom_and_for_how_long(
    world: World, to: str, days: tuple[int, int], expected: str | None
) -> None:
    if expected is None:
        give(world, to, days)
        assert "delegation_given" in told(world, to)
        return
    with pytest.raises(DelegationRefused) as refused:
        give(world, to, days)
    assert refused.value.why == expected


@pytest.mark.parametrize("by", ["leader", "delegate", "province"])
def test_only_a_reviewer_of_the_unit_delegates(world: World, by: str) -> None:
    with pytest.raises(DelegationRefused) as refused:
        give(world, "manager", by=by)
    assert refused.value.why == "not_reviewer"


def test_who_decides_from_above_needs_none(world: World) -> None:
    with months.at(world, "45"):
        begin_write()
        role = {"role": Role.REVIEWER, "starts_on": date(2026, 1, 1)}
        made = Membership(person_id=world.leader.id, **role)
        db.session.add(made)
        audit.record("membership.started", made)
        db.session.commit()
    with pytest.raises(DelegationRefused) as refused:
        give(world, "leader")
    assert refused.value.why == "decides_already"


def test_whom_the_form_offers(world: World) -> None:
    with months.at(world, "468"):
        query = colleagues_of(world.reviewer.id, world.unit_id("468"))
        names = {one.id for one in db.session.scalars(query)}
    assert names == {world.leader.id, world.delegate.id}


def test_one_that_was_ended_makes_room_for_another(world: World) -> None:
    end(world)
    give(world, "delegate")
    assert told(world, "delegate") == ["delegation_ended", "delegation_given"]
    with pytest.raises(DelegationRefused) as refused:
        end(world)
    assert refused.value.why == "over"


def test_both_are_told_where_a_third_person_ends_it(world: World) -> None:
    with bind_person(world.leader.id):
        end(world, by="leader")
    assert told(world, "reviewer") == told(world, "delegate") == ["delegation_ended"]


def deciding(world: World) -> set[int]:
    with months.at(world):
        return set(deciders_on(db.session.get_one(Unit, world.unit_id("19612"))))


def test_who_stands_in_is_told_what_is_handed_in(world: World) -> None:
    both = {world.reviewer.id, world.delegate.id}
    assert deciding(world) == both
    with clock.fixed(clock.start_of_day(date(2026, 12, 2))):
        assert deciding(world) == both
    with clock.fixed(clock.start_of_day(date(2026, 12, 3))):
        assert deciding(world) == {world.reviewer.id}


@pytest.mark.parametrize("name", ["reviewer", "delegate"])
def test_who_leaves_takes_it_along(world: World, name: str) -> None:
    leave(world, name, date(2026, 9, 14))
    assert world.delegate.id not in deciding(world)
    with months.at(world, "468"):
        assert delegated_to(world.delegate.id, world.unit_id("468")) is None


def test_a_decision_keeps_on_whose_behalf_it_was_made(world: World) -> None:
    by = delegate(world)
    with clock.fixed(clock.start_of_day(OCTOBER)), months.at(world):
        begin_write()
        submit(lock_month(SEPTEMBER), months.officer(world))
        approve(lock_month(SEPTEMBER), by)
        reopen(lock_month(SEPTEMBER), by, "Sai số")
        db.session.commit()
        events = read_month(world.units["19612"], SEPTEMBER).events
    told = [(one.person_id, one.on_behalf_of_id) for one in events]
    stands_in = (world.delegate.id, world.reviewer.id)
    assert told == [(world.officer.id, None), stands_in, stands_in]


def test_what_has_ended_since_the_gate_was_passed_decides_nothing(world: World) -> None:
    by = delegate(world)
    end(world)
    with clock.fixed(clock.start_of_day(OCTOBER)), months.at(world):
        begin_write()
        with pytest.raises(DelegationEnded) as ended:
            excuse(lock_month(SEPTEMBER), by, "Lũ")
        db.session.rollback()
        begin_write()
        extension = db.session.get_one(Extension, world.rows["19612"]["extension"].id)
        with pytest.raises(DelegationEnded):
            grant(extension, by)
        db.session.rollback()
    assert ended.value.ended is not None
    assert ended.value.ended.giver_name == world.reviewer.name
    assert ended.value.ended.over_at == MORNING


def lately(world: World, name: str = "delegate", path: str = CHILD) -> bool:
    with unscoped("test"):
        permission = Permission.DECIDE_BELOW
        return ended_lately(world.people[name].id, path, permission) is not None


def test_for_thirty_days_it_is_told_to_who_had_it_and_to_nobody_else(world: World) -> None:
    assert not lately(world)
    end(world)
    assert lately(world)
    assert lately(world, path="vn.45.468.")
    assert not lately(world, path="vn.45.")
    assert not lately(world, path="vn.62.612.")
    assert not any(lately(world, name) for name in ("leader", "officer", "reviewer", "stranger"))
    for days, is_told in ((29, True), (30, False)):
        with clock.fixed(MORNING + timedelta(days=days)):
            assert lately(world) is is_told


def test_what_it_never_gave_is_not_told_of(world: World) -> None:
    end(world)
    with unscoped("test"):
        for permission in (Permission.MANAGE_PEOPLE, Permission.VIEW_PEOPLE):
            assert ended_lately(world.delegate.id, CHILD, permission) is None


def test_it_ends_with_the_last_day_of_who_gave_it(world: World) -> None:
    leave(world, "reviewer", date(2026, 9, 10))
    with unscoped("test"):
        ended = ended_lately(world.delegate.id, CHILD, Permission.DECIDE_MONTHS)
    assert ended is not None
    assert ended.over_at == clock.start_of_day(date(2026, 9, 11))
    assert (ended.was_ended, ended.still_reviews) == (False, False)


def test_who_left_the_unit_is_a_stranger(world: World) -> None:
    leave(world, "delegate", date(2026, 9, 10))
    end(world)
    assert not lately(world)


def test_one_that_never_began_is_not_told_of(world: World) -> None:
    end(world)
    with clock.fixed(clock.start_of_day(date(2026, 12, 20))):
        give(world, "delegate", (2, 4))
        with months.at(world, "468"):
            begin_write()
            newest = select(Delegation).order_by(Delegation.id.desc()).limit(1)
            db.session.scalars(newest).one().end_early(world.reviewer.id)
            db.session.commit()
        assert not lately(world)
