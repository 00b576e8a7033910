"""What the page of an amendment shows: each change, before and after, and what it meets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g

from blueprints.access import may
from blueprints.plans.addresses import page_of
from blueprints.plans.amendment_words import CHANGES, CONFLICTS, shown
from blueprints.plans.task_words import AUDIENCES
from models.amend_plan import conflicts_of
from models.amendment import Amendment
from models.amendment_change import AmendmentChange
from models.amendment_rule import ChangeKind
from models.lines_begun import Begun, begun
from models.permissions import Permission
from models.plan_content import live_tasks
from models.task import Audience


@dataclass(frozen=True)
class Shown:
    """One change in words; `text` where no field says it, `meets` how far units are with it."""

    change: AmendmentChange
    mark: tuple[str, str]
    text: str
    audience: str
    fields: list[tuple[str, str, str]]
    meets: Begun | None
    refusal: str


def page_context(amendment: Amendment) -> dict[str, Any]:
    """The amendment with its changes; while it is open, with the tasks that can be changed."""
    is_own = amendment.unit_id == g.unit.id
    can_edit = is_own and amendment.is_open and may(Permission.MANAGE_PLANS)
    conflicts = conflicts_of(amendment) if can_edit else {}
    met = begun([one.task_id for one in amendment.changes if one.task_id])
    return {
        "amendment": amendment,
        "plan": amendment.plan,
        "path": page_of(amendment.plan.id),
        "changes": [_shown(one, met, conflicts) for one in amendment.changes],
        "is_own": is_own,
        "can_edit": can_edit,
        "may_publish": can_edit and amendment.may_be_published_by(g.standing),
        "tasks": _unchanged(amendment) if can_edit else [],
    }


def _shown(change: AmendmentChange, met: dict[int, Begun], conflicts: dict[int, Any]) -> Shown:
    kind = ChangeKind(change.kind)
    said = change.said_before or change.says
    mark, words = CHANGES[kind]
    says_text = any(one.field == "text" for one in change.differences)
    return Shown(
        change=change,
        mark=(mark, str(words)),
        text=said.text if said and not says_text else "",
        audience=str(AUDIENCES[Audience(change.audience)]),
        fields=shown(change.differences),
        meets=met.get(change.task_id or 0) if kind is not ChangeKind.ADD else None,
        refusal=str(CONFLICTS[conflicts[change.id]]) if change.id in conflicts else "",
    )


def _unchanged(amendment: Amendment) -> list[Any]:
    stated = {change.task_id for change in amendment.changes}
    return [task for task in live_tasks(amendment.plan) if task.id not in stated]
