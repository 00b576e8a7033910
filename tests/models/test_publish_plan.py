"""Publishing: who gets which task, who is told, once, and all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from models import publish_plan
from models.agency_duty import AgencyDuty
from models.amend_plan import publish_amendment
from models.amendment import Amendment
from models.amendment_change import AmendmentChange
from models.assignment import Assignment
from models.base import db
from models.clock import today
from models.database import StaleVersion, lock
from models.expected_assignments import expected
from models.notification import Notification
from models.permissions import Role, Standing, standing_at
from models.person import Person
from models.plan import Plan, PlanState, UnitsBelow
from models.plan_addressing import address_below
from models.plan_content import live_tasks
from models.plan_faults import FaultKind
from models.plan_recipient import PlanRecipient
from models.publish_plan import (
    NotForThisRole,
    NotInForce,
    NotPublishable,
    Published,
    latest_entry,
    publish,
    withdraw,
)
from models.reissue_plan import issue_again
from models.task import Audience, Task
from models.tenancy import begin_write, bind, bind_person, unscoped
from models.wording import Wording
from tests.plans import plan_of
from tests.routes import held_by
from tests.world import World

DRAFT = "plan_draft"


def standing(world: World, key: str, slug: str) -> Standing:
    return standing_at(world.units[slug].path, held_by(world, key))


@contextmanager
def drafting(world: World, slug: str = "468", key: str = "reviewer") -> Iterator[Plan]:
    """A unit's draft, locked and ready to be changed by somebody; committed at the end."""
    with bind(world.unit_id(slug), person_id=world.people[key].id):
        begin_write()
        plan = plan_of(world, slug, DRAFT)
        lock(plan)
        yield plan
        db.session.commit()


def publish_draft(world: World, slug: str = "468", key: str = "reviewer", **more: Any) -> Published:
    with drafting(world, slug, key) as plan:
        by = standing(world, key, slug)
        return publish(plan, by, **{"revision": plan.revision, **more})


def assigned(world: World, slug: str, plan: Plan | None = None) -> list[tuple[str, Any, Any]]:
    """The unit, agency and hamlet of each assignment of a unit's draft, ordered."""
    plan_id = plan.id if plan else world.rows[slug][DRAFT].id
    slugs = {unit.id: unit.slug for unit in world.units.values()}
    with unscoped("test"):
        rows = db.session.scalars(select(Assignment).where(Assignment.plan_id == plan_id)).all()
        found = [(slugs[row.unit_id], row.agency_id, row.hamlet_id) for row in rows]
    return sorted(found, key=str)


def told(person: Person) -> list[tuple[str, str]]:
    with bind_person(person.id):
        rows = db.session.scalars(select(Notification)).all()
        return [(row.kind, row.href) for row in rows]


def set_tasks(plan: Plan, audience: Audience, kinds: list[str] | None = None) -> None:
    for task in plan.tasks:
        task.audience = audience
        task.name_agencies(kinds or [], [])
    plan.change()


def test_each_unit_below_gets_each_task(world: World) -> None:
    made = publish_draft(world)
    assert (made.units, made.assignments) == (2, 4)
    assert assigned(world, "468") == [
        (slug, None, None) for slug in ("19600", "19600", "19612", "19612")
    ]


def test_a_plan_goes_to_the_units_chosen(world: World) -> None:
    with drafting(world) as plan:
        address_below(plan, UnitsBelow.CHOSEN, [world.unit_id("19600")])
    assert publish_draft(world).units == 1
    assert {slug for slug, *_ in assigned(world, "468")} == {"19600"}
    with bind(world.unit_id("19612")):
        assert db.session.get(Plan, world.rows["468"][DRAFT].id) is None


def test_a_plan_goes_to_all_levels_below(world: World) -> None:
    with drafting(world, "45", "province") as plan:
        address_below(plan, UnitsBelow.ALL)
    assert publish_draft(world, "45", "province").units == 3
    assert {slug for slug, *_ in assigned(world, "45")} == {"468", "19612", "19600"}


def test_what_is_left_out_is_given_to_nobody(world: World) -> None:
    with drafting(world) as plan:
        plan.tasks[0].left_out_at = plan.created_at
        plan.change()
    assert publish_draft(world).assignments == 2


