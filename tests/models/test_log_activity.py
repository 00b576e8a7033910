"""Logging, accepting, joining and matching: what counts, and where."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from models.activity import Activity, ActivityState
from models.activity_acts import ActivityRefused, Obstacle
from models.activity_sums import sums_of
from models.base import db
from models.decide_activity import accept, correct, decline
from models.join_activities import CannotJoin, join, unjoin
from models.log_activity import delete_draft, entry_of, log, rewrite, withdraw
from models.tenancy import Audience, begin_write, bind
from tests import activities
from tests.activities import DAY, at, entry, logged, officer, partner_of

TO_COME = date(2026, 9, 20)


def as_partner(world: Any) -> Any:
    """Cam Thành as a partner of its women's union sees it."""
    by = partner_of(world)
    given = {"audience": Audience.PARTNER, "person_id": by.person_id, "agency_ids": by.agency_ids}
    return at(world, **given)


def of_partner(world: Any, **values: Any) -> uuid.UUID:
    """The key of what the women's union logged."""
    agency_id = world.rows["19612"]["women"].id
    with as_partner(world):
        return logged(partner_of(world), agency_id=agency_id, **values).id


@pytest.mark.parametrize(
    ("day", "state"), [(DAY, ActivityState.COUNTED), (TO_COME, ActivityState.PLANNED)]
)
def test_what_an_officer_logs_counts_once_it_is_held(
    app: Flask, world: Any, day: date, state: ActivityState
) -> None:
    with at(world):
        assert logged(officer(world), held_on=day).state == state


def test_what_a_partner_logs_waits_and_counts_once_accepted(app: Flask, world: Any) -> None:
    key = of_partner(world)
    with at(world):
        activity, before = db.session.get_one(Activity, key), sums_of()
        assert (activity.state, before.children) == (ActivityState.WAITING, 20)
        begin_write()
        accept(activity, officer(world))
        db.session.commit()
        assert sums_of().children == (before.children or 0) + 20


def test_a_correction_keeps_what_was_logged(app: Flask, world: Any) -> None:
    key = of_partner(world)
    with at(world):
        activity = db.session.get_one(Activity, key)
        begin_write()
        correct(activity, replace(entry_of(activity), children=18), "Đếm lại", officer(world))
        correct(activity, replace(entry_of(activity), children=17), "Đếm lại", officer(world))
        db.session.commit()
        assert activity.as_logged is not None
        assert (activity.children, activity.as_logged["children"]) == (17, 20)


def test_a_partner_does_not_change_what_was_decided(app: Flask, world: Any) -> None:
    key = of_partner(world)
    with at(world):
        activity = db.session.get_one(Activity, key)
        begin_write()
        decline(activity, "Không thuộc địa bàn", officer(world))
        db.session.commit()
        with pytest.raises(ActivityRefused) as refused:
            withdraw(activity, "Ghi nhầm", partner_of(world))
        assert refused.value.why is Obstacle.DECLINED


def test_a_draft_is_read_by_its_maker_alone(app: Flask, world: Any) -> None:
    unit_id = world.unit_id("19612")
    with bind(unit_id, person_id=world.officer.id):
        begin_write()
        key = log(entry(), officer(world), is_draft=True).id
        db.session.commit()
        assert db.session.get(Activity, key) is not None
    with bind(unit_id, person_id=world.administrator.id):
        assert db.session.get(Activity, key) is None
    with bind(unit_id, person_id=world.officer.id):
        begin_write()
        delete_draft(db.session.get_one(Activity, key), officer(world))
        db.session.commit()
        assert db.session.get(Activity, key) is None


def test_a_partner_reads_what_names_his_agency_and_nothing_else(app: Flask, world: Any) -> None:
    women = world.rows["19612"]["women"].id
    with at(world):
        mine = logged(officer(world), "Của chung", organisers=frozenset({women})).id
        other = logged(officer(world), "Của xã").id
    with as_partner(world):
        assert db.session.get(Activity, mine) is not None
        assert db.session.get(Activity, other) is None


def test_joined_heads_count_once_and_gifts_as_said(app: Flask, world: Any) -> None:
    key = of_partner(world, children=25, gifts=5)
    with at(world):
        before = sums_of()
        one = logged(officer(world), children=30, gifts=10)
        other = db.session.get_one(Activity, key)
        begin_write()
        join(other, one, officer(world), adds_gifts=True)
        db.session.commit()
        joined = sums_of()
        assert joined.activities == before.activities + 1
        assert (joined.children, joined.gifts) == ((before.children or 0) + 30, 15)
        begin_write()
        unjoin(other, officer(world))
        db.session.commit()
        apart = sums_of()
        assert (apart.children, apart.gifts) == ((before.children or 0) + 55, 15)


def test_a_third_follows_the_lead_and_takes_over_when_it_is_withdrawn(
    app: Flask, world: Any
) -> None:
    with at(world):
        by = officer(world)
        first, second, third = (logged(by, children=n) for n in (10, 20, 30))
        begin_write()
        join(second, first, by, adds_gifts=False)
        join(third, second, by, adds_gifts=False)
        assert third.joined_to_id == first.id
        with pytest.raises(CannotJoin):
            join(first, second, by, adds_gifts=False)
        db.session.commit()
        begin_write()
        withdraw(first, "Ghi nhầm", by)
        db.session.commit()
        assert (second.joined_to_id, third.joined_to_id) == (None, second.id)


def test_another_day_moves_what_was_planned(app: Flask, world: Any) -> None:
    with at(world):
        by = officer(world)
        activity = logged(by, held_on=TO_COME)
        begin_write()
        rewrite(activity, entry(held_on=DAY), by)
        db.session.commit()
        assert activity.state == ActivityState.COUNTED


def test_the_row_of_each_unit_counts(app: Flask, world: Any) -> None:
    with activities.at(world, "468"):
        assert sums_of(Activity.unit_id == world.unit_id("19612")).children == 20
