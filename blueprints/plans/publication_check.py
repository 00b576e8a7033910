"""What is shown before a plan is published, and once it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.filters import day, number
from blueprints.language import label as _l
from blueprints.plans.addresses import page_of
from models.base import db
from models.expected_assignments import Expected, expected
from models.membership import holders_of
from models.permissions import Permission
from models.plan import Plan
from models.plan_content import live_tasks
from models.plan_faults import CONFIRMABLE, Fault, FaultKind, facts_of, faults
from models.publish_plan import Published, latest_entry
from models.task import Task

FAULTS: dict[FaultKind, Any] = {
    FaultKind.DISCARDED: _l("This draft was discarded. Take it back first."),
    FaultKind.UNIT_ENDED: _l("The unit has ended its work: it publishes nothing any more."),
    FaultKind.NO_TASK: _l("The plan has no task. Add one."),
    FaultKind.NO_UNIT: _l(
        "There are tasks for units below, but no unit below is addressed. Choose the units."
    ),
    FaultKind.NO_TEXT: _l("The task has no text. Write it or leave the task out."),
    FaultKind.OUTSIDE_PERIOD: _l("%(day)s is outside the plan's period."),
    FaultKind.NO_NUMBER: _l("The plan has no number."),
    FaultKind.NO_DATE: _l("The plan has no date."),
}
_PLACES = {
    FaultKind.NO_UNIT: "addressees",
    FaultKind.NO_NUMBER: "header",
    FaultKind.NO_DATE: "header",
}
"""Where a fault is mended; the others in the review."""


@dataclass(frozen=True)
class Missing:
    """One fault in words, with the task it lies in and where it is mended."""

    text: str
    href: str
    task: str = ""


def check_of(plan: Plan) -> dict[str, Any]:
    """The context of the page: of a draft what publishing would do, else what it did."""
    if not plan.is_draft:
        return {
            "plan": plan,
            "entry": latest_entry(plan, "plan.published"),
            "path": page_of(plan.id),
        }
    tasks = live_tasks(plan)
    facts = facts_of(plan, tasks)
    found, forecast = faults(facts), expected(plan, tasks, facts.units)
    return {
        "plan": plan,
        "path": page_of(plan.id),
        "missing": [_missing(plan, tasks, one) for one in found],
        "confirmable": [one.kind for one in found if one.kind in CONFIRMABLE],
        "stops": any(one.kind not in CONFIRMABLE for one in found),
        "expected": forecast,
        "reach": list(_reach(forecast)),
        "holders": _holders(plan),
    }


def _holders(plan: Plan) -> list[str] | None:
    """Who can publish the plan; None where it is the person himself."""
    if plan.may_be_published_by(g.standing):
        return None
    return list(db.session.scalars(holders_of(Permission.PUBLISH_PLANS, plan.unit_id)))


def _missing(plan: Plan, tasks: list[Task], fault: Fault) -> Missing:
    told = str(FAULTS[fault.kind]) % {"day": day(fault.day)}
    if fault.task_id is None:
        return Missing(told, page_of(plan.id, _PLACES.get(fault.kind, "review")))
    text = next(task.text for task in tasks if task.id == fault.task_id)
    return Missing(told, page_of(plan.id, f"review#task-{fault.task_id}"), text)


def _reach(made: Expected) -> Iterator[str]:
    """To whom a plan goes, in words."""
    if made.units:
        yield ngettext(
            "%(count)s unit below", "%(count)s units below", made.units, **_count(made.units)
        )
    if made.agencies:
        yield ngettext(
            "%(count)s own agency", "%(count)s own agencies", made.agencies, **_count(made.agencies)
        )
    if made.hamlets:
        yield ngettext(
            "%(count)s hamlet", "%(count)s hamlets", made.hamlets, **_count(made.hamlets)
        )
    if made.includes_itself:
        yield _("the unit itself")


def told(made: Published) -> str:
    """What was made, when it is done."""
    assigned = ngettext(
        "%(count)s task assigned",
        "%(count)s tasks assigned",
        made.assignments,
        **_count(made.assignments),
    )
    people = ngettext(
        "%(count)s person told", "%(count)s people told", made.people, **_count(made.people)
    )
    return str(_("Published: %(assigned)s, %(people)s.", assigned=assigned, people=people))


def _count(count: int) -> dict[str, str]:
    return {"count": number(count)}