def test_a_task_for_the_own_offices_goes_where_the_rule_says(world: World) -> None:
    women = world.rows["468"]["women"].id
    with drafting(world) as plan:
        set_tasks(plan, Audience.OWN, ["women"])
    made = publish_draft(world)
    assert (made.units, made.assignments) == (0, 2)
    assert assigned(world, "468") == [("468", women, None)] * 2


def test_a_plan_without_kinds_goes_to_its_recipients(world: World) -> None:
    rows = world.rows["468"]
    with drafting(world) as plan:
        set_tasks(plan, Audience.OWN)
        db.session.add(PlanRecipient(plan_id=plan.id, agency_id=rows["youth"].id))
        db.session.add(PlanRecipient(plan_id=plan.id, hamlet_id=rows["hamlet"].id))
        plan.change()
    publish_draft(world)
    expected_rows = [("468", None, rows["hamlet"].id), ("468", rows["youth"].id, None)]
    assert assigned(world, "468") == sorted(expected_rows * 2, key=str)


def test_an_own_task_keeps_the_units_below_out(world: World) -> None:
    with drafting(world) as plan:
        set_tasks(plan, Audience.OWN)
    publish_draft(world)
    with bind(world.unit_id("19612")):
        assert db.session.get(Plan, world.rows["468"][DRAFT].id) is None


def adopt(world: World) -> None:
    """Let the commune's draft hold the tasks of the district's, once that is published."""
    with unscoped("test"):
        roots = list(db.session.scalars(Task.of(world.rows["468"][DRAFT])))
    with drafting(world, "19612", "officer") as plan:
        for task, root in zip(plan.tasks, roots, strict=True):
            task.root_id = root.id
        plan.change()


def test_an_adopted_plan_doubles_no_line(world: World) -> None:
    publish_draft(world)
    adopt(world)
    with drafting(world, "19612", "officer") as plan:
        assert expected(plan, live_tasks(plan), 0).assignments == 0
    assert publish_draft(world, "19612", "officer").assignments == 0


def test_an_adopted_plan_has_lines_where_the_plan_above_is_withdrawn(world: World) -> None:
    publish_draft(world)
    adopt(world)
    with drafting(world) as plan:
        withdraw(plan, "Nhầm năm.")
    agencies_and_hamlets = 3
    assert publish_draft(world, "19612", "officer").assignments == 2 * agencies_and_hamlets


def test_a_plan_of_another_year_stands_beside(world: World) -> None:
    publish_draft(world)
    adopt(world)
    with drafting(world, "19612", "officer") as plan:
        plan.starts_on, plan.ends_on = date(2027, 1, 1), date(2027, 12, 31)
        plan.change()
    assert publish_draft(world, "19612", "officer").assignments


@pytest.mark.parametrize(
    ("starts_on", "ended_on"),
    [(date(2027, 1, 1), date(2026, 12, 31)), (date(2026, 1, 1), date(2026, 9, 15))],
)
def test_what_is_open_of_the_year_before_ends_when_the_new_one_begins(
    world: World, starts_on: date, ended_on: date
) -> None:
    publish_draft(world)
    old_id = world.rows["468"]["plan_draft"].id
    with bind(world.unit_id("468")):
        begin_write()
        new = issue_again(db.session.get_one(Plan, old_id), date(2027, 1, 1), None)
        new.change(starts_on=starts_on, ends_on=date(2027, 12, 31))
        given = standing(world, "reviewer", "468")
        publish(new, given, revision=new.revision, confirmed=["no_number", "no_date"])
        db.session.commit()
    with unscoped("test"):
        old = select(Assignment.ended_on).where(Assignment.plan_id == old_id)
        assert set(db.session.scalars(old)) == {ended_on}


def test_the_unit_between_gives_none_that_came_from_above(world: World) -> None:
    with drafting(world, "45", "province") as plan:
        address_below(plan, UnitsBelow.ALL)
    publish_draft(world, "45", "province")
    with unscoped("test"):
        roots = list(db.session.scalars(Task.of(world.rows["45"][DRAFT])))
    with drafting(world) as plan:
        plan.tasks[0].root_id = roots[0].id
        plan.change()
        assert expected(plan, live_tasks(plan), 2).assignments == 2
    assert publish_draft(world).assignments == 2


