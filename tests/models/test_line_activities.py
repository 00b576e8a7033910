"""What an activity does to the lines that it fills, and to a month that is approved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from models import clock
from models.activity import Activity
from models.base import db
from models.decide_month import approve
from models.hand_in import submit
from models.join_activities import join
from models.line import LineState
from models.log_activity import withdraw
from models.month_acts import Reader
from models.month_line import MonthLine
from models.month_since import since_approval
from models.tenancy import begin_write
from models.unit_month import lock_month, read_month
from models.write_line import Change, Overwritten, write
from tests import months
from tests.activities import logged, matched, officer
from tests.months import SEPTEMBER, at
from tests.world import World

HERE = "19612"
OCTOBER = date(2026, 10, 3)


@pytest.fixture(autouse=True)
def commune(world: World) -> Iterator[None]:
    with clock.fixed(clock.start_of_day(OCTOBER)), at(world):
        yield


@pytest.fixture
def key(world: World) -> tuple[int, date]:
    begin_write()
    found = months.give("Tặng quà Trung thu")[0]
    db.session.commit()
    return found, SEPTEMBER


def next_day() -> Any:
    return clock.fixed(clock.start_of_day(OCTOBER) + timedelta(days=1))


def line(world: World, key: tuple[int, date]) -> MonthLine:
    db.session.expire_all()
    month = read_month(world.units[HERE], SEPTEMBER)
    return next(one for one in month.lines if one.key == key)


def act(verb: Any, by: Reader) -> None:
    begin_write()
    verb(lock_month(SEPTEMBER), by)
    db.session.commit()


def approved(world: World) -> None:
    act(submit, months.officer(world))
    act(approve, Reader(world.reviewer.id, decides=True))


def test_a_match_ticks_the_line_with_the_day_and_the_sums(world: World, key: Any) -> None:
    activity = logged(officer(world), children=30, adults=4, budget=1_000, mobilised=500)
    matched(activity, officer(world), key)
    now = line(world, key)
    assert (now.state, now.done_on) == (LineState.DONE, activity.held_on)
    assert (now.times, now.children, now.adults, now.amount) == (1, 30, 4, 1_500)
    assert now.activities == (activity.id,)


def test_a_line_goes_on_where_the_officer_says_so(world: World, key: Any) -> None:
    matched(logged(officer(world)), officer(world), key, is_done=False)
    assert line(world, key).state == LineState.IN_PROGRESS


def test_missing_is_not_zero(world: World, key: Any) -> None:
    matched(logged(officer(world), children=None), officer(world), key)
    now = line(world, key)
    assert (now.children, now.summed) == (None, ("times",))


def test_what_was_typed_comes_back_when_the_activity_goes(world: World, key: Any) -> None:
    months.tick(SEPTEMBER, key[0], months.officer(world), children=7)
    activity = logged(officer(world), children=30)
    matched(activity, officer(world), key)
    assert line(world, key).children == 30
    begin_write()
    withdraw(activity, "Ghi nhầm", officer(world))
    db.session.commit()
    assert line(world, key).children == 7


def test_a_sum_is_not_typed_over(world: World, key: Any) -> None:
    matched(logged(officer(world), children=30), officer(world), key)
    begin_write()
    with pytest.raises(Overwritten) as refused:
        write(lock_month(SEPTEMBER), key[0], {"children": Change(7, 8)}, months.officer(world))
    assert refused.value.present == {"children": 30}


def test_a_late_entry_is_kept_marked_and_told_with_the_difference(world: World, key: Any) -> None:
    matched(logged(officer(world), children=30), officer(world), key)
    approved(world)
    with next_day():
        late = logged(officer(world), "Tặng quà muộn", children=12)
        matched(late, officer(world), key)
    month = read_month(world.units[HERE], SEPTEMBER)
    assert (late.late_for, month.changes_since) == (SEPTEMBER, 2)
    assert next(one for one in month.lines if one.key == key).children == 30
    since = since_approval(month)
    told = {one.name: (one.was, one.now) for one in since.entries[0].change.fields}  # type: ignore[union-attr]
    assert told["children"] == (30, 42)
    assert [one.id for one in since.late] == [late.id]


def test_what_came_while_the_month_waited_is_a_change_of_what_is_approved(
    world: World, key: Any
) -> None:
    act(submit, months.officer(world))
    with next_day():
        logged(officer(world))
    act(approve, Reader(world.reviewer.id, decides=True))
    assert read_month(world.units[HERE], SEPTEMBER).changes_since == 1


def test_an_activity_of_a_later_month_changes_nothing_in_an_approved_one(world: World) -> None:
    begin_write()
    key = months.give("Tổng kết", cadence="once")[0], date(1, 1, 1)
    db.session.commit()
    approved(world)
    activity: Activity = logged(officer(world), held_on=date(2026, 10, 2))
    matched(activity, officer(world), key)
    month = read_month(world.units[HERE], SEPTEMBER)
    assert (month.changes_since, since_approval(month).entries) == (0, [])


def test_what_is_joined_since_is_a_change_of_what_was_approved(world: World, key: Any) -> None:
    one, other = (logged(officer(world), children=count) for count in (30, 20))
    for activity in (one, other):
        matched(activity, officer(world), key)
    approved(world)
    with next_day():
        begin_write()
        join(other, one, officer(world), adds_gifts=False)
        db.session.commit()
    month = read_month(world.units[HERE], SEPTEMBER)
    assert next(line for line in month.lines if line.key == key).children == 50
    since = since_approval(month)
    told = {field.name: (field.was, field.now) for field in since.entries[0].change.fields}  # type: ignore[union-attr]
    assert (month.changes_since, told["children"]) == (1, (50, 30))
