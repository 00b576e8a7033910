"""Publishing an amendment: the plan's tasks change, end and are added, in one act."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, literal, select

from models import audit, clock
from models.amendment import Amendment
from models.amendment_change import AmendmentChange, conflict_of
from models.amendment_rule import ChangeKind, Conflict
from models.assign_tasks import assign, assign_own, end_assignments, kin_of, make_way, of_tasks
from models.assignees import office_of
from models.base import BigKey, db
from models.database import lock
from models.draft_plan import GAP, clause_of
from models.notification import NotificationKind
from models.permissions import Standing
from models.plan import Plan
from models.plan_section import PlanSection
from models.publish_plan import NotForThisRole, tell
from models.reissue_plan import next_begins_on
from models.task import Origin, Task
from models.wording import Wording


class Refused(Exception):
    """Changes that cannot be published, by their keys; without any, nothing is changed at all."""

    def __init__(self, conflicts: dict[int, Conflict]) -> None:
        super().__init__(str(conflicts))
        self.conflicts = conflicts


def conflicts_of(amendment: Amendment) -> dict[int, Conflict]:
    """What keeps an amendment from being published, by the key of the change."""
    found: dict[int, Conflict] = {}
    for change in amendment.changes:
        if change.task is not None:
            why = conflict_of(ChangeKind(change.kind), change.task, change.task_version)
            found |= {change.id: why} if why else {}
    return found


def publish_amendment(amendment: Amendment, by: Standing) -> int:
    """Publish a locked amendment of the bound unit; how many people were told.

    Raises NotOpen, NotForThisRole or Refused. Lines in approved months stay as they are. Told are
    those whom the plan concerned before and those whom it concerns now.
    """
    plan = amendment.plan
    lock(plan)
    _refuse(amendment, by)
    kind, path = NotificationKind.AMENDMENT_PUBLISHED, f"/amendments/{amendment.id}"
    people = tell(plan, kind, path)
    assigned = _carry_out(plan, amendment.changes)
    amendment.published_at = clock.now()
    db.session.flush()
    _address_as_plan(amendment)
    people += tell(plan, kind, path)
    made = {"changes": len(amendment.changes), "assignments": assigned, "people": people}
    audit.record("amendment.published", amendment, after=made)
    return people


def _refuse(amendment: Amendment, by: Standing) -> None:
    amendment.expect_open()
    if not amendment.may_be_published_by(by):
        raise NotForThisRole
    conflicts = conflicts_of(amendment)
    if conflicts or not amendment.changes:
        raise Refused(conflicts)


def wordings_at(task_ids: Collection[int], instant: datetime) -> dict[int, Wording]:
    """What those tasks said at an instant that were changed since: what was approved keeps it."""
    changes = select(AmendmentChange).join(Amendment, Amendment.id == AmendmentChange.amendment_id)
    changes = changes.where(
        AmendmentChange.task_id.in_(task_ids),
        AmendmentChange.kind == ChangeKind.CHANGE,
        Amendment.published_at > instant,
    )
    latest_first = changes.order_by(Amendment.published_at.desc(), Amendment.id.desc())
    found = {}
    for change in db.session.scalars(latest_first):
        found[change.task_id] = change.said_before
    return {task_id: said for task_id, said in found.items() if task_id and said}


def _carry_out(plan: Plan, changes: list[AmendmentChange]) -> int:
    """Change the tasks and their assignments; how many assignments were made."""
    revision, made = plan.touch(), 0
    for change in changes:
        task = change.task or _add_task(plan, change)
        task.revision = revision
        made += _ACTS[ChangeKind(change.kind)](plan, task, change)
    db.session.flush()
    later = next_begins_on(plan)
    if later is not None:
        make_way(plan, later)
    return made


def _change(plan: Plan, task: Task, change: AmendmentChange) -> int:
    if change.says is None:
        raise ValueError(f"change {change.id} says nothing")
    change.says.put_into(task)
    db.session.flush()
    if not task.is_for_units_below:
        assign_own(task, kin_of(plan, [task])[task.id], office_of(plan))
    return 0


def _end(_plan: Plan, task: Task, _change: AmendmentChange) -> int:
    task.left_out_at = clock.now()
    end_assignments(of_tasks([task.id]))
    return 0


def _assign_added(plan: Plan, task: Task, _change: AmendmentChange) -> int:
    return assign(task, [], office_of(plan))


_ACTS: dict[ChangeKind, Any] = {
    ChangeKind.CHANGE: _change,
    ChangeKind.END: _end,
    ChangeKind.ADD: _assign_added,
}


def _add_task(plan: Plan, change: AmendmentChange) -> Task:
    if change.says is None:
        raise ValueError(f"change {change.id} says nothing")
    section = db.session.get(PlanSection, change.section_id) if change.section_id else None
    task = Task(
        plan_id=plan.id,
        section_id=change.section_id,
        position=_position_in(plan, section),
        origin=Origin.TYPED,
        text=change.says.text,
        clause=clause_of(section.number if section else None, ""),
        audience=change.audience,
    )
    db.session.add(task)
    db.session.flush()
    change.says.put_into(task)
    change.task_id = task.id
    db.session.flush()
    return task


def _position_in(plan: Plan, section: PlanSection | None) -> int:
    """Behind the last task of the section, or of the plan; two at one place stand by their keys."""
    last = select(func.max(Task.position)).where(Task.plan_id == plan.id)
    end = db.session.scalar(last) or 0
    mine = db.session.scalar(last.where(Task.section_id == section.id)) if section else None
    if mine is None:
        return end + GAP
    first_behind = select(func.min(Task.position)).where(Task.plan_id == plan.id)
    behind = db.session.scalar(first_behind.where(Task.position > mine))
    return (mine + behind) // 2 if behind else mine + GAP


def _address_as_plan(amendment: Amendment) -> None:
    """The amendment goes to whom the plan went; below the scope, as the plan's own addressees."""
    to, plans = Amendment.addressee_table, Plan.addressee_table
    rows = select(plans.c.unit_id, literal(amendment.id, BigKey))
    rows = rows.where(plans.c.issued_id == amendment.plan_id)
    db.session.connection().execute(insert(to).from_select(["unit_id", "issued_id"], rows))