@pytest.mark.parametrize("kinds", [["women"], ["hamlet"], [], ["justice"]], ids=str)
def test_what_was_expected_is_what_is_made(world: World, kinds: list[str]) -> None:
    with drafting(world) as plan:
        plan.tasks[0].audience = Audience.OWN
        plan.tasks[0].name_agencies(kinds, [])
        plan.change()
        forecast = expected(plan, live_tasks(plan), 2)
    assert publish_draft(world).assignments == forecast.assignments


def test_who_is_concerned_is_told_at_his_own_unit(world: World) -> None:
    publish_draft(world)
    key = world.rows["468"][DRAFT].id
    assert told(world.officer) == [("plan_published", f"/19612/plans/{key}")]
    assert told(world.neighbour) == [("plan_published", f"/19600/plans/{key}")]
    assert told(world.leader) == [("plan_published", f"/468/plans/{key}")]
    for somebody in ("reviewer", "administrator", "manager", "partner", "stranger", "province"):
        assert told(world.people[somebody]) == []


def test_a_partner_is_told_of_a_task_that_names_her_agency(world: World) -> None:
    with drafting(world) as plan:
        plan.tasks[0].name_agencies([], ["women"])
        plan.change()
    assert publish_draft(world).people == 5
    assert told(world.partner)


def test_a_partner_is_told_of_what_the_unit_gives_to_her_agency(world: World) -> None:
    with drafting(world) as plan:
        AgencyDuty.answer("culture", world.rows["468"]["women"].id)
        plan.tasks[0].name_agencies(["culture"], [])
        plan.change()
    publish_draft(world)
    assert told(world.partner)


def test_a_partner_below_is_told_of_the_tasks_for_her_unit_alone(world: World) -> None:
    from models.membership import Membership

    with bind(world.unit_id("19612")):
        begin_write()
        women = world.rows["19612"]["women"].id
        person = db.session.get_one(Person, world.administrator.id)
        Membership.start(person, Role.PARTNER, women, date(2026, 1, 1), None)
        db.session.commit()
    with drafting(world) as plan:
        plan.tasks[0].audience = Audience.OWN
        plan.tasks[0].name_agencies(["women"], [])
        plan.change()
    publish_draft(world)
    assert told(world.administrator) == []
    assert told(world.partner)


def test_nobody_is_told_twice(world: World) -> None:
    from models.membership import Membership

    with bind(world.unit_id("19600")):
        begin_write()
        person = db.session.get_one(Person, world.neighbour.id)
        Membership.start(person, Role.LEADER, None, date(2026, 1, 1), None)
        db.session.commit()
    publish_draft(world)
    assert len(told(world.neighbour)) == 1


def test_the_record_says_what_was_made(world: World) -> None:
    publish_draft(world)
    with bind(world.unit_id("468")):
        entry = latest_entry(plan_of(world, "468", DRAFT), "plan.published")
        assert entry is not None
        assert entry.after == {"units": 2, "tasks": 2, "assignments": 4, "people": 4}


def test_who_only_manages_plans_publishes_within_the_unit_alone(world: World) -> None:
    assert publish_draft(world, "19612", "officer").assignments
    with pytest.raises(NotForThisRole), drafting(world) as plan:
        publish(plan, standing(world, "officer", "19612"), revision=plan.revision)


def test_a_plan_that_changed_since_it_was_looked_at_is_not_published(world: World) -> None:
    with pytest.raises(StaleVersion):
        publish_draft(world, revision=99)


def test_a_plan_is_published_once(world: World) -> None:
    publish_draft(world)
    with pytest.raises(NotPublishable, match="published"):
        publish_draft(world)
    assert len(assigned(world, "468")) == 4


def test_a_plan_without_number_and_date_is_published_when_that_is_meant(world: World) -> None:
    with drafting(world) as plan:
        plan.change(number=None, issued_on=None)
    with pytest.raises(NotPublishable, match="no_number, no_date"):
        publish_draft(world)
    assert publish_draft(world, confirmed={FaultKind.NO_NUMBER, FaultKind.NO_DATE}).units == 2


