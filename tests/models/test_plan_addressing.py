"""Whom a draft is for: units below, own agencies and hamlets; nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select

from models import audit
from models.agency import Agency
from models.audit import AuditEvent
from models.base import db
from models.hamlet import Hamlet
from models.plan import Plan, UnitsBelow
from models.plan_addressing import (
    NotAddressable,
    address_below,
    address_own,
    addressing_mark,
    units_addressed,
)
from models.plan_recipient import PlanRecipient
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit
from tests.plans import plan_of
from tests.world import World


@pytest.fixture
def draft(world: World) -> Iterator[Plan]:
    """Quảng Trị's draft, ready to be written: one district below it, two communes below that."""
    with bind(world.unit_id("45")):
        begin_write()
        yield plan_of(world, "45", "plan_draft")


def slugs(plan: Plan) -> list[str]:
    return [unit.slug for unit in db.session.scalars(units_addressed(plan))]


def own(plan: Plan) -> list[tuple[int | None, int | None]]:
    rows = db.session.scalars(PlanRecipient.of(plan.id))
    return [(row.agency_id, row.hamlet_id) for row in rows]


def end(world: World, slug: str, day: date) -> None:
    with unscoped("test"):
        begin_write()
        unit = db.session.get_one(Unit, world.unit_id(slug))
        unit.valid_to = day
        audit.record("unit.imported", unit, unit_id=unit.id)
        db.session.commit()


def test_a_draft_goes_to_the_units_directly_below(draft: Plan) -> None:
    assert slugs(draft) == ["468"]


def test_all_levels_are_addressed_by_name(draft: Plan) -> None:
    address_below(draft, UnitsBelow.ALL)
    assert slugs(draft) == ["468", "19612", "19600"]


def test_only_the_chosen_are_addressed(draft: Plan, world: World) -> None:
    address_below(draft, UnitsBelow.CHOSEN, [world.unit_id("19600")])
    assert slugs(draft) == ["19600"]


def test_choosing_none_addresses_none(draft: Plan) -> None:
    address_below(draft, UnitsBelow.CHOSEN)
    assert slugs(draft) == []


def test_another_choice_forgets_the_chosen(draft: Plan, world: World) -> None:
    address_below(draft, UnitsBelow.CHOSEN, [world.unit_id("19600")])
    address_below(draft, UnitsBelow.DIRECT, [world.unit_id("19600")])
    assert draft.addressees == []
    assert slugs(draft) == ["468"]


@pytest.mark.parametrize("slug", ["45", "vn", "612", "23428"])
def test_a_unit_that_is_not_below_is_refused(draft: Plan, world: World, slug: str) -> None:
    with pytest.raises(NotAddressable):
        address_below(draft, UnitsBelow.CHOSEN, [world.unit_id("468"), world.unit_id(slug)])


@pytest.mark.parametrize(("day", "found"), [(date(2026, 9, 14), []), (date(2026, 9, 15), ["468"])])
def test_a_unit_is_addressed_until_its_last_day(world: World, day: date, found: list[str]) -> None:
    end(world, "468", day)
    with bind(world.unit_id("45")):
        assert slugs(plan_of(world, "45", "plan_draft")) == found


def test_a_unit_that_ended_drops_out_of_the_chosen(world: World) -> None:
    with bind(world.unit_id("468")):
        begin_write()
        plan = plan_of(world, "468", "plan_draft")
        address_below(plan, UnitsBelow.CHOSEN, [world.unit_id("19600"), world.unit_id("19612")])
        db.session.commit()
    end(world, "19600", date(2026, 8, 31))
    with bind(world.unit_id("468")):
        assert slugs(plan_of(world, "468", "plan_draft")) == ["19612"]


def test_addressing_counts_in_the_review_and_is_recorded(draft: Plan) -> None:
    before = draft.revision
    address_below(draft, UnitsBelow.ALL)
    assert draft.revision == before + 1
    entries = select(AuditEvent.after).where(AuditEvent.subject_id == str(draft.id))
    assert {"units_below": "all", "units": []} in db.session.scalars(entries).all()


def test_own_recipients_are_set_exactly(draft: Plan, world: World) -> None:
    rows = world.rows["45"]
    address_own(draft, [rows["women"].id, rows["youth"].id], [])
    address_own(draft, [rows["youth"].id], [rows["hamlet"].id])
    assert sorted(own(draft), key=str) == sorted(
        [(rows["youth"].id, None), (None, rows["hamlet"].id)], key=str
    )


def test_an_agency_of_another_unit_is_refused(draft: Plan, world: World) -> None:
    with pytest.raises(NotAddressable):
        address_own(draft, [world.rows["468"]["women"].id], [])
    with pytest.raises(NotAddressable):
        address_own(draft, [], [world.rows["19612"]["hamlet"].id])


@pytest.mark.parametrize(("model", "name"), [(Agency, "women"), (Hamlet, "hamlet")])
def test_what_was_closed_is_refused(
    draft: Plan, world: World, model: type[Agency | Hamlet], name: str
) -> None:
    row = db.session.get_one(model, world.rows["45"][name].id)
    row.end()
    ids = {"women": ([row.id], []), "hamlet": ([], [row.id])}[name]
    with pytest.raises(NotAddressable):
        address_own(draft, *ids)


def test_the_mark_changes_with_each_part(draft: Plan, world: World) -> None:
    marks = [addressing_mark(draft)]
    address_below(draft, UnitsBelow.CHOSEN, [world.unit_id("468")])
    marks.append(addressing_mark(draft))
    address_below(draft, UnitsBelow.CHOSEN, [world.unit_id("19600")])
    marks.append(addressing_mark(draft))
    address_own(draft, [], [world.rows["45"]["hamlet"].id])
    marks.append(addressing_mark(draft))
    assert len(set(marks)) == 4
