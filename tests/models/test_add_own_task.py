"""What a unit adds to its months itself: in which months it stands, and how it is changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from models import audit, clock
from models.add_own_task import (
    BadOwnTask,
    OwnTaskEnded,
    OwnTaskNotTaken,
    add,
    change,
    end,
    take_up_again,
)
from models.assignment import Assignment
from models.audit import HIDDEN, AuditEvent
from models.base import db
from models.hand_in import submit, take_back
from models.line import Line
from models.month_acts import Obstacle, Reader
from models.task import Cadence
from models.tenancy import begin_write
from models.unit_month import MonthRefused, lock_month, read_month
from tests import months
from tests.months import AUGUST, SEPTEMBER
from tests.world import World

KEY = UUID("0199aaaa-0000-7000-8000-000000000001")
OCTOBER, NOVEMBER, JANUARY = date(2026, 10, 1), date(2026, 11, 1), date(2027, 1, 1)
STRAIGHT_ON = (SEPTEMBER, OCTOBER, NOVEMBER, JANUARY)


@pytest.fixture
def commune(app: Flask, world: World) -> Iterator[World]:
    with months.at(world):
        yield world


def on(day: date) -> Any:
    return clock.fixed(clock.start_of_day(day))


def act(verb: Any, *args: Any, by: Reader, named: date = SEPTEMBER) -> Any:
    """Do it in a transaction of its own; what is refused leaves nothing."""
    begin_write()
    try:
        done = verb(lock_month(named), *args, by=by)
        db.session.commit()
        return done
    except Exception:
        db.session.rollback()
        raise


def added(world: World, cadence: str = "monthly", due_on: date | None = None, **asked: Any) -> int:
    values = {"text": "Thăm trẻ em ốm", "cadence": Cadence(cadence), "due_on": due_on}
    named = asked.pop("named", SEPTEMBER)
    begin_write()
    made = add(lock_month(named), months.officer(world), **{**values, **asked})
    db.session.commit()
    return made.id


def changed(world: World, key: int, named: date = SEPTEMBER, **values: Any) -> None:
    own = db.session.get_one(Assignment, key).own_task
    given = {"text": own.text, "cadence": Cadence(own.cadence), "due_on": own.due_on, **values}

    def verb(month: Any, by: Reader) -> None:
        change(month, db.session.get_one(Assignment, key), by, **given)

    act(verb, by=months.officer(world), named=named)


def ended(world: World, key: int, verb: Any = end, named: date = SEPTEMBER) -> None:
    row = db.session.get_one(Assignment, key)
    act(verb, row, by=months.officer(world), named=named)


def places(world: World, key: int, day: date = date(2027, 1, 20)) -> list[str | None]:
    """Where the line stands in STRAIGHT_ON, looked at on a day when all of them have begun."""
    with on(day):
        lines = [read_month(world.units["19612"], named).line(key) for named in STRAIGHT_ON]
    return [line.place if line else None for line in lines]


@pytest.mark.parametrize(
    ("cadence", "due_on", "expected"),
    [
        ("once", None, ["going_on"] * 4),
        ("once", date(2026, 9, 30), ["due", "carried_over", "carried_over", "carried_over"]),
        ("once", date(2026, 11, 20), ["upcoming", "upcoming", "due", "carried_over"]),
        ("monthly", None, ["due"] * 4),
        ("quarterly", None, ["due", "going_on", "going_on", "going_on"]),
        ("half_yearly", None, ["going_on"] * 4),
        ("yearly", None, ["going_on"] * 4),
        ("yearly", date(2026, 11, 20), ["upcoming", "upcoming", "due", "upcoming"]),
        ("yearly", date(2027, 1, 15), ["upcoming", "upcoming", "upcoming", "due"]),
    ],
)
def test_an_own_line_lives_through_the_months(
    commune: World, cadence: str, due_on: date | None, expected: list[str]
) -> None:
    assert places(commune, added(commune, cadence, due_on)) == expected


@pytest.mark.parametrize(
    ("day", "named", "first"),
    [
        (date(2026, 9, 15), SEPTEMBER, SEPTEMBER),
        (date(2026, 10, 3), SEPTEMBER, SEPTEMBER),
        (date(2026, 10, 3), OCTOBER, OCTOBER),
    ],
)
def test_it_stands_in_the_month_it_was_added_to_and_not_before(
    commune: World, day: date, named: date, first: date
) -> None:
    with on(day):
        key = added(commune, named=named)
        stands = [
            one
            for one in (AUGUST, SEPTEMBER, OCTOBER)
            if one.month <= day.month and read_month(commune.units["19612"], one).line(key)
        ]
    assert stands[0] == first


def test_a_month_that_was_handed_in_before_takes_it_too(commune: World) -> None:
    with on(date(2026, 9, 25)):
        act(submit, by=months.officer(commune))
        act(take_back, by=months.officer(commune))
    with on(date(2026, 9, 28)):
        key = added(commune)
        assert read_month(commune.units["19612"], SEPTEMBER).line(key) is not None


def test_what_was_added_on_the_day_of_the_submission_stays_when_it_is_taken_back(
    commune: World,
) -> None:
    with on(date(2026, 9, 28)):
        key = added(commune)
        months.tick(SEPTEMBER, key, months.officer(commune), state="done")
        act(submit, by=months.officer(commune))
        act(take_back, by=months.officer(commune))
        line = read_month(commune.units["19612"], SEPTEMBER).line(key)
    assert line is not None
    assert line.state == "done"


def test_the_same_key_makes_one_line(commune: World) -> None:
    assert added(commune, key=KEY) == added(commune, key=KEY, cadence="once")
    assert db.session.get_one(Assignment, added(commune, key=KEY)).own_task_id == KEY


@pytest.mark.parametrize(
    ("cadence", "due_on", "why"),
    [
        ("once", date(2026, 8, 31), BadOwnTask.DAY_TOO_EARLY),
        ("once", date(2028, 1, 1), BadOwnTask.DAY_TOO_FAR),
        ("yearly", date(2026, 8, 31), BadOwnTask.DAY_TOO_EARLY),
        ("monthly", date(2026, 9, 30), BadOwnTask.DAY_UNWANTED),
        ("half_yearly", date(2026, 12, 31), BadOwnTask.DAY_UNWANTED),
    ],
)
def test_a_day_that_makes_no_sense_is_not_taken(
    commune: World, cadence: str, due_on: date, why: BadOwnTask
) -> None:
    with pytest.raises(OwnTaskNotTaken) as caught:
        added(commune, cadence, due_on)
    db.session.rollback()
    assert (caught.value.field, caught.value.why) == ("due_on", why)


def test_words_and_days_are_changed_while_they_are_to_come(commune: World) -> None:
    key = added(commune, "once", date(2026, 9, 30))
    changed(commune, key, text="Thăm trẻ em nằm viện", due_on=date(2026, 11, 20))
    assert places(commune, key) == ["upcoming", "upcoming", "due", "carried_over"]
    line = read_month(commune.units["19612"], SEPTEMBER).line(key)
    assert line is not None
    assert line.text == "Thăm trẻ em nằm viện"


def test_how_often_stays_once_it_was_begun(commune: World) -> None:
    key = added(commune, "once")
    changed(commune, key, cadence=Cadence.MONTHLY)
    months.tick(SEPTEMBER, key, months.officer(commune), state="in_progress")
    with pytest.raises(OwnTaskNotTaken) as caught:
        changed(commune, key, cadence=Cadence.ONCE)
    assert caught.value.why == BadOwnTask.CADENCE_FIXED
    changed(commune, key, text="Thăm trẻ em nằm viện")


@pytest.mark.parametrize(
    ("cadence", "day", "is_moved"),
    [
        ("once", date(2026, 9, 20), True),
        ("once", date(2026, 9, 21), False),
        ("yearly", date(2026, 9, 21), False),
        ("yearly", date(2027, 9, 20), True),
        ("yearly", date(2027, 9, 21), False),
    ],
)
def test_a_day_that_has_passed_is_not_moved(
    commune: World, cadence: str, day: date, is_moved: bool
) -> None:
    key = added(commune, cadence, date(2026, 9, 20))
    with on(day):
        named = day.replace(day=1)
        changed(commune, key, named, text="Thăm trẻ em nằm viện")
        refused = nullcontext() if is_moved else pytest.raises(OwnTaskNotTaken, match="passed")
        with refused:
            changed(commune, key, named, due_on=day.replace(day=25))


@pytest.mark.parametrize(("cadence", "stays"), [("once", True), ("yearly", False)])
def test_what_was_approved_and_is_done_once_stays(
    commune: World, cadence: str, stays: bool
) -> None:
    key = added(commune, cadence, date(2026, 9, 20))
    months.tick(SEPTEMBER, key, months.officer(commune), state="done")
    begin_write()
    row = db.session.scalars(select(Line).where(Line.assignment_id == key)).one()
    row.frozen_on = SEPTEMBER
    audit.record("checklist.approved", row)
    db.session.commit()
    refused = pytest.raises(MonthRefused, match="line_approved") if stays else nullcontext()
    with refused:
        changed(commune, key, due_on=date(2026, 9, 25))


def test_a_day_goes_with_how_often(commune: World) -> None:
    key = added(commune, "once", date(2026, 9, 30))
    with pytest.raises(OwnTaskNotTaken) as caught:
        changed(commune, key, cadence=Cadence.MONTHLY)
    assert caught.value.why == BadOwnTask.DAY_UNWANTED
    changed(commune, key, cadence=Cadence.MONTHLY, due_on=None)


@pytest.mark.parametrize(
    ("is_begun", "expected"),
    [(False, [None] * 4), (True, ["due", None, None, None])],
)
def test_what_ended_is_asked_for_no_more_but_stays_where_begun(
    commune: World, is_begun: bool, expected: list[str | None]
) -> None:
    key = added(commune)
    if is_begun:
        months.tick(SEPTEMBER, key, months.officer(commune), state="in_progress")
    ended(commune, key)
    assert places(commune, key) == expected


@pytest.mark.parametrize("day", [date(2026, 9, 30), date(2026, 10, 3)])
def test_what_ends_when_the_month_is_over_is_asked_for_in_it_no_more(
    commune: World, day: date
) -> None:
    key = added(commune)
    with on(day):
        ended(commune, key)
        assert places(commune, key) == [None] * 4
        ended(commune, key, take_up_again)
    assert places(commune, key) == ["due"] * 4


def test_an_ending_in_an_earlier_month_leaves_what_a_later_one_began(commune: World) -> None:
    key = added(commune)
    with on(date(2026, 10, 3)):
        months.tick(OCTOBER, key, months.officer(commune), state="done")
        ended(commune, key)
    assert places(commune, key) == ["due", "due", None, None]


def test_an_ending_is_taken_back_on_its_day(commune: World) -> None:
    key = added(commune)
    ended(commune, key)
    ended(commune, key)
    with pytest.raises(OwnTaskEnded):
        changed(commune, key, text="Thăm trẻ em nằm viện")
    ended(commune, key, take_up_again)
    ended(commune, key, take_up_again)
    assert places(commune, key) == ["due"] * 4
    ended(commune, key)
    with on(date(2026, 9, 16)), pytest.raises(OwnTaskEnded):
        ended(commune, key, take_up_again)


def test_the_record_does_not_tell_its_words(commune: World) -> None:
    added(commune, text="Thăm cháu Tí")
    told = db.session.scalars(AuditEvent.latest().limit(1)).one().after
    assert told is not None
    assert told["text"] == HIDDEN


def test_each_act_is_in_the_record_and_makes_a_writer(commune: World) -> None:
    key = added(commune)
    changed(commune, key, text="Thăm trẻ em nằm viện")
    ended(commune, key)
    ended(commune, key, take_up_again)
    own_id = str(db.session.get_one(Assignment, key).own_task_id)
    told = [one.action for one in db.session.scalars(AuditEvent.latest().limit(4))]
    subjects = {one.subject_id for one in db.session.scalars(AuditEvent.latest().limit(4))}
    assert told == [f"own_task.{what}" for what in ("reopened", "ended", "changed", "added")]
    assert subjects == {own_id}
    month = read_month(commune.units["19612"], SEPTEMBER)
    assert month.standing.written_by == {commune.officer.id}


@pytest.mark.parametrize("verb", [end, take_up_again])
def test_where_the_unit_may_not_write_nothing_is_done(commune: World, verb: Any) -> None:
    key = added(commune)
    with on(date(2026, 10, 11)):
        for attempt in (lambda: added(commune), lambda: changed(commune, key, text="Khác")):
            with pytest.raises(MonthRefused) as caught:
                attempt()
            db.session.rollback()
            assert caught.value.why == Obstacle.CLOSED
        with pytest.raises(MonthRefused):
            ended(commune, key, verb)
