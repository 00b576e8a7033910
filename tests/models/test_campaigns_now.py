"""What campaigns ask of a unit these days: on its first page, its calendar, and in notices."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models import audit, clock, digest
from models.base import db
from models.calendar_days import Reader, dated_at
from models.campaign import Campaign
from models.campaign_links import put_in
from models.campaign_next import Next
from models.campaigns_now import Present, campaigns_now
from models.clock import today
from models.dated import DayStatus, What, Window
from models.notification import Notification
from models.participation import Participation, ParticipationState
from models.permissions import ROLE_PERMISSIONS, Role
from models.tenancy import begin_write, bind_person
from models.unit import Unit
from tests import months
from tests.activities import logged, officer
from tests.campaigns import campaign
from tests.queries import counted
from tests.world import World

AUTUMN = Window(date(2026, 9, 1), date(2026, 10, 31))


@contextmanager
def as_at(day: date) -> Iterator[None]:
    with clock.fixed(clock.start_of_day(day)):
        yield


@pytest.fixture
def key(world: World) -> int:
    """Cam Lộ's Mid-Autumn, addressed to its communes; what each of them had is put away."""
    for slug in ("468", "19612"):
        with months.at(world, slug):
            begin_write()
            own = db.session.get_one(Campaign, world.rows[slug]["campaign"].id)
            own.discarded_at = clock.now()
            audit.record("campaign.discarded", own)
            db.session.commit()
    with months.at(world, "468"):
        begin_write()
        one = campaign("chung", name="Trung thu chung", published_at=clock.now())
        one.addressees = [unit(world, "19612"), unit(world, "19600")]
        db.session.add(one)
        audit.record("campaign.published", one)
        db.session.commit()
        return one.id


def unit(world: World, slug: str) -> Unit:
    return db.session.get_one(Unit, world.unit_id(slug))


def now(world: World, slug: str = "19612", *, adds_up: bool = False) -> dict[int, Present]:
    with months.at(world, slug):
        found = campaigns_now(unit(world, slug), today(), adds_up=adds_up)
        return {one.campaign.id: one for one in found}


def take_part(world: World, key: int, **values: Any) -> None:
    """What Xã Cam Thành has written."""
    with months.at(world):
        begin_write()
        part = Participation(campaign_id=key, **values)
        db.session.add(part)
        audit.record("participation.planned", part)
        db.session.commit()


def test_what_is_next_for_a_commune(world: World, key: int) -> None:
    assert now(world)[key].next is Next.PLAN
    take_part(world, key, planned_at=clock.now())
    assert now(world)[key].next is Next.LOG
    with as_at(date(2026, 9, 29)):
        assert now(world)[key].next is Next.HAND_IN


def test_a_sheet_that_came_back_is_told_after_the_closing(world: World, key: int) -> None:
    take_part(world, key, state=ParticipationState.RETURNED)
    with months.at(world, "468"):
        begin_write()
        db.session.get_one(Campaign, key).closed_at = clock.now()
        audit.record("campaign.closed", db.session.get_one(Campaign, key))
        db.session.commit()
    assert now(world)[key].next is Next.MEND
    assert key not in now(world, "19600")
    assert key not in now(world, "612")


def test_a_district_reads_how_many_of_its_units_held_it(world: World, key: int) -> None:
    with months.at(world):
        activity = logged(officer(world), "Đêm hội", children=40)
        begin_write()
        put_in(activity, key, None, officer(world))
        db.session.commit()
    with counted() as queries:
        found = now(world, "468", adds_up=True)[key]
    assert (found.units, found.held.units, found.held.sums.children) == (3, 1, 40)
    assert len(queries) <= 3
    assert now(world, "45", adds_up=True)[key].units == 3
    assert now(world)[key].units == 1


def test_its_days_stand_on_the_calendar(world: World, key: int) -> None:
    who = Reader(ROLE_PERMISSIONS[Role.OFFICER])

    def days() -> dict[tuple[What, date], DayStatus]:
        with months.at(world):
            found = dated_at(unit(world, "19612"), AUTUMN, who)
        return {(one.what, one.on): one.status for one in found if one.text == "Trung thu chung"}

    sheet = (What.SHEET_DUE, date(2026, 10, 5))
    assert days() == {
        (What.BEGINS, date(2026, 9, 1)): DayStatus.NONE,
        (What.FEAST, date(2026, 9, 25)): DayStatus.NONE,
        (What.ENDS, date(2026, 9, 28)): DayStatus.NONE,
        sheet: DayStatus.NONE,
    }
    with as_at(date(2026, 10, 6)):
        assert days()[sheet] is DayStatus.OVER
    take_part(world, key, state=ParticipationState.SUBMITTED)
    assert days()[sheet] is DayStatus.WAITING


def test_a_unit_is_told_once_before_its_sheet_is_due(world: World, key: int) -> None:
    due_on = date(2026, 10, 5)
    with as_at(due_on - timedelta(days=8)):
        assert digest.tell_of_campaign_reports() == 0
    with as_at(due_on - timedelta(days=7)):
        assert digest.tell_of_campaign_reports() > 0
        assert digest.tell_of_campaign_reports() == 0
    with bind_person(world.officer.id):
        told = db.session.scalars(select(Notification).order_by(Notification.id.desc())).first()
    assert told is not None
    assert told.told == {"campaign": "Trung thu chung", "due_on": "2026-10-05"}
    assert told.href == f"/19612/campaigns/{key}/participation"


@pytest.mark.parametrize("state", [ParticipationState.SUBMITTED, ParticipationState.APPROVED])
def test_who_has_handed_in_is_not_told(world: World, key: int, state: ParticipationState) -> None:
    take_part(world, key, state=state)
    with as_at(date(2026, 10, 1)):
        digest.tell_of_campaign_reports()
    with bind_person(world.officer.id):
        hrefs = db.session.scalars(select(Notification.href)).all()
    assert f"/19612/campaigns/{key}/participation" not in hrefs
