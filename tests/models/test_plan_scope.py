"""Who reads a plan and its parts: the issuer, those addressed, a partner whom it names."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from models.agency_duty import AgencyDuty
from models.base import db
from models.plan import Plan
from models.plan_recipient import PlanRecipient
from models.plan_source import PlanSource
from models.task import Task
from models.tenancy import Audience, begin_write, bind, unscoped
from models.unit import Unit
from tests.plans import plan_of
from tests.world import World


def address(world: World, slug: str, to: str) -> None:
    """Write a unit among the addressees of another's published plan."""
    with bind(world.unit_id(slug)):
        begin_write()
        plan = plan_of(world, slug)
        plan.addressees.append(db.session.get_one(Unit, world.unit_id(to)))
        plan.change()
        db.session.commit()


def seen(model: Any, world: World, slug: str, agency: str | None = None, at: str = "") -> set[int]:
    """The keys of a plan's rows that a member of a unit reads, or a partner of an agency."""
    at = at or slug
    given = {}
    if agency:
        ids = {world.rows[at][agency].id}
        given = {"audience": Audience.PARTNER, "agency_ids": ids}
    with bind(world.unit_id(at), **given):
        key = Plan.id if model is Plan else model.plan_id
        published = world.rows[slug]["plan"].id
        return set(db.session.scalars(select(model.id).where(key == published)))


def all_tasks(world: World, slug: str) -> list[Task]:
    with unscoped("test"):
        return list(db.session.scalars(Task.of(world.rows[slug]["plan"])))


def test_the_addressed_reads_plan_tasks_and_original(world: World) -> None:
    address(world, "468", "19612")
    assert seen(Plan, world, "468", at="19612")
    assert len(seen(Task, world, "468", at="19612")) == 2
    assert seen(PlanSource, world, "468", at="19612")
    assert not seen(Plan, world, "468", at="19600")


@pytest.mark.parametrize("model", [Plan, Task, PlanSource])
def test_a_draft_is_the_issuers_alone(world: World, model: Any) -> None:
    draft = world.rows["468"]["plan_draft"]
    key = Plan.id if model is Plan else model.plan_id
    for slug, expected in {"468": True, "45": False, "19612": False}.items():
        with bind(world.unit_id(slug)):
            assert (
                bool(db.session.scalars(select(model.id).where(key == draft.id)).all()) is expected
            )


def test_a_partner_reads_the_tasks_that_name_her_agency(world: World) -> None:
    first = all_tasks(world, "468")[0]
    assert seen(Plan, world, "468", "women")
    assert seen(Task, world, "468", "women") == {first.id}
    assert not seen(PlanSource, world, "468", "women")


def test_a_partner_of_another_agency_reads_nothing(world: World) -> None:
    assert not seen(Plan, world, "468", "youth")
    assert not seen(Task, world, "468", "youth")


def test_a_partner_of_an_addressed_unit_reads_what_names_her(world: World) -> None:
    assert not seen(Task, world, "468", "women", at="19612")
    address(world, "468", "19612")
    assert len(seen(Task, world, "468", "women", at="19612")) == 1


def test_a_partner_reads_a_plan_whole_that_is_addressed_to_her_agency(world: World) -> None:
    with bind(world.unit_id("468")):
        begin_write()
        plan = plan_of(world, "468")
        db.session.add(PlanRecipient(plan_id=plan.id, agency_id=world.rows["468"]["youth"].id))
        plan.change()
        db.session.commit()
    assert len(seen(Task, world, "468", "youth")) == 2
    assert seen(PlanSource, world, "468", "youth")
    assert seen(Plan, world, "468", "youth")


def test_a_partner_reads_what_is_mapped_to_her_agency(world: World) -> None:
    with bind(world.unit_id("468")):
        begin_write()
        AgencyDuty.answer("women", world.rows["468"]["youth"].id)
        db.session.commit()
    assert len(seen(Task, world, "468", "youth")) == 1
