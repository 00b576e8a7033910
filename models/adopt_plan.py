"""Adopting a plan from above: a draft of the unit's own, each task with the clause it is from."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from models import audit
from models.adoption_words import adopted_subject, clause_above, usual_recipients
from models.agency_kind import names_units_below
from models.base import db
from models.copy_plan import Shift, copy_reports, copy_sections, copy_targets, copy_tasks
from models.draft_plan import address_to_own, has_units_below
from models.plan import Plan, PlanKind, PlanState
from models.plan_citation import committee_of, full_citation, short_citation
from models.plan_content import live_tasks, sections_of
from models.plan_section import PlanSection
from models.task import Audience, Task
from models.unit import Unit

AS_IT_IS = Shift(0, 0, 0)


class NotAdoptable(Exception):
    """The unit's own plan, one not in force, or one that was not addressed to the unit."""


def can_be_adopted(plan: Plan, unit: Unit) -> bool:
    """Whether a unit may make its own plan of one that was published to it."""
    addressed = select(Plan.id).where(Plan.id == plan.id, is_addressed_to(unit.id))
    return is_another_in_force(plan, unit) and db.session.scalar(addressed) is not None


def is_another_in_force(plan: Plan, unit: Unit) -> bool:
    """Whether a plan is another unit's and was not withdrawn."""
    return plan.unit_id != unit.id and plan.state in {PlanState.PUBLISHED, PlanState.OVER}


def is_addressed_to(unit_id: int) -> ColumnElement[bool]:
    """Whether a plan names a unit among its addressees."""
    got = Plan.addressee_table.c
    return Plan.id.in_(select(got.issued_id).where(got.unit_id == unit_id))


def adoptions_by(unit: Unit, plan: Plan) -> Select[Plan]:
    """The plans that a unit made of a plan from above, the first one first."""
    own = Plan.in_being().where(Plan.based_on_id == plan.id, Plan.unit_id == unit.id)
    return own.order_by(Plan.id)


def tasks_to_adopt(plan: Plan) -> list[Task]:
    """The tasks of a plan that are for the units below its issuer."""
    return [task for task in live_tasks(plan) if task.audience == Audience.BELOW]


def adopt(plan: Plan, unit: Unit, author_id: int | None) -> Plan:
    """A draft of the bound unit with the tasks that a plan gives it; raises NotAdoptable."""
    if not can_be_adopted(plan, unit):
        raise NotAdoptable
    draft = _draft(plan, unit, author_id)
    tasks, has_below = tasks_to_adopt(plan), has_units_below(unit)
    _copy_tasks(plan, draft, tasks, has_below=has_below)
    copy_targets(plan, draft, AS_IT_IS, baselines=False)
    own_name = committee_of(unit)
    copy_reports(plan, draft, AS_IT_IS, lambda due: _debtor(due.who, own_name))
    if not has_below:
        address_to_own(draft)
    audit.record("plan.adopted", draft, after={"of": plan.id, "tasks": len(tasks)})
    return draft


def _copy_tasks(plan: Plan, draft: Plan, tasks: list[Task], *, has_below: bool) -> None:
    sections, named = _with_tasks(sections_of(plan), tasks), short_citation(plan)
    numbers = {section.id: section.number for section in sections}

    def change(task: Task) -> dict[str, Any]:
        names = [name for name in task.lead_names if has_below or not names_units_below([name])]
        return {
            "audience": Audience.BELOW if has_below else Audience.OWN,
            "clause": clause_above(task, numbers.get(task.section_id or 0, ""), named),
            "root_id": task.root_id or task.id,
            "lead_names": names,
        }

    copy_tasks(tasks, draft, copy_sections(sections, draft, AS_IT_IS), AS_IT_IS, change)


def _draft(plan: Plan, unit: Unit, author_id: int | None) -> Plan:
    issuer = db.session.get_one(Unit, plan.unit_id)
    draft = Plan.start(
        kind=PlanKind.PLAN,
        subject=adopted_subject(plan, unit, issuer),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        place=unit.short_name,
        issuer=committee_of(unit),
        grounds=[full_citation(plan, issuer)],
        recipients=usual_recipients(plan.issuer or committee_of(issuer), unit),
        based_on_id=plan.id,
        author_id=author_id,
    )
    db.session.flush()
    return draft


def _with_tasks(sections: list[PlanSection], tasks: list[Task]) -> list[PlanSection]:
    """The headings under which tasks stand, with those above them."""
    used = {section.number for section in sections if section.id in {t.section_id for t in tasks}}
    return [
        section
        for section in sections
        if section.number in used or any(n.startswith(f"{section.number}.") for n in used)
    ]


def _debtor(who: str | None, own_name: str) -> str | None:
    return own_name if who and names_units_below([who]) else who
