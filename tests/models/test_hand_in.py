"""Handing a month in, taking it back, and what is decided on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask

from models import clock
from models.assignment import Assignment
from models.base import db
from models.decide_month import Returned, approve, let_go, reopen, return_lines, take_in_hand
from models.hand_in import submit, take_back
from models.line import Line
from models.month_acts import MonthState, Obstacle, Reader
from models.return_reason import STARTING_SET
from models.task import Cadence
from models.tenancy import begin_write, bind
from models.unit_month import MonthRefused, lock_month, present_month, read_month
from tests import months
from tests.months import AUGUST, JULY, SEPTEMBER
from tests.progress import assign, plan_with
from tests.world import World

DUE = date(2026, 10, 3)


@pytest.fixture
def commune(app: Flask, world: World) -> Iterator[World]:
    with months.at(world), clock.fixed(clock.start_of_day(DUE)):
        yield world


@pytest.fixture
def key(commune: World) -> int:
    begin_write()
    made = months.give("Thăm trẻ em khuyết tật", "Họp nhóm công tác")
    db.session.commit()
    return made[0]


def act(verb: Any, by: Reader, *args: Any, named: date = SEPTEMBER) -> MonthState:
    begin_write()
    try:
        month = lock_month(named)
        verb(month, by, *args)
        db.session.commit()
        return month.state
    except MonthRefused:
        db.session.rollback()
        raise


def reviewer(world: World) -> Reader:
    return Reader(world.reviewer.id, decides=True)


def events(world: World, named: date = SEPTEMBER) -> list[str]:
    checklist = read_month(world.units["19612"], named).checklist
    return [event.kind for event in checklist.events] if checklist else []


def test_a_month_goes_up_and_comes_back(commune: World, key: int) -> None:
    officer = months.officer(commune)
    assert act(submit, officer, "Đủ việc") == "submitted"
    assert act(take_back, officer) == "open"
    assert act(submit, officer) == "submitted"
    assert events(commune) == ["submitted", "taken_back", "submitted"]


def test_what_was_handed_in_stays_as_it_was(commune: World) -> None:
    begin_write()
    key = months.give("Kiện toàn ban điều hành", cadence="once")[0]
    db.session.commit()
    officer = months.officer(commune)
    months.tick(SEPTEMBER, key, officer, state="in_progress", note="Đang trình", amount=5_000_000)
    before = read_month(commune.units["19612"], SEPTEMBER).lines
    act(submit, officer)
    months.tick(date(2026, 10, 1), key, officer, state="done", note="Đã ký")
    month = read_month(commune.units["19612"], SEPTEMBER)
    assert [replace(line, evidence=None) for line in month.lines] == before
    assert month.line(key).note == "Đang trình"  # type: ignore[union-attr]
    assert month.as_at == DUE
    with pytest.raises(MonthRefused):
        months.tick(SEPTEMBER, key, officer, note="Thêm")
    db.session.rollback()


def test_lines_come_back_with_their_reasons(commune: World, key: int) -> None:
    act(submit, months.officer(commune))
    act(take_in_hand, reviewer(commune))
    with pytest.raises(MonthRefused) as caught:
        act(take_back, months.officer(commune))
    assert caught.value.why == Obstacle.IN_REVIEW
    wanted = [Returned(key, STARTING_SET[0], "Thiếu ảnh")]
    assert act(return_lines, reviewer(commune), wanted) == "returned"
    month = read_month(commune.units["19612"], SEPTEMBER)
    assert month.returned[key].word == "Thiếu ảnh"
    assert month.returned_at is not None
    assert act(submit, months.officer(commune)) == "submitted"
    assert act(take_back, months.officer(commune)) == "returned"


def test_approval_freezes_and_reopening_thaws(commune: World, key: int) -> None:
    officer = months.officer(commune)
    months.tick(SEPTEMBER, key, officer, state="done")
    act(submit, officer)
    act(approve, reviewer(commune))
    october = date(2026, 10, 1)
    with pytest.raises(MonthRefused):
        act(submit, officer)
    assert act(reopen, reviewer(commune), "Sai số") == "reopened"
    months.tick(SEPTEMBER, key, officer, note="Mended")
    assert act(submit, officer) == "submitted"
    assert october  # the next month is untouched
    assert events(commune, october) == []


def test_a_reviewer_lets_go(commune: World, key: int) -> None:
    act(submit, months.officer(commune))
    act(take_in_hand, reviewer(commune))
    assert act(let_go, reviewer(commune)) == "submitted"


def test_nobody_decides_on_his_own(commune: World, key: int) -> None:
    both = Reader(commune.officer.id, writes=True, decides=True)
    act(submit, both)
    with pytest.raises(MonthRefused) as caught:
        act(approve, both)
    assert caught.value.why == Obstacle.OWN_WORK


def test_a_period_that_ends_with_an_administrative_month_is_frozen_with_it(commune: World) -> None:
    months.count_by_decree(commune)
    begin_write()
    key = months.give("Họp nhóm công tác", cadence="quarterly")[0]
    db.session.commit()
    with clock.fixed(clock.start_of_day(date(2026, 9, 16))):
        months.tick(SEPTEMBER, key, months.officer(commune), state="in_progress")
        act(submit, months.officer(commune))
        act(approve, reviewer(commune))
    line = read_month(commune.units["19612"], SEPTEMBER).line(key)
    assert line is not None
    assert db.session.get_one(Line, line.line_id).frozen_on == SEPTEMBER


@pytest.mark.parametrize(
    ("at_hour", "day", "stands"),
    [(8, 25, True), (11, 25, False), (8, 26, False), (8, 24, True)],
)
def test_what_a_plan_brings_after_the_submission_joins_the_next_month(
    commune: World, at_hour: int, day: int, stands: bool
) -> None:
    with clock.fixed(datetime(2026, 9, day, at_hour, tzinfo=clock.VIETNAM)):
        key = assign(commune, plan_with(commune, (Cadence.MONTHLY, None)), "19612")[0]
    begin_write()
    db.session.get_one(Assignment, key).assigned_on = date(2026, 9, day)
    db.session.commit()
    with clock.fixed(datetime(2026, 9, 25, 10, tzinfo=clock.VIETNAM)):
        act(submit, months.officer(commune))
        act(take_back, months.officer(commune))
    unit = commune.units["19612"]
    assert (read_month(unit, SEPTEMBER).line(key) is not None) is stands
    assert read_month(unit, date(2026, 10, 1)).line(key) is not None


def test_the_month_to_work_on(commune: World, key: int) -> None:
    unit = commune.units["19612"]
    assert present_month(unit).named == JULY  # it was returned
    act(submit, months.officer(commune), named=JULY)
    assert present_month(unit).named == SEPTEMBER
    act(submit, months.officer(commune))
    assert present_month(unit).named == date(2026, 10, 1)


def test_of_a_unit_that_has_ended_the_last_month_is_read(commune: World) -> None:
    unit = commune.units["00691-2025"]
    with bind(unit.id):
        month = read_month(unit, present_month(unit).named)
    assert month.month.named == date(2025, 6, 1)


def test_a_month_that_closed_is_no_more_written(commune: World, key: int) -> None:
    with pytest.raises(MonthRefused) as caught:
        months.tick(AUGUST, key, months.officer(commune), state="done")
    db.session.rollback()
    assert caught.value.why == Obstacle.CLOSED
