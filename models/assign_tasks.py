"""Make and end the assignments of tasks: thousands of units in one statement for each task.

Assignments are rows of the units addressed, which the issuer reads and does not write. So they
are written on the connection of the act, below the scope, and only for the plan's addressees and
for the issuer itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    Table,
    and_,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from models.assignees import Assignee, Office, assignees
from models.base import Base, BigKey, db
from models.clock import today
from models.plan import Plan
from models.task import Audience, Task

Kin = dict[int, list[int]]
"""Of each task those with the same root: a unit that has one of them gets none of the others."""


def kin_of(plan: Plan, tasks: Iterable[Task]) -> Kin:
    """The tasks with the same roots as a plan's, in published plans that run at the same time."""
    by_root: dict[int, list[int]] = {}
    for task in tasks:
        by_root.setdefault(task.root_id or task.id, []).append(task.id)
    found: Kin = {key: [] for keys in by_root.values() for key in keys}
    for other, root in db.session.connection().execute(_with_roots(plan, list(by_root))):
        for key in by_root.get(root, []):
            found[key] += [other] if other != key else []
    return found


def _with_roots(plan: Plan, roots: list[int]) -> Select[int, int]:
    tasks, plans = _table("task").c, _table("plan").c
    root = func.coalesce(tasks.root_id, tasks.id)
    at_once = (plans.starts_on <= plan.ends_on) & (plans.ends_on >= plan.starts_on)
    rows = select(tasks.id, root).where(or_(tasks.id.in_(roots), tasks.root_id.in_(roots)))
    return rows.where(plans.id == tasks.plan_id, plans.published_at.is_not(None), at_once)


def assign(task: Task, kin: Sequence[int], office: Office) -> int:
    """Give a task to whom it is for, except where a unit has it already; to how many."""
    if task.audience == Audience.BELOW:
        return _assign_below(task, kin)
    return assign_own(task, kin, office)


def _assign_below(task: Task, kin: Sequence[int]) -> int:
    table, addressee = _table("assignment"), Plan.addressee_table
    day = literal(today(), Date)
    keys = literal(task.plan_id, BigKey), literal(task.id, BigKey)
    rows = select(*keys, addressee.c.unit_id, day).where(addressee.c.issued_id == task.plan_id)
    if kin:
        have = select(table.c.unit_id).where(held(table.c, kin))
        rows = rows.where(addressee.c.unit_id.not_in(have))
    columns = ["plan_id", "task_id", "unit_id", "assigned_on"]
    making = insert(table).from_select(columns, rows).execution_options(preserve_rowcount=True)
    done: Any = db.session.connection().execute(making)
    return int(done.rowcount)


def assign_own(task: Task, kin: Sequence[int], office: Office) -> int:
    """Give a task of the own audience to whom the rule says, and take it from all others."""
    wanted = [] if _has_kin(task, kin) else assignees(task.lead_kinds, office)
    connection, table = db.session.connection(), _table("assignment")
    columns = (table.c.id, table.c.agency_id, table.c.hamlet_id, table.c.ended_on)
    rows = connection.execute(select(*columns).where(table.c.task_id == task.id)).all()
    present = {Assignee(row.agency_id, row.hamlet_id): row for row in rows}
    has_ended = {row.id: bool(row.ended_on and row.ended_on <= today()) for row in rows}
    back = [row.id for who, row in present.items() if who in wanted and has_ended[row.id]]
    gone = [row.id for who, row in present.items() if who not in wanted and not has_ended[row.id]]
    connection.execute(update(table).where(table.c.id.in_(back)).values(ended_on=None))
    connection.execute(update(table).where(table.c.id.in_(gone)).values(ended_on=today()))
    more = [{**_common(task), **who._asdict()} for who in wanted if who not in present]
    if more:
        connection.execute(insert(table), more)
    return len(wanted)


def end_assignments(which: ColumnElement[bool], day: date | None = None) -> int:
    """End the assignments in force that a condition names: on a day to come, else today."""
    table, last_day = _table("assignment"), max(day or today(), today())
    goes_on = or_(table.c.ended_on.is_(None), table.c.ended_on > last_day)
    ending = update(table).where(which, goes_on).values(ended_on=last_day)
    done: Any = db.session.connection().execute(ending)
    return int(done.rowcount)


def _common(task: Task) -> dict[str, Any]:
    keys = {"plan_id": task.plan_id, "task_id": task.id, "unit_id": task.unit_id}
    return {**keys, "assigned_on": today()}


def make_way(plan: Plan, starts_on: date) -> None:
    """End what is open of a plan before the plan that it was issued again as begins."""
    end_assignments(of_plan(plan.id), starts_on - timedelta(days=1))


def of_plan(plan_id: int) -> ColumnElement[bool]:
    """The condition for all assignments of a plan."""
    return _table("assignment").c.plan_id == plan_id


def of_tasks(task_ids: Collection[int]) -> ColumnElement[bool]:
    """The condition for all assignments of tasks."""
    return _table("assignment").c.task_id.in_(task_ids)


def _has_kin(task: Task, kin: Sequence[int]) -> bool:
    table = _table("assignment")
    mine = select(table.c.id).where(held(table.c, kin))
    mine = mine.where(table.c.unit_id == task.unit_id).limit(1)
    return bool(kin) and db.session.connection().scalar(mine) is not None


def held(at: Any, task_ids: Sequence[int]) -> ColumnElement[bool]:
    """Whether an assignment, given by its columns, is one of the tasks' to a unit itself."""
    itself = and_(at.agency_id.is_(None), at.hamlet_id.is_(None))
    return and_(at.task_id.in_(task_ids), at.ended_on.is_(None), itself)


def _table(name: str) -> Table:
    return Base.metadata.tables[name]
