"""What a search over a unit finds: lines of checklists, tasks of plans, activities."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, func, select

from models.activity import Activity, ActivityState
from models.agency import Agency
from models.assignment import Assignment
from models.base import db
from models.hamlet import Hamlet
from models.own_task import OwnTask
from models.plan import Plan
from models.search_terms import Terms
from models.task import Task
from models.unit import Unit

_UNIT = (Unit.id.label("unit_id"), Unit.slug, Unit.path, Unit.name.label("unit"))


def lines(unit: Unit, terms: Terms) -> Select[Any]:
    """What a unit itself has to do, by its words: what goes on first, then what was given last."""
    columns: tuple[Any, ...] = (
        *(Assignment.id, Assignment.assigned_on, Assignment.ended_on),
        func.coalesce(Task.text, OwnTask.text).label("text"),
        func.coalesce(Task.cadence, OwnTask.cadence).label("cadence"),
        func.coalesce(Task.due_on, OwnTask.due_on).label("due_on"),
        *(Task.starts_on, Plan.ends_on.label("until"), Plan.number, Plan.subject),
        func.coalesce(Agency.name, Hamlet.name).label("bearer"),
        *_UNIT,
    )
    query: Select[Any] = (
        select(*columns).select_from(Assignment).join(Unit, Unit.id == Assignment.unit_id)
    )
    query = query.outerjoin(Task, Task.id == Assignment.task_id)
    query = query.outerjoin(Plan, Plan.id == Assignment.plan_id)
    query = query.outerjoin(OwnTask, OwnTask.id == Assignment.own_task_id)
    query = query.outerjoin(Agency, Agency.id == Assignment.agency_id)
    query = query.outerjoin(Hamlet, Hamlet.id == Assignment.hamlet_id)
    folded = func.coalesce(Task.folded, OwnTask.folded)
    query = query.where(Assignment.unit_id == unit.id, terms.within(folded))
    last = (Assignment.assigned_on.desc(), Assignment.id.desc())
    return query.order_by(Assignment.ended_on.is_not(None), terms.rank(folded), *last)


def lines_below(unit: Unit, terms: Terms) -> Select[Any]:
    """What the units below, and those a unit took over from, added to their checklists."""
    columns: tuple[Any, ...] = (
        *(Assignment.id, Assignment.assigned_on, Assignment.ended_on),
        *(OwnTask.text, OwnTask.cadence, OwnTask.due_on),
        *_UNIT,
    )
    query: Select[Any] = (
        select(*columns).select_from(OwnTask).join(Assignment, Assignment.own_task_id == OwnTask.id)
    )
    query = query.join(Unit, Unit.id == OwnTask.unit_id)
    query = query.where(OwnTask.unit_id != unit.id, terms.within(OwnTask.folded))
    goes_on = Assignment.ended_on.is_not(None)
    return query.order_by(goes_on, terms.rank(OwnTask.folded), OwnTask.id.desc())


def tasks(unit: Unit, terms: Terms, *, drafts: bool) -> Select[Any]:
    """The tasks of plans in scope with who issued them, a unit's own first; without `drafts` of
    published ones only."""
    columns: tuple[Any, ...] = (Task.id, Task.text, Task.plan_id, Plan.number, Plan.subject)
    query: Select[Any] = select(*columns, Unit.name.label("unit"))
    query = query.join(Plan, Plan.id == Task.plan_id).join(Unit, Unit.id == Plan.unit_id)
    query = query.where(Plan.discarded_at.is_(None), Task.left_out_at.is_(None))
    query = query.where(*[] if drafts else [Plan.published_at.is_not(None)])
    query = query.where(terms.within(Task.folded))
    last = (Plan.published_at.desc().nulls_first(), Task.plan_id.desc(), Task.position)
    return query.order_by(terms.rank(Task.folded), Plan.unit_id != unit.id, *last)


def activities(unit: Unit, terms: Terms) -> Select[Any]:
    """Activities in scope by title and place, a unit's own first, then the newest."""
    columns: tuple[Any, ...] = (Activity.id, Activity.title, Activity.place, Activity.held_on)
    query: Select[Any] = select(*columns, *_UNIT)
    query = query.join(Unit, Unit.id == Activity.unit_id).where(terms.within(Activity.folded))
    query = query.where(Activity.state != ActivityState.WITHDRAWN)
    last = (Activity.held_on.desc(), Activity.id.desc())
    return query.order_by(terms.rank(Activity.folded), Activity.unit_id != unit.id, *last)


def number_of(query: Select[Any]) -> int:
    """How many rows a search finds."""
    whole = query.order_by(None).with_only_columns(Unit.id).subquery()
    return db.session.scalar(select(func.count()).select_from(whole)) or 0


def units_with(task_ids: Collection[int]) -> dict[int, int]:
    """How many units in scope have each task to do."""
    counted = select(Assignment.task_id, func.count(Assignment.unit_id.distinct()).label("units"))
    counted = counted.where(Assignment.task_id.in_(task_ids)).group_by(Assignment.task_id)
    return {row.task_id: row.units for row in db.session.execute(counted)}
