"""Changing what counts already: nothing gets lost, and approved months know of it, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models import clock
from models.activity import Activity, ActivityState
from models.activity_sums import sums_of
from models.base import db
from models.database import StaleVersion
from models.decide_month import approve
from models.hand_in import submit
from models.join_activities import join
from models.log_activity import entry_of, rewrite, withdraw
from models.month_acts import Reader
from models.tenancy import begin_write
from models.unit_month import lock_month, read_month
from tests import months
from tests.activities import logged, matched, officer
from tests.months import SEPTEMBER, at
from tests.world import World

IN_AUGUST, IN_SEPTEMBER = date(2026, 8, 20), date(2026, 9, 10)
OCTOBER = date(2026, 10, 3)


@pytest.fixture(autouse=True)
def commune(world: World) -> Iterator[None]:
    with clock.fixed(clock.start_of_day(OCTOBER)), at(world):
        yield


def approved(world: World) -> None:
    for verb, by in ((submit, months.officer(world)), (approve, _reviewer(world))):
        begin_write()
        verb(lock_month(SEPTEMBER), by)
        db.session.commit()


def _reviewer(world: World) -> Reader:
    return Reader(world.reviewer.id, decides=True)


def changes(world: World) -> int:
    db.session.expire_all()
    return read_month(world.units["19612"], SEPTEMBER).changes_since


def changed(world: World, activity: Activity, **values: Any) -> None:
    begin_write()
    rewrite(activity, replace(entry_of(activity), **values), officer(world))
    db.session.commit()


def joined(world: World, one: Activity, lead: Activity) -> None:
    begin_write()
    join(one, lead, officer(world), adds_gifts=False)
    db.session.commit()


def test_what_counts_becomes_no_draft(world: World) -> None:
    activity = logged(officer(world))
    begin_write()
    rewrite(activity, entry_of(activity), officer(world), is_draft=True)
    db.session.commit()
    assert activity.state == ActivityState.COUNTED


def test_who_is_too_late_changes_nothing(world: World) -> None:
    activity = logged(officer(world))
    begin_write()
    with pytest.raises(StaleVersion):
        rewrite(activity, entry_of(activity), officer(world), seen=activity.version - 1)


def test_heads_are_not_lost_with_a_lead_that_is_still_to_come(world: World) -> None:
    before = sums_of().children or 0
    lead, other = logged(officer(world), children=30), logged(officer(world), children=20)
    joined(world, other, lead)
    changed(world, lead, held_on=date(2026, 10, 20))
    assert (lead.state, other.joined_to_id) == (ActivityState.PLANNED, None)
    assert sums_of().children == before + 20


def test_the_month_of_the_next_lead_is_told(world: World) -> None:
    approved(world)
    lead, other = logged(officer(world), held_on=IN_AUGUST), logged(officer(world))
    joined(world, other, lead)
    before = changes(world)
    begin_write()
    withdraw(lead, "Ghi nhầm", officer(world))
    db.session.commit()
    assert changes(world) == before + 1


def test_heads_stay_in_the_line_whoever_leads(world: World) -> None:
    begin_write()
    key = months.give("Tặng quà Trung thu")[0], SEPTEMBER
    db.session.commit()
    lead, other = logged(officer(world), children=30), logged(officer(world), children=20)
    joined(world, other, lead)
    matched(other, officer(world), key)
    assert line_children(world, key[0]) == 30
    matched(other, officer(world))
    matched(lead, officer(world), key)
    begin_write()
    withdraw(lead, "Ghi nhầm", officer(world))
    db.session.commit()
    assert line_children(world, key[0]) == 20


def line_children(world: World, assignment_id: int) -> int | None:
    db.session.expire_all()
    line = read_month(world.units["19612"], SEPTEMBER).line(assignment_id)
    assert line is not None
    return line.children


def test_a_day_moved_into_an_approved_month_is_late_there(world: World) -> None:
    approved(world)
    activity = logged(officer(world), held_on=IN_AUGUST)
    changed(world, activity, held_on=IN_SEPTEMBER)
    assert (activity.late_for, changes(world)) == (SEPTEMBER, 1)
    changed(world, activity, held_on=IN_AUGUST)
    assert (activity.late_for, changes(world)) == (None, 2)


def test_saving_the_same_again_changes_no_month(world: World) -> None:
    activity = logged(officer(world))
    approved(world)
    changed(world, activity)
    assert changes(world) == 0
    changed(world, activity, children=21)
    assert changes(world) == 1
