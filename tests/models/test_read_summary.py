"""A month of the units below as it is read: what is counted, what apart, what never."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from models import audit, clock
from models.assignment import Assignment
from models.base import db
from models.decide_month import approve, excuse, reopen
from models.hand_in import submit
from models.month_acts import MonthState, Reader
from models.read_summary import MonthSummary, UnitGroup, read_summary
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit
from models.unit_month import lock_month
from tests import months
from tests.months import SEPTEMBER
from tests.progress import assign, plan_with
from tests.summaries import handed_in, line
from tests.world import World

LATER, MAY = date(2026, 10, 8), date(2026, 5, 1)


@pytest.fixture(autouse=True)
def later(world: World) -> Iterator[None]:
    with clock.fixed(clock.start_of_day(LATER)):
        yield


def summary_of(world: World, slug: str = "468", named: date = SEPTEMBER, **of: Any) -> MonthSummary:
    with bind(world.unit_id(slug)):
        return read_summary(db.session.get_one(Unit, world.unit_id(slug)), named, **of)


def names(summary: MonthSummary, group: UnitGroup) -> list[str]:
    return [one.slug for one in summary.group(group)]


def done(world: World, verb: Any, by: Reader, *args: Any, slug: str = "19612") -> None:
    with months.at(world, slug):
        begin_write()
        verb(lock_month(SEPTEMBER), by, *args)
        db.session.commit()


def test_only_what_is_approved_is_counted(world: World) -> None:
    reviewer = Reader(world.reviewer.id, decides=True)
    with months.at(world):
        begin_write()
        key = months.give("Thăm trẻ em")[0]
        db.session.commit()
        months.tick(SEPTEMBER, key, months.officer(world), state="done", children=60)
    with clock.fixed(clock.start_of_day(date(2026, 10, 3))):
        done(world, submit, months.officer(world))
    waiting = summary_of(world)
    assert (names(waiting, UnitGroup.WAITING), waiting.totals.all.all) == (["19612"], 0)
    done(world, approve, reviewer)
    approved = summary_of(world)
    assert approved.totals.all.figures == (None, 60, None, None)
    assert names(approved, UnitGroup.ON_TIME) == names(approved, UnitGroup.APPROVED) == ["19612"]
    assert names(approved, UnitGroup.MISSING) == ["19600"]
    done(world, reopen, reviewer, "Sai số")
    again = summary_of(world)
    assert again.totals.all.all == 0
    assert names(again, UnitGroup.REOPENED) == names(again, UnitGroup.SENT_BACK) == ["19612"]


def test_an_excused_unit_is_named_with_its_reason(world: World) -> None:
    done(world, excuse, Reader(world.reviewer.id, decides=True), "Lũ lụt", slug="19600")
    found = summary_of(world)
    assert names(found, UnitGroup.EXCUSED) == ["19600"]
    assert found.excused == {world.unit_id("19600"): "Lũ lụt"}
    assert names(found, UnitGroup.LATE) == []


def test_a_task_has_the_share_of_every_unit(world: World) -> None:
    plan_id = plan_with(world, ("once", None), ("once", None))  # type: ignore[arg-type]
    keys = {slug: assign(world, plan_id, slug) for slug in ("19612", "19600")}
    given = {"plan_id": plan_id, "plan": "Kế hoạch"}
    first, second = (world.unit_id(slug) for slug in keys)
    handed_in(first, [line(key, children=5, **given) for key in reversed(keys["19612"])])
    handed_in(second, [line(keys["19600"][0], adults=3, **given)], MonthState.SUBMITTED)
    with bind(first):
        task_id = db.session.get_one(Assignment, keys["19612"][0]).task_id
    found = summary_of(world, task_id=task_id)
    assert [task.line.assignment_id for _key, task in found.totals.in_order] == keys["19612"]
    assert [*found.totals.shares, *found.totals.pending_shares] == [first, second]
    assert found.totals.tasks[task_id or 0].pending.figures == (None, None, 3, None)


def test_a_task_that_ended_in_a_month_counted_in_another_way_is_no_own_work(world: World) -> None:
    """By the decree September begins on 15/8."""
    plan_id = plan_with(world, ("once", None))  # type: ignore[arg-type]
    keys, unit = assign(world, plan_id, "19612"), world.unit_id("19612")
    with bind(unit):
        begin_write()
        given = db.session.get_one(Assignment, keys[0])
        given.assigned_on, given.ended_on = date(2026, 6, 1), date(2026, 8, 20)
        audit.record("assignment.ended", given)
        db.session.commit()
    handed_in(unit, [line(keys[0], plan_id=plan_id, children=4)])
    totals = summary_of(world).totals
    assert (totals.all.all, totals.own.all, len(totals.tasks)) == (1, 0, 1)


def moved(world: World, slug: str, **days: date) -> None:
    with unscoped("the test moves a re-organisation"):
        begin_write()
        unit = db.session.get_one(Unit, world.unit_id(slug))
        for name, day in days.items():
            setattr(unit, name, day)
        audit.record("unit.imported", unit, unit_id=unit.id, after={})
        db.session.commit()


def test_a_month_of_a_unit_that_was_not_there_is_not_counted(world: World) -> None:
    """It counts its own months, which begin earlier than those of the unit above."""
    handed_in(world.unit_id("19612"), [line(children=4, difficulty="Mưa")])
    moved(world, "19612", valid_to=date(2026, 8, 20))
    found = summary_of(world)
    assert [one.slug for one in found.own] == ["19600"]
    assert (found.totals.by_unit, found.totals.difficulties) == ({}, [])


def test_a_unit_counts_in_the_months_in_which_it_existed(world: World) -> None:
    handed_in(world.unit_id("19612"), [line(plan_id=None, children=4)])
    moved(world, "19612", valid_to=date(2026, 9, 10))
    moved(world, "19600", valid_from=date(2026, 10, 1))
    found = summary_of(world)
    assert [one.slug for one in found.own] == ["19612"]
    assert found.totals.all.figures[1] == 4


def test_units_that_were_taken_over_are_shown_and_never_added(world: World) -> None:
    for slug in ("02-2025", "00691-2025"):
        moved(world, slug, valid_to=date(2026, 6, 30))
    moved(world, "00691", valid_from=date(2026, 7, 1))
    handed_in(world.unit_id("00691-2025"), [line(children=4)], named=MAY)
    found = summary_of(world, "08", MAY)
    assert (found.own, found.totals.all.all) == ([], 0)
    assert [(one.slug, one.state) for one in found.former] == [("00691-2025", "approved")]
    assert [one.slug for one in summary_of(world, "08").own] == ["00691"]
