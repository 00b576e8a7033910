"""What deserves a look in a month as it is read: returns, earlier periods, thresholds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from models import clock, setting
from models.base import db
from models.checklist import ChecklistEvent, EventKind, ReturnedLine
from models.decide_month import Returned, approve, return_lines
from models.hand_in import submit, take_back
from models.hint_rules import Hint
from models.month_acts import Reader
from models.month_findings import Finding, look_through, returned_for, unmended
from models.return_reason import STARTING_SET, LooksFor
from models.tenancy import begin_write, bind
from models.unit_month import lock_month, read_month
from tests import months
from tests.models.test_hint_rules import LINE
from tests.months import AUGUST, JULY, SEPTEMBER
from tests.queries import counted
from tests.world import World

JUNE = date(2026, 6, 1)
NEXT = {JUNE: JULY, JULY: AUGUST, AUGUST: SEPTEMBER, SEPTEMBER: date(2026, 10, 1)}
NOTHING = {"state": "not_applicable", "reason": "Không có"}


@pytest.fixture
def key(app: Flask, world: World) -> Iterator[int]:
    """A line that Xã Cam Tuyền has every month; it has handed nothing in yet."""
    with months.at(world, "19600"):
        begin_write()
        made = months.give("Thăm trẻ em khuyết tật")[0]
        db.session.commit()
        yield made


def writer(world: World) -> Reader:
    return Reader(world.neighbour.id, writes=True)


def act(named: date, verb: Any, *args: Any) -> None:
    begin_write()
    verb(lock_month(named), *args)
    db.session.commit()


def write(world: World, key: int, named: date, **values: Any) -> None:
    """Write a line on the first day after its month, and hand the month in."""
    with clock.fixed(clock.start_of_day(NEXT[named])):
        months.tick(named, key, writer(world), **values)
        act(named, submit, writer(world))


def of_september(world: World, key: int) -> list[Finding]:
    """What stands out of the line in September, before it is handed in."""
    with clock.fixed(clock.start_of_day(date(2026, 10, 1))):
        month = read_month(world.units["19600"], SEPTEMBER)
        photos = {line.line_id: 1 for line in month.lines}
        found = look_through(month, month.lines, photos).found
    return [one for one in found if one.line.assignment_id == key]


def state_here(world: World, slug: str, **values: int) -> None:
    with bind(world.unit_id(slug)):
        begin_write()
        for name, value in values.items():
            setting.state(world.units[slug], name, value)
        db.session.commit()


def tick_september(world: World, key: int, **values: Any) -> None:
    with clock.fixed(clock.start_of_day(date(2026, 10, 1))):
        months.tick(SEPTEMBER, key, writer(world), **values)


def test_a_number_is_compared_with_what_was_handed_in(world: World, key: int) -> None:
    write(world, key, AUGUST, state="done", children=40)
    tick_september(world, key, state="done", children=400)
    [one] = of_september(world, key)
    assert one.hint == Hint.FAR_OFF
    assert [(far.before, far.now) for far in one.far] == [(40, 400)]
    with clock.fixed(clock.start_of_day(SEPTEMBER)):
        act(AUGUST, take_back, writer(world))
    assert of_september(world, key) == []


def test_what_nothing_arose_in_is_looked_up(world: World, key: int) -> None:
    write(world, key, AUGUST, **NOTHING)
    tick_september(world, key, **NOTHING)
    assert of_september(world, key) == []
    state_here(world, "468", nothing_periods=2)
    assert [one.hint for one in of_september(world, key)] == [Hint.NOTHING_AGAIN]


def test_the_unit_that_decides_states_the_thresholds(world: World, key: int) -> None:
    write(world, key, AUGUST, state="done", children=40)
    tick_september(world, key, state="done", children=400)
    state_here(world, "45", far_least=1000)
    assert of_september(world, key) == []
    state_here(world, "468", far_least=300)
    assert [one.hint for one in of_september(world, key)] == [Hint.FAR_OFF]


def test_the_past_costs_one_query(world: World, key: int) -> None:
    write(world, key, AUGUST, state="done", children=40)
    tick_september(world, key, state="done", children=40)
    month = read_month(world.units["19600"], SEPTEMBER)
    lines, events = month.lines, month.events
    assert (len(lines) > 1, events) == (True, [])
    with counted() as queries:
        look_through(month, lines, {})
    assert len(queries) == 3, "\n".join(queries)


def test_the_count_is_that_of_who_decides(world: World, key: int) -> None:
    tick_september(world, key, state="done")
    with clock.fixed(clock.start_of_day(date(2026, 10, 1))):
        before = read_month(world.units["19600"], SEPTEMBER)
        seen = {one.line.assignment_id for one in look_through(before, before.lines, {}).found}
        act(SEPTEMBER, submit, writer(world))
    with clock.fixed(clock.start_of_day(date(2026, 10, 9))):
        after = read_month(world.units["19600"], SEPTEMBER)
        found = look_through(after, after.lines, {}).found
    assert after.checklist is not None
    assert after.checklist.lines_to_see == len(seen)
    assert {one.line.assignment_id for one in found} == seen


def test_returns_of_the_last_year_are_remembered(world: World, key: int) -> None:
    unit_id = world.unit_id("19600")
    assert returned_for(unit_id) == [LooksFor.EVIDENCE]
    decides = Reader(world.reviewer.id, decides=True)
    for reason in (STARTING_SET[1], STARTING_SET[2], STARTING_SET[4]):
        with clock.fixed(clock.start_of_day(date(2026, 10, 2))):
            act(SEPTEMBER, submit, writer(world))
            act(SEPTEMBER, return_lines, decides, [Returned(key, reason, "Xem lại")])
    assert returned_for(unit_id) == [LooksFor.NUMBERS, LooksFor.EVIDENCE]
    with clock.fixed(clock.start_of_day(date(2027, 10, 3))):
        assert returned_for(unit_id) == []


def test_an_approval_settles_what_was_sent_back(world: World, key: int) -> None:
    decides = Reader(world.reviewer.id, decides=True)
    with clock.fixed(clock.start_of_day(date(2026, 10, 2))):
        act(SEPTEMBER, submit, writer(world))
        act(SEPTEMBER, return_lines, decides, [Returned(key, STARTING_SET[0])])
        act(SEPTEMBER, submit, writer(world))
        month = read_month(world.units["19600"], SEPTEMBER)
        assert unmended(month.lines, month.returned_last) == {key}
        act(SEPTEMBER, approve, decides)
    assert read_month(world.units["19600"], SEPTEMBER).returned_last is None


@pytest.mark.parametrize(("hours", "expected"), [(-1, {1}), (0, {1}), (1, set()), (None, {1})])
def test_a_line_not_written_since_it_came_back_is_unmended(
    hours: int | None, expected: set[int]
) -> None:
    at = clock.start_of_day(AUGUST)
    back = ChecklistEvent(kind=EventKind.RETURNED, at=at)
    back.returned = [ReturnedLine(assignment_id=1)]
    written = None if hours is None else at + timedelta(hours=hours)
    line = replace(LINE, written_at=written)
    assert unmended([line], back) == expected
    assert unmended([line], None) == set()
