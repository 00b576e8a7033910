"""Publishing a plan, and withdrawing it: what its units have to do begins, and ends."""

from __future__ import annotations

from collections.abc import Collection, Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models import audit, clock
from models.assign_tasks import assign, end_assignments, kin_of, make_way, of_plan
from models.assignees import office_of
from models.audit import AuditEvent
from models.base import db
from models.database import StaleVersion
from models.notification import NotificationKind, notify_members
from models.permissions import Standing
from models.plan import Plan, PlanState
from models.plan_addressing import freeze_addressees
from models.plan_content import live_tasks
from models.plan_faults import Fault, facts_of, faults, stopping
from models.plan_listeners import listeners
from models.task import Task
from models.unit import Unit

STEPS_OF_ASSIGNING = 10


class NotPublishable(Exception):
    """What keeps the plan from being published."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__(", ".join(one.kind for one in found))
        self.faults = found


class NotForThisRole(Exception):
    """The plan is for units below: who only manages plans does not publish it."""


class NotInForce(Exception):
    """The plan is no published one, or was withdrawn: nothing can be withdrawn or corrected."""


class Stage(StrEnum):
    """The stages of publishing, in their order."""

    ADDRESSING = "addressing"
    ASSIGNING = "assigning"
    TELLING = "telling"


@dataclass(frozen=True)
class Step:
    """So much of a stage is done."""

    stage: Stage
    done: int
    of: int


@dataclass(frozen=True)
class Published:
    """What publishing made: units addressed below, assignments, people told."""

    units: int
    assignments: int
    people: int


def publish(
    plan: Plan,
    by: Standing,
    *,
    revision: int | None,
    confirmed: Collection[str] = (),
    tells: bool = True,
) -> Published:
    """Publish a locked draft of the bound unit, as publishing(), in one go."""
    steps = publishing(plan, by, revision=revision, confirmed=confirmed, tells=tells)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            published: Published = end.value
            return published


def check(
    plan: Plan, by: Standing, *, revision: int | None, confirmed: Collection[str] = ()
) -> list[Task]:
    """The live tasks of a plan that can be published; `revision` is the plan's when somebody
    looked at it. Raises NotPublishable, NotForThisRole, or StaleVersion where it has changed."""
    tasks = live_tasks(plan)
    found = stopping(faults(facts_of(plan, tasks)), confirmed)
    if found and found[0].is_final:
        raise NotPublishable(found)
    if not plan.may_be_published_by(by):
        raise NotForThisRole
    if found:
        raise NotPublishable(found)
    if plan.revision != revision:
        raise StaleVersion(plan)
    return tasks


def publishing(
    plan: Plan,
    by: Standing,
    *,
    revision: int | None,
    confirmed: Collection[str] = (),
    tells: bool = True,
) -> Generator[Step, None, Published]:
    """Publish a locked draft of the bound unit step by step; the caller commits at the end.

    Raises what check() raises. Without `tells` the caller tells of it.
    """
    tasks = check(plan, by, revision=revision, confirmed=confirmed)
    is_for_below = any(task.is_for_units_below for task in tasks)
    units = freeze_addressees(plan, nobody=not is_for_below)
    yield Step(Stage.ADDRESSING, units, units)
    assigned = yield from _assigning(plan, tasks)
    _follow(plan)
    plan.published_at = clock.now()
    people = tell(plan, NotificationKind.PLAN_PUBLISHED, tasks=len(tasks)) if tells else 0
    yield Step(Stage.TELLING, people, people)
    made = {"units": units, "tasks": len(tasks), "assignments": assigned, "people": people}
    audit.record("plan.published", plan, after=made)
    db.session.flush()
    return Published(units, assigned, people)


def _follow(plan: Plan) -> None:
    """What is left open of the plan that this one was issued again from ends before it begins."""
    if plan.reissue_of_id is not None:
        make_way(db.session.get_one(Plan, plan.reissue_of_id), plan.starts_on)


def withdraw(plan: Plan, reason: str, *, tells: bool = True) -> None:
    """Withdraw a locked published plan of the bound unit: its lines go on no longer; NotInForce.

    The plan and what was entered stay readable. Without `tells` the caller tells of it.
    """
    if plan.state not in {PlanState.PUBLISHED, PlanState.OVER}:
        raise NotInForce
    plan.withdrawn_at, plan.withdrawal_reason = clock.now(), reason
    db.session.flush()
    ended = end_assignments(of_plan(plan.id))
    people = tell(plan, NotificationKind.PLAN_WITHDRAWN, reason=reason) if tells else 0
    told = {"reason": reason, "assignments": ended, "people": people}
    audit.record("plan.withdrawn", plan, after=told)


def tell(plan: Plan, kind: NotificationKind, path: str = "", **told: Any) -> int:
    """Tell all whom a plan concerns, once of each thing; how many. `path` follows the plan's."""
    issuer = db.session.get_one(Unit, plan.unit_id)
    once, told = f"{kind}-{plan.id}{path}", {"issuer": issuer.name, "plan": name_of(plan), **told}
    return notify_members(listeners(plan), kind, f"/plans/{plan.id}{path}", once=once, **told)


def name_of(plan: Plan) -> str:
    """Number and subject, as a plan is called in a line."""
    return f"{plan.number} - {plan.subject}" if plan.number else plan.subject


def latest_entry(plan: Plan, action: str) -> AuditEvent | None:
    """Who did this to the plan last, and when, from the record."""
    entries = AuditEvent.latest().where(AuditEvent.subject_type == "plan")
    entries = entries.where(AuditEvent.subject_id == str(plan.id), AuditEvent.action == action)
    return db.session.scalars(entries.limit(1)).first()


def _assigning(plan: Plan, tasks: list[Task]) -> Generator[Step, None, int]:
    kin, office, made = kin_of(plan, tasks), office_of(plan), 0
    a_step = -(-len(tasks) // STEPS_OF_ASSIGNING)
    for number, task in enumerate(tasks, 1):
        made += assign(task, kin[task.id], office)
        if number % a_step == 0 or number == len(tasks):
            yield Step(Stage.ASSIGNING, number, len(tasks))
    return made
