"""Progress counted by the database is what models/line_status.py says of each line."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date, timedelta
from itertools import product

import pytest

from models import plan_progress
from models.agency import Agency
from models.assignment import Assignment
from models.base import db
from models.clock import today
from models.line import LineState
from models.line_status import LineStatus, day_within, due_in_period, status_of
from models.plan import Plan
from models.plan_progress import Progress, Share
from models.task import Cadence, Task
from models.tenancy import Audience, begin_write, bind
from tests.copies import writing, years
from tests.progress import assign, plan_with, say
from tests.world import World

DUE = (
    None,
    date(2026, 3, 15),
    date(2026, 9, 14),
    date(2026, 9, 15),
    date(2026, 12, 10),
    date(2024, 2, 29),
)
DONE = (date(2026, 1, 2), date(2026, 9, 15), date(2026, 12, 11), date(2027, 1, 3))
SAID = [(LineState.DONE, day) for day in DONE]
SAID += [(state, None) for state in LineState] + [(None, None)]
SCHOOL_YEAR = {"starts_on": date(2026, 7, 1), "ends_on": date(2027, 6, 30)}
PERIODS = (
    *(years(2026, 2026), years(2024, 2025), years(2027, 2027), years(2024, 2028)),
    *(SCHOOL_YEAR, {"starts_on": date(2025, 11, 1), "ends_on": date(2026, 10, 31)}),
)


@pytest.mark.parametrize("period", PERIODS, ids=lambda p: str(p["starts_on"]))
@pytest.mark.parametrize("said", SAID, ids=lambda s: str(s[0]))
def test_the_database_counts_as_the_rule_says(
    world: World, period: dict[str, date], said: tuple[LineState | None, date | None]
) -> None:
    tasks = list(product(Cadence, DUE))
    plan_id = plan_with(world, *tasks, **period)
    state, done_on = said
    for key in assign(world, plan_id, "19612"):
        if state is not None:
            say(world, "19612", key, state, done_on)
    first = period["starts_on"]
    day = day_within(first, period["ends_on"], today())
    expected = [
        status_of(state, done_on, due_in_period(*task, day, first), today()) for task in tasks
    ]
    with bind(world.unit_id("468")):
        plan = db.session.get_one(Plan, plan_id)
        found = plan_progress.with_progress(Task.of(plan), plan, today())
    assert [_status(one) for _task, one in found] == expected


def _status(progress: Progress) -> LineStatus:
    """The status of the only assignment that was counted."""
    (name,) = [name for name, number in asdict(progress).items() if number]
    return LineStatus(name)


def _counted(world: World, slug: str, *plan_ids: int) -> dict[int, Progress]:
    with bind(world.unit_id(slug)):
        plans = [db.session.get_one(Plan, key) for key in plan_ids]
        return plan_progress.of_plans(plans, today())


def test_plans_of_several_years_are_each_looked_at_in_their_own(world: World) -> None:
    monthly = (Cadence.MONTHLY, None)
    old = plan_with(world, monthly, **years(2025, 2025))
    new = plan_with(world, monthly)
    for plan_id in (old, new):
        say(world, "19612", assign(world, plan_id, "19612")[0], LineState.DONE, date(2026, 1, 9))
    found = _counted(world, "468", old, new)
    assert (found[old].late, found[new].done) == (1, 1)


def test_each_reads_the_part_of_his_reach(world: World) -> None:
    plan_id = plan_with(world, (Cadence.ONCE, None), (Cadence.ONCE, None))
    for slug in ("19612", "19600"):
        assign(world, plan_id, slug)
    totals = {slug: _counted(world, slug, plan_id)[plan_id].total for slug in ("45", "468")}
    assert totals == {"45": 4, "468": 4}
    assert _counted(world, "19612", plan_id)[plan_id].total == 2


def test_a_partner_counts_nothing(world: World) -> None:
    plan_id = plan_with(world, (Cadence.ONCE, None))
    assign(world, plan_id, "19612")
    with bind(world.unit_id("468")):
        plan = db.session.get_one(Plan, plan_id)
    agencies = {world.rows["468"]["women"].id}
    with bind(world.unit_id("468"), audience=Audience.PARTNER, agency_ids=agencies):
        assert plan_progress.of_plans([plan], today()) == {}


def test_an_assignment_that_ended_counts_no_more(world: World) -> None:
    plan_id = plan_with(world, (Cadence.ONCE, None), (Cadence.ONCE, None))
    first, _second = assign(world, plan_id, "19612")
    with bind(world.unit_id("19612")):
        begin_write()
        db.session.get_one(Assignment, first).ended_on = today()
        db.session.commit()
    assert _counted(world, "468", plan_id)[plan_id].total == 1


def test_drafts_and_plans_without_assignments_have_no_progress(world: World) -> None:
    draft = world.rows["468"]["plan_draft"].id
    assert _counted(world, "468", draft, plan_with(world, (Cadence.ONCE, None))) == {}


def test_the_slowest_unit_comes_first(world: World) -> None:
    yesterday = today() - timedelta(days=1)
    plan_id = plan_with(world, (Cadence.ONCE, yesterday), (Cadence.ONCE, None))
    done, _open = assign(world, plan_id, "19612")
    assign(world, plan_id, "19600")
    say(world, "19612", done, LineState.DONE, yesterday)
    with bind(world.unit_id("468")):
        shares = plan_progress.by_unit(db.session.get_one(Plan, plan_id), today())
    assert [share.name for share in shares] == ["Xã Cam Tuyền", "Xã Cam Thành"]
    assert shares[0].progress == Progress(over=1, none=1)
    assert shares[1].progress.settled == 1


def test_own_agencies_are_named_instead_of_the_unit(world: World) -> None:
    plan_id = plan_with(world, (Cadence.ONCE, None))
    with writing(world, "468"):
        agency = db.session.get_one(Agency, world.rows["468"]["women"].id)
        plan = db.session.get_one(Plan, plan_id)
        one = {"plan_id": plan_id, "task_id": plan.tasks[0].id, "assigned_on": today()}
        db.session.add(Assignment(agency_id=agency.id, **one))
    with bind(world.unit_id("468")):
        (share,) = plan_progress.by_unit(db.session.get_one(Plan, plan_id), today())
    assert share.name == "Hội LHPN Cam Lộ"


def test_a_plan_of_many_is_read_cell_by_cell(world: World) -> None:
    plan_id = plan_with(world, (Cadence.ONCE, None), (Cadence.ONCE, None))
    first, _second = assign(world, plan_id, "19612")
    say(world, "19612", first, LineState.DONE, today())
    with bind(world.unit_id("468")):
        found = plan_progress.standing(db.session.get_one(Plan, plan_id), today())
    assert Counter(found.values()) == {LineStatus.DONE: 1, LineStatus.NONE: 1}


def test_progress_adds_up() -> None:
    both = Progress(done=2, over=1) + Progress(done=1, late=1, not_applicable=1, none=4)
    assert (both.total, both.settled) == (10, 5)


def test_units_alike_stand_in_the_order_of_the_dictionary() -> None:
    shares = [Share(name, (1, None, None), Progress(none=1)) for name in ("Bình", "Bạch", "Ba")]
    found = sorted(shares, key=lambda share: share.slowness)
    assert [share.name for share in found] == ["Ba", "Bạch", "Bình"]
