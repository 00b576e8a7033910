"""The board as it is read: the same as the months themselves say, for every unit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import select

from bench.world import AS_AT
from models import audit, clock
from models.assignment import Assignment
from models.base import db
from models.board import CellState
from models.checklist import Checklist
from models.extension import Extension, ExtensionState
from models.hand_in import submit
from models.line import Line, LineState
from models.line_status import LineStatus
from models.month_acts import MonthState
from models.month_calendar import MonthKind, MonthRule, month_of
from models.month_rules import rules_at, rules_at_each, state_rule
from models.period import period_on
from models.read_board import Board, BoardRow, read_board
from models.succession import Succession
from models.task import DATED, Cadence, Task
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit, UnitReach
from models.unit_month import lock_month, read_month
from tests import months
from tests.months import AUGUST, JULY, SEPTEMBER
from tests.progress import plan_with
from tests.world import World

DUE = (None, date(2026, 3, 15), date(2026, 9, 14), date(2026, 9, 15), date(2024, 2, 29))
SAID = (None, LineState.IN_PROGRESS, LineState.DONE, LineState.NOT_APPLICABLE)
ENDED = (None, date(2026, 8, 31), date(2026, 9, 10), date(2026, 9, 30))
DAYS = ("2026-09-15", "2026-09-30", "2026-10-08", "2026-12-20", "2027-01-02", "2027-03-16")


@contextmanager
def on(day: str) -> Iterator[None]:
    with clock.fixed(datetime.fromisoformat(f"{day}T03:00").replace(tzinfo=UTC)):
        yield


def board_of(slug: str, world: World) -> Board:
    with bind(world.unit_id(slug)):
        return read_board(db.session.get_one(Unit, world.unit_id(slug)))


def row_of(slug: str, world: World, above: str = "468") -> BoardRow:
    return next(row for row in board_of(above, world).rows if row.unit.slug == slug)


def overdue_in_month(unit_id: int) -> int:
    """The overdue lines of the present month, as its own page tells them."""
    with bind(unit_id):
        unit = db.session.get_one(Unit, unit_id)
        month = read_month(unit, month_of(clock.today(), rules_at(unit)).named)
        return sum(line.status_on(month.as_at) is LineStatus.OVER for line in month.lines)


def assign_all(world: World) -> None:
    """Every kind of line there is at Xã Cam Thành: cadence, due day, state, end, first day."""
    wanted = list(product(Cadence, DUE, SAID, ENDED))
    plan_id = plan_with(world, *((one[0], one[1]) for one in wanted), ends_on=date(2027, 2, 10))
    with bind(world.unit_id("19612")):
        begin_write()
        query = select(Task.id).where(Task.plan_id == plan_id).order_by(Task.id)
        each = zip(db.session.scalars(query), wanted, strict=True)
        for number, (task_id, (cadence, due_on, said, ended)) in enumerate(each):
            started = date(2026, 9, 2 + number % 20) if number % 3 else date(2026, 1, 20)
            values = {"plan_id": plan_id, "task_id": task_id, "assigned_on": started}
            given = Assignment(**values, ended_on=ended)
            db.session.add(given)
            db.session.flush()
            periods = [period_on(cadence, date(year, 9, 1)) for year in (2025, 2026)]
            say(given.id, {*periods}, said)
            if number % 4 == 0 and cadence in DATED and due_on:
                extend(world, given.id, periods[-1])
        audit.record("line.loaded", given)
        db.session.commit()


def say(key: int, periods: set[date], said: LineState | None) -> None:
    """What was said of a line last year and this."""
    if said is not None:
        db.session.add_all(Line(assignment_id=key, period_on=day, state=said) for day in periods)


def extend(world: World, key: int, period: date) -> None:
    """Two later days it got, the last word being the earlier one, and one that was refused."""
    granted, refused = ExtensionState.GRANTED, ExtensionState.REFUSED
    told = {"month_on": SEPTEMBER, "assignment_id": key, "period_on": period}
    told |= {"old_on": date(2026, 9, 10), "reason": "Mưa lũ", "asked_by_id": world.officer.id}
    for day, state in ((20, granted), (5, granted), (28, refused)):
        db.session.add(Extension(**told, new_on=date(2026, 10, day), state=state))
        db.session.flush()


def test_overdue_lines_are_those_of_the_month(world: World) -> None:
    assign_all(world)
    found = []
    for day in DAYS:
        with on(day):
            found.append(row_of("19612", world).over)
            assert found[-1] == overdue_in_month(world.unit_id("19612")), day
    assert all(found)
    assert len(set(found)) > 3
    assert row_of("19600", world).over == 0


def test_an_early_submission_is_read_as_it_was_handed_in(world: World) -> None:
    with months.at(world):
        begin_write()
        months.give("Trước", "Sau", cadence="once", due_on=date(2026, 9, 20))
        months.give("Sau", cadence="once", due_on=date(2026, 9, 26))
        db.session.commit()
    with on("2026-09-25"), months.at(world):
        begin_write()
        submit(lock_month(SEPTEMBER), months.officer(world))
        db.session.commit()
    with on("2026-09-29"):
        assert row_of("19612", world).over == overdue_in_month(world.unit_id("19612")) == 2


def test_another_kind_of_month_counts_as_its_province_says(world: World) -> None:
    with bind(world.unit_id("45")):
        begin_write()
        state_rule(
            db.session.get_one(Unit, world.unit_id("45")),
            date(2027, 1, 1),
            MonthRule(MonthKind.ADMINISTRATIVE, 20),
        )
        db.session.commit()
    assign_all(world)
    for day in ("2026-12-20", "2027-01-10", "2027-01-20"):
        with on(day):
            assert row_of("19612", world).over == overdue_in_month(world.unit_id("19612")), day
    with on("2027-01-20"):
        states = [cell.state for cell in row_of("19612", world).cells[-2:]]
        assert states == [CellState.OPEN, CellState.OPEN]
    with on("2027-01-21"):
        assert row_of("19612", world).cells[-2].state is CellState.MISSING


def test_each_unit_has_the_rules_of_its_own_province(world: World) -> None:
    with bind(world.unit_id("62")):
        begin_write()
        kon_tum = db.session.get_one(Unit, world.unit_id("62"))
        state_rule(kon_tum, date(2026, 10, 1), MonthRule(due_day=20))
        db.session.commit()
    with unscoped("the test compares every unit"):
        units = list(db.session.scalars(select(Unit)))
        assert rules_at_each(units) == {unit.id: rules_at(unit) for unit in units}


def written(world: World, slug: str, named: date, state: MonthState, day: str | None) -> None:
    with bind(world.unit_id(slug)):
        begin_write()
        months.give("Họp thôn")
        at = datetime.fromisoformat(f"{day}T03:00").replace(tzinfo=UTC) if day else None
        row = Checklist(unit_id=world.unit_id(slug), month_on=named, state=state)
        row.submitted_first_at = row.submitted_at = at
        db.session.add(row)
        audit.record("checklist.submitted", row)
        db.session.commit()


def test_the_months_of_a_unit_with_the_slowest_first(world: World) -> None:
    written(world, "19612", SEPTEMBER, MonthState.OPEN, None)
    written(world, "19600", AUGUST, MonthState.APPROVED, "2026-09-06")
    board = board_of("468", world)
    assert [row.unit.slug for row in board.rows] == ["19612", "19600"]
    assert board.named[-1] == SEPTEMBER
    late = next(cell for cell in board.rows[1].cells if cell.named == AUGUST)
    assert (late.state, late.is_late, late.is_due) == (CellState.APPROVED, True, True)
    july = next(cell for cell in board.rows[0].cells if cell.named == JULY)
    assert july.is_sent_back
    assert board.rates == board.rows[0].rates + board.rows[1].rates


@pytest.mark.parametrize(
    ("was", "is_late"), [(MonthState.OPEN, True), (MonthState.RETURNED, False)]
)
def test_what_was_taken_back_was_handed_in_when_it_came_again(
    world: World, was: MonthState, is_late: bool
) -> None:
    written(world, "19600", AUGUST, MonthState.SUBMITTED, "2026-09-04")
    with bind(world.unit_id("19600")):
        begin_write()
        row = db.session.scalars(Checklist.of(world.unit_id("19600"), AUGUST)).one()
        row.submitted_at, row.was = clock.now(), was
        audit.record("checklist.submitted", row)
        db.session.commit()
    assert row_of("19600", world).cells[-2].is_late is is_late


@pytest.fixture
def merged(world: World) -> World:
    """The ward that Phường Hà Giang 2 took over from ended in June 2026, with its province."""
    with unscoped("the test moves a re-organisation"):
        begin_write()
        for slug in ("02-2025", "00691-2025"):
            db.session.get_one(Unit, world.unit_id(slug)).valid_to = date(2026, 6, 30)
        heir = db.session.get_one(Unit, world.unit_id("00691"))
        heir.valid_from = date(2026, 7, 1)
        db.session.add(
            Succession(
                predecessor_id=world.unit_id("00691-2025"), successor_id=heir.id, source="tests"
            )
        )
        audit.record("unit.imported", heir, unit_id=heir.id, after={})
        db.session.commit()
    return world


def test_the_units_taken_over_from_are_shown_and_never_added(merged: World) -> None:
    written(merged, "00691-2025", date(2026, 5, 1), MonthState.APPROVED, "2026-06-04")
    board = board_of("08", merged)
    new, old = board.rows
    assert (new.unit.slug, new.is_former) == ("00691", False)
    assert new.cells[-4].state is CellState.NOT_BEGUN
    assert (old.unit.slug, old.is_former, old.carried_on_by) == (
        "00691-2025",
        True,
        (new.unit.name,),
    )
    assert [cell.state for cell in old.cells[-5:-3]] == [CellState.APPROVED, CellState.ENDED]
    assert board.rates == new.rates


def test_an_ended_unit_sees_its_months_up_to_its_end(merged: World) -> None:
    board = board_of("02-2025", merged)
    assert board.named[-1] == date(2026, 6, 1)
    assert [row.unit.slug for row in board.rows] == ["00691-2025"]


def test_what_is_not_in_reach_is_not_read(merged: World) -> None:
    with unscoped("the test takes the reach away"):
        begin_write()
        key = {"unit_id": merged.unit_id("08"), "low": merged.units["02-2025"].path}
        db.session.delete(db.session.get_one(UnitReach, key))
        audit.record("unit.imported", merged.units["08"], unit_id=key["unit_id"], after={})
        db.session.commit()
    assert [row.unit.slug for row in board_of("08", merged).rows] == ["00691"]


def test_the_demo_counts_overdue_lines_as_its_months(demo_app: Flask) -> None:
    with demo_app.app_context(), clock.fixed(clock.start_of_day(AS_AT)):
        with unscoped("the test lists the units of the demo"):
            parents = db.session.scalars(select(Unit.parent_id).distinct()).all()
            found = db.session.execute(select(Unit.id, Unit.parent_id)).all()
        told = {}
        for parent_id in filter(None, parents):
            with bind(parent_id):
                board = read_board(db.session.get_one(Unit, parent_id))
                told |= {row.unit.id: row.over for row in board.rows}
        below = [key for key, parent_id in found if parent_id]
        assert told == {key: overdue_in_month(key) for key in below}
        assert sum(told.values()) > 10
