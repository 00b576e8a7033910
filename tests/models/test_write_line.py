"""What an officer writes of a line, and over what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest
from flask import Flask

from models import audit, clock
from models.assignment import Assignment
from models.base import db
from models.checklist import Checklist
from models.line import Line
from models.month_acts import MonthState, Obstacle, Reader
from models.tenancy import begin_write
from models.unit_month import MonthRefused, lock_month, read_month
from models.write_line import BadValue, Change, NoSuchLine, NotTaken, Overwritten, write
from tests import months
from tests.months import AUGUST, SEPTEMBER
from tests.world import World


@pytest.fixture
def commune(app: Flask, world: World) -> Iterator[World]:
    with months.at(world):
        yield world


@pytest.fixture
def monthly(commune: World) -> int:
    return given("monthly")


def given(cadence: str, due_on: date | None = None) -> int:
    begin_write()
    key = months.give("Thăm trẻ em khuyết tật", cadence=cadence, due_on=due_on)[0]
    db.session.commit()
    return key


def shown(world: World, key: int, named: date = SEPTEMBER) -> Any:
    return read_month(world.units["19612"], named).line(key)


def try_to_write(key: int, by: Reader, named: date = SEPTEMBER, **changes: tuple[Any, Any]) -> None:
    begin_write()
    try:
        write(lock_month(named), key, {name: Change(*one) for name, one in changes.items()}, by)
    finally:
        db.session.rollback()


def test_a_line_is_written_by_the_first_act(commune: World, monthly: int) -> None:
    assert shown(commune, monthly).line_id is None
    months.tick(SEPTEMBER, monthly, months.officer(commune), state="done", times=2, note="Hai buổi")
    line = shown(commune, monthly)
    assert (line.state, line.done_on, line.times, line.note) == (
        "done",
        date(2026, 9, 15),
        2,
        "Hai buổi",
    )
    assert line.written_by == commune.officer.id
    assert read_month(commune.units["19612"], SEPTEMBER).standing.written_by == {commune.officer.id}


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["in_progress"], ("in_progress", None)),
        (["done"], ("done", date(2026, 9, 15))),
        (["done", "in_progress"], ("in_progress", None)),
        (["done", "not_started"], ("not_started", None)),
        (["in_progress", "not_started"], ("not_started", None)),
    ],
)
def test_states_follow_each_other(
    commune: World, monthly: int, states: list[str], expected: tuple[Any, ...]
) -> None:
    for state in states:
        months.tick(SEPTEMBER, monthly, months.officer(commune), state=state)
    line = shown(commune, monthly)
    assert (line.state, line.done_on) == expected


def test_a_month_that_is_over_is_written_as_of_its_last_day(commune: World, monthly: int) -> None:
    with clock.fixed(clock.start_of_day(date(2026, 10, 3))):
        months.tick(SEPTEMBER, monthly, months.officer(commune), state="done")
        assert shown(commune, monthly).done_on == date(2026, 9, 30)


def test_an_earlier_month_is_not_told_what_a_later_one_wrote(commune: World) -> None:
    key = given("once")
    with clock.fixed(clock.start_of_day(date(2026, 9, 3))):
        months.tick(AUGUST, key, months.officer(commune), state="in_progress")
        months.tick(SEPTEMBER, key, months.officer(commune), state="done")
        assert shown(commune, key, AUGUST).state == "in_progress"
        months.tick(AUGUST, key, months.officer(commune), state="not_started")
        assert shown(commune, key, AUGUST).state == "not_started"
        assert shown(commune, key).state == "done"
        months.tick(AUGUST, key, months.officer(commune), state="done")
        assert shown(commune, key) is None


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            [("sep", "in_progress"), ("aug", "in_progress"), ("aug", "not_started")],
            ("not_started", "in_progress", "in_progress"),
        ),
        (
            [
                ("oct", "done"),
                ("sep", "in_progress"),
                ("aug", "in_progress"),
                ("aug", "not_started"),
            ],
            ("not_started", "in_progress", "done"),
        ),
        (
            [("oct", "in_progress"), ("sep", "in_progress"), ("sep", "not_started")],
            ("not_started", "not_started", "in_progress"),
        ),
        (
            [("aug", "in_progress"), ("sep", "done"), ("sep", "not_started")],
            ("not_started", "not_started", "not_started"),
        ),
        (
            [("aug", "in_progress"), ("oct", "done"), ("oct", "in_progress")],
            ("in_progress", "in_progress", "in_progress"),
        ),
    ],
)
def test_what_one_month_takes_back_stays_begun_in_a_later_one(
    commune: World, steps: list[tuple[str, str]], expected: tuple[str, ...]
) -> None:
    key, officer = given("once"), months.officer(commune)
    named = {"aug": AUGUST, "sep": SEPTEMBER, "oct": date(2026, 10, 1)}
    with clock.fixed(clock.start_of_day(date(2026, 10, 3))):
        let_write(commune, AUGUST)
        for month, state in steps:
            months.tick(named[month], key, officer, state=state)
        assert tuple(shown(commune, key, day).state for day in named.values()) == expected


def let_write(world: World, named: date) -> None:
    """A month that is closed is open again."""
    begin_write()
    checklist = Checklist.locked(named)
    checklist.state = MonthState.REOPENED
    db.session.add(checklist)
    audit.record("checklist.reopened", checklist)
    db.session.commit()


def test_a_line_begun_before_the_months_were_kept_is_put_back(commune: World) -> None:
    key, officer = given("once"), months.officer(commune)
    with clock.fixed(clock.start_of_day(date(2026, 9, 3))):
        months.tick(SEPTEMBER, key, officer, state="done")
        begin_write()
        row = db.session.get_one(Line, shown(commune, key).line_id)
        row.months_begun, row.begun_in = None, AUGUST
        audit.record("line.written", row)
        db.session.commit()
        months.tick(AUGUST, key, officer, state="not_started")
        assert (shown(commune, key, AUGUST).state, shown(commune, key).state) == (
            "not_started",
            "done",
        )


@pytest.mark.parametrize("state", ["not_started", "in_progress", "done"])
def test_why_nothing_arose_goes_where_something_did(
    commune: World, monthly: int, state: str
) -> None:
    officer = months.officer(commune)
    months.tick(SEPTEMBER, monthly, officer, reason="Không có")
    assert shown(commune, monthly).reason == "Không có"
    months.tick(SEPTEMBER, monthly, officer, state="not_applicable")
    months.tick(SEPTEMBER, monthly, officer, state=state)
    assert shown(commune, monthly).reason is None


def test_an_earlier_month_neither_shows_nor_loses_the_words_of_a_later_one(
    commune: World,
) -> None:
    key = given("once")
    officer = months.officer(commune)
    with clock.fixed(clock.start_of_day(date(2026, 9, 3))):
        months.tick(SEPTEMBER, key, officer, state="done", note="Đã ký", children=12)
        line = shown(commune, key, AUGUST)
        assert (line.state, line.note, line.children) == ("not_started", None, None)
        with pytest.raises(Overwritten) as caught:
            try_to_write(key, officer, AUGUST, note=(None, "Đang trình"))
        assert caught.value.present == {"note": "Đã ký"}
        assert caught.value.line.note == "Đã ký"


def test_only_what_was_seen_is_written_over(commune: World, monthly: int) -> None:
    officer = months.officer(commune)
    months.tick(SEPTEMBER, monthly, officer, note="Một buổi", times=1)
    with pytest.raises(Overwritten) as caught:
        try_to_write(monthly, officer, note=(None, "Hai buổi"))
    assert caught.value.present == {"note": "Một buổi"}
    try_to_write(monthly, officer, children=(None, 30), note=(None, "Một buổi"))


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"state": ("not_started", "not_applicable")}, "reason", BadValue.REASON_MISSING),
        (
            {"state": ("not_started", "done"), "done_on": (None, date(2026, 9, 16))},
            "done_on",
            BadValue.DAY_TO_COME,
        ),
        (
            {"state": ("not_started", "done"), "done_on": (None, date(2026, 8, 31))},
            "done_on",
            BadValue.DAY_TOO_EARLY,
        ),
        ({"done_on": (None, date(2026, 9, 1))}, "done_on", BadValue.DAY_OF_NOTHING),
    ],
)
def test_what_makes_no_sense_is_not_taken(
    commune: World, monthly: int, changes: dict[str, Any], field: str, why: BadValue
) -> None:
    with pytest.raises(NotTaken) as caught:
        try_to_write(monthly, months.officer(commune), **changes)
    assert (caught.value.field, caught.value.why) == (field, why)


@pytest.mark.parametrize(
    ("cadence", "day", "is_taken"),
    [
        ("monthly", date(2026, 8, 15), True),
        ("monthly", date(2026, 8, 14), False),
        ("quarterly", date(2026, 6, 15), True),
        ("quarterly", date(2026, 6, 14), False),
    ],
)
def test_an_administrative_period_begins_in_the_month_before(
    commune: World, cadence: str, day: date, is_taken: bool
) -> None:
    months.count_by_decree(commune)
    changes = {"state": ("not_started", "done"), "done_on": (None, day)}
    with nullcontext() if is_taken else pytest.raises(NotTaken, match="day_too_early"):
        try_to_write(given(cadence), months.officer(commune), **changes)


def test_nothing_arose_with_its_reason(commune: World, monthly: int) -> None:
    officer = months.officer(commune)
    months.tick(SEPTEMBER, monthly, officer, state="not_applicable", reason="Không có")
    assert shown(commune, monthly).state == "not_applicable"
    with pytest.raises(NotTaken):
        try_to_write(monthly, officer, reason=("Không có", None))


def test_a_tick_on_what_has_ended_meanwhile_is_taken_back(commune: World, monthly: int) -> None:
    officer = months.officer(commune)
    months.tick(SEPTEMBER, monthly, officer, state="done")
    begin_write()
    assignment = db.session.get_one(Assignment, monthly)
    assignment.ended_on = date(2026, 9, 15)
    audit.record("own_task.ended", assignment.own_task, after={})
    db.session.commit()
    begin_write()
    put_back = {"state": Change("done", "not_started")}
    line = write(lock_month(SEPTEMBER), monthly, put_back, officer)
    db.session.commit()
    assert (line.state, line.done_on) == ("not_started", None)
    assert shown(commune, monthly) is None


def test_a_line_of_another_unit_is_none_of_the_month(commune: World) -> None:
    foreign = commune.rows["19600"]["assignment"].id
    with pytest.raises(NoSuchLine):
        try_to_write(foreign, months.officer(commune), state=("not_started", "done"))


@pytest.mark.parametrize(
    ("by", "why"), [(Reader(1), Obstacle.NO_RIGHT), (Reader(1, decides=True), Obstacle.NO_RIGHT)]
)
def test_who_does_not_write_here_is_refused(
    commune: World, monthly: int, by: Reader, why: Obstacle
) -> None:
    with pytest.raises(MonthRefused) as caught:
        try_to_write(monthly, by, state=("not_started", "done"))
    assert caught.value.why == why


def test_saving_what_nobody_changed_is_no_work(commune: World, monthly: int) -> None:
    months.tick(SEPTEMBER, monthly, months.officer(commune), note=None, state="not_started")
    assert shown(commune, monthly).line_id is None
    assert read_month(commune.units["19612"], SEPTEMBER).standing.written_by == set()


def test_what_was_approved_stays(commune: World) -> None:
    key = given("once")
    months.tick(SEPTEMBER, key, months.officer(commune), state="done")
    begin_write()
    row = db.session.get_one(Line, shown(commune, key).line_id)
    row.frozen_on = SEPTEMBER
    audit.record("checklist.approved", row)
    db.session.commit()
    with pytest.raises(MonthRefused) as caught:
        try_to_write(key, months.officer(commune), note=(None, "Thêm"))
    assert (caught.value.why, caught.value.approved_with) == (Obstacle.LINE_APPROVED, SEPTEMBER)


def test_a_day_unseen_since_the_own_tick_may_be_another_one(commune: World, monthly: int) -> None:
    officer, day = months.officer(commune), date(2026, 9, 10)
    months.tick(SEPTEMBER, monthly, officer, state="done")
    with pytest.raises(Overwritten):
        try_to_write(monthly, Reader(officer.person_id + 1, writes=True), done_on=(None, day))
    begin_write()
    write(lock_month(SEPTEMBER), monthly, {"done_on": Change(None, day)}, officer)
    db.session.commit()
    assert shown(commune, monthly).done_on == day
