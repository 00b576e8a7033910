"""Which plans a unit sees, in which order, and what that costs where there are many."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bench.statements import recorded
from models import clock, plan_list
from models.base import db
from models.plan import Plan, PlanState
from models.plan_list import Whose, listed, number_of, years_of
from models.tenancy import bind, unscoped
from models.unit import Unit
from tests.copies import publish_to, writing, years
from tests.progress import add_many_plans
from tests.world import World


def made(world: World, slug: str, *to: str, **values: Any) -> int:
    """The key of a new plan of a unit; published where it is addressed to somebody."""
    with writing(world, slug):
        plan = Plan.start(**{"subject": "Kế hoạch", **years(2026, 2026), **values})
        db.session.flush()
        return publish_to(plan, world, *to).id if to else plan.id


def seen(world: World, slug: str, **asked: Any) -> list[int]:
    """The keys of the plans that a unit's list shows."""
    with bind(world.unit_id(slug)):
        unit = db.session.get_one(Unit, world.unit_id(slug))
        return [plan.id for plan in db.session.scalars(listed(unit, **asked))]


def test_own_drafts_come_first_then_the_newest(world: World) -> None:
    first = made(world, "468", "19612")
    with clock.fixed(clock.now() + timedelta(minutes=5)):
        second = made(world, "468", "19612")
    draft = made(world, "468")
    found = seen(world, "468")
    assert found[0] == draft
    assert found.index(second) < found.index(first)


@pytest.mark.parametrize("slug", ["45", "19612"])
def test_drafts_of_others_are_not_listed(world: World, slug: str) -> None:
    assert made(world, "468") not in seen(world, slug)


def test_who_comes_from_above_sees_no_drafts(world: World) -> None:
    draft, plan = made(world, "468"), made(world, "468", "19612")
    found = seen(world, "468", drafts=False)
    assert draft not in found
    assert plan in found


def test_a_discarded_draft_is_gone(world: World) -> None:
    key = made(world, "468")
    with writing(world, "468"):
        db.session.get_one(Plan, key).discard()
    assert key not in seen(world, "468")


@pytest.mark.parametrize(
    ("slug", "of"), [("468", Whose.OWN), ("19612", Whose.ABOVE), ("45", Whose.BELOW)]
)
def test_a_plan_is_listed_by_whose_it_is(world: World, slug: str, of: Whose) -> None:
    key = made(world, "468", "19612")
    assert [one for one in Whose if key in seen(world, slug, of=one)] == [of]
    with bind(world.unit_id(slug)):
        unit = db.session.get_one(Unit, world.unit_id(slug))
        assert plan_list.whose(db.session.get_one(Plan, key), unit) is of


def test_a_plan_of_a_unit_taken_over_counts_as_of_one_below(world: World) -> None:
    key = world.rows["02-2025"]["plan"].id
    assert key in seen(world, "08", of=Whose.BELOW)


@pytest.mark.parametrize("state", PlanState)
def test_a_plan_is_listed_in_its_state(world: World, state: PlanState) -> None:
    withdrawn = {"withdrawn_at": clock.now(), "withdrawal_reason": "Thay bằng văn bản khác."}
    keys = {
        PlanState.DRAFT: made(world, "468"),
        PlanState.PUBLISHED: made(world, "468", "19612"),
        PlanState.OVER: made(world, "468", "19612", **years(2025, 2025)),
        PlanState.WITHDRAWN: made(world, "468", "19612", **years(2025, 2025), **withdrawn),
    }
    found = seen(world, "468", state=state)
    assert [one for one, key in keys.items() if key in found] == [state]
    with bind(world.unit_id("468")):
        assert {db.session.get_one(Plan, key).state for key in found} == {state}


@pytest.mark.parametrize(("year", "is_listed"), [(2015, False), (2016, True), (2020, True)])
def test_a_plan_is_listed_in_each_of_its_years(world: World, year: int, is_listed: bool) -> None:
    key = made(world, "468", **years(2016, 2020))
    assert (key in seen(world, "468", year=year)) is is_listed


@pytest.mark.parametrize(
    "term", ["bao ve tre em", "BẢO VỆ", "170/ubnd-ld", "ubnd huyen cam lo", "Đ"]
)
def test_a_plan_is_found_without_marks(world: World, term: str) -> None:
    said = {"subject": "V/v bảo vệ trẻ em", "number": "170/UBND-LĐTB&XH"}
    key = made(world, "468", issuer="UBND huyện Cam Lộ", **said)
    assert key in seen(world, "468", term=term)
    assert key not in seen(world, "468", term="trung thu")


def test_the_years_offered_are_those_of_the_plans_in_scope(world: World) -> None:
    made(world, "468", **years(2016, 2020))
    with bind(world.unit_id("468")):
        assert years_of() == range(2016, 2027)
        assert years_of(drafts=False) == range(2026, 2027)
    with bind(world.unit_id("612")):
        assert years_of() == range(2026, 2027)


def test_nothing_in_scope_offers_no_year(app: Any) -> None:
    assert years_of() == range(0)


def _plans_of(world: World, engine_name: str, slug: str) -> str:
    """How the engine finds the newest plans that a unit sees, as it says itself."""
    explain = "EXPLAIN" if engine_name == "postgresql" else "EXPLAIN QUERY PLAN"
    with unscoped("test"):
        unit = db.session.scalars(Unit.by_slug(slug)).one()
    with bind(unit.id):
        with recorded(db.engine) as ran:
            assert len(db.session.scalars(listed(unit).limit(40)).all()) == 40
        connection = db.session.connection()
        if engine_name == "postgresql":
            connection.exec_driver_sql("ANALYZE")
        found = connection.exec_driver_sql(f"{explain} {ran[0].sql}", ran[0].given)
        return "\n".join(str(step[-1]) for step in found)


def test_plans_in_scope_are_found_by_index(world: World, engine_name: str) -> None:
    add_many_plans(world, 5_000, "612", 100)
    plan = _plans_of(world, engine_name, "50000")
    if engine_name == "postgresql":
        assert "BitmapOr" in plan
        assert "Seq Scan on plan " not in plan
    else:
        assert "MULTI-INDEX OR" in plan
        assert "SCAN plan" not in plan


def test_five_thousand_plans_are_counted_and_paged(world: World) -> None:
    add_many_plans(world, 5_000, "468", 100)
    with bind(world.unit_id("468")):
        unit = db.session.get_one(Unit, world.unit_id("468"))
        query = listed(unit, of=Whose.BELOW, year=2026)
        assert number_of(query) >= 5_000
        last = db.session.scalars(query.offset(number_of(query) - 1).limit(40)).all()
        assert len(last) == 1