def nothing_was_done(world: World) -> bool:
    with bind(world.unit_id("468")):
        plan = plan_of(world, "468", DRAFT)
        told_of = db.session.scalar(select(func.count(Notification.id)))
        return plan.is_draft and not plan.addressees and not told_of


def test_an_error_in_the_last_step_leaves_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(publish_plan.audit, "record", fail)
        with pytest.raises(RuntimeError):
            publish_draft(world)
        db.session.rollback()
    assert nothing_was_done(world)
    assert assigned(world, "468") == []
    assert publish_draft(world).assignments == 4


def test_a_withdrawn_plan_ends_its_lines_and_can_still_be_read(world: World) -> None:
    publish_draft(world)
    with drafting(world) as plan:
        withdraw(plan, "Ban hành nhầm.")
        assert plan.state is PlanState.WITHDRAWN
    with bind(world.unit_id("19612")):
        plan = db.session.get_one(Plan, world.rows["468"][DRAFT].id)
        ended = select(Assignment.ended_on).where(Assignment.plan_id == plan.id)
        assert set(db.session.scalars(ended)) == {today()}
        assert plan.withdrawal_reason == "Ban hành nhầm."
    assert [kind for kind, _href in told(world.officer)] == ["plan_published", "plan_withdrawn"]


def test_only_a_plan_in_force_is_withdrawn(world: World) -> None:
    with pytest.raises(NotInForce), drafting(world) as plan:
        withdraw(plan, "Chưa ban hành.")
    publish_draft(world)
    with drafting(world) as plan:
        withdraw(plan, "Nhầm.")
    with pytest.raises(NotInForce), drafting(world) as plan:
        withdraw(plan, "Nhầm lần nữa.")


def issue_again_at(world: World, slug: str, key: str) -> Published:
    """Issue a unit's published plan again for the year after, and publish that."""
    with bind(world.unit_id(slug)):
        begin_write()
        old = db.session.get_one(Plan, world.rows[slug][DRAFT].id)
        new, by = issue_again(old, date(2027, 1, 1), None), standing(world, key, slug)
        made = publish(new, by, revision=new.revision, confirmed=["no_number", "no_date"])
        db.session.commit()
    return made


def reissued(world: World) -> int:
    """The key of a published plan of Cam Lộ that was issued again for the year after."""
    publish_draft(world)
    issue_again_at(world, "468", "reviewer")
    old_id: int = world.rows["468"][DRAFT].id
    return old_id


def ends_of(plan_id: int) -> set[date | None]:
    """The last days of a plan's assignments."""
    with unscoped("test"):
        return set(
            db.session.scalars(select(Assignment.ended_on).where(Assignment.plan_id == plan_id))
        )


def test_withdrawing_ends_today_what_would_have_gone_on_until_the_next_plan(world: World) -> None:
    old_id = reissued(world)
    with bind(world.unit_id("468")):
        begin_write()
        plan = db.session.get_one(Plan, old_id)
        lock(plan)
        withdraw(plan, "Ban hành nhầm")
        db.session.commit()
    assert ends_of(old_id) == {today()}


def test_an_amendment_lets_nothing_go_on_beside_the_next_plan(world: World) -> None:
    with drafting(world) as plan:
        set_tasks(plan, Audience.OWN, ["women"])
    old_id = reissued(world)
    with bind(world.unit_id("468")):
        begin_write()
        plan = db.session.get_one(Plan, old_id)
        amendment = Amendment.start(plan, None)
        task = plan.tasks[0]
        wording = replace(Wording.of(task), text="Họp sơ kết.")
        AmendmentChange.state(amendment, task, wording)
        AmendmentChange.add(amendment, wording, Audience.OWN, None)
        publish_amendment(amendment, standing(world, "reviewer", "468"))
        db.session.commit()
    assert ends_of(old_id) == {date(2026, 12, 31)}


def test_an_own_plan_issued_again_doubles_no_line_of_the_plan_above(world: World) -> None:
    publish_draft(world)
    adopt(world)
    publish_draft(world, "19612", "officer")
    for slug, key in (("468", "reviewer"), ("19612", "officer")):
        made = issue_again_at(world, slug, key)
    assert made.assignments == 0
