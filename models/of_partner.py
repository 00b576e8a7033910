"""What concerns a partner at a unit: what his agencies logged, what names them, what they have to
do."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import contains_eager, joinedload

from models.activity import TOLD, Activity, ActivityOrganiser, ActivityState
from models.clock import today
from models.plan import Plan
from models.task import Task

_LATEST = func.coalesce(Activity.decided_at, Activity.created_at)


def logged_by(unit_id: int, agency_ids: Collection[int]) -> Select[Activity]:
    """The entries of these agencies, the last decided or logged first; those taken back are left
    out."""
    own = select(Activity).where(Activity.unit_id == unit_id, Activity.agency_id.in_(agency_ids))
    own = own.where(Activity.state != ActivityState.WITHDRAWN)
    return own.options(joinedload(Activity.hamlet)).order_by(_LATEST.desc(), Activity.id.desc())


def naming(unit_id: int, agency_ids: Collection[int]) -> Select[Activity]:
    """What others logged and one of these agencies took part in, or will, the latest first."""
    named = select(ActivityOrganiser.activity_id)
    named = named.where(ActivityOrganiser.agency_id.in_(agency_ids))
    others = Activity.agency_id.is_(None) | Activity.agency_id.not_in(agency_ids)
    query = select(Activity).where(Activity.unit_id == unit_id, Activity.id.in_(named), others)
    query = query.where(Activity.state.in_(TOLD)).options(joinedload(Activity.agency))
    return query.order_by(Activity.held_on.desc(), Activity.id.desc())


def tasks_in_force() -> Select[Task]:
    """The tasks in scope of plans that run today, those with a day to come first, by it."""
    day = today()
    in_force = (Plan.withdrawn_at.is_(None), Plan.published_at.is_not(None), Plan.ends_on >= day)
    query = select(Task).join(Task.plan).options(contains_eager(Task.plan))
    query = query.where(Task.left_out_at.is_(None), *in_force)
    is_dated = case((Task.due_on >= day, 0), else_=1)
    return query.order_by(is_dated, Task.due_on, Task.plan_id.desc(), Task.position)
