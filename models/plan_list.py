"""The plans that a unit sees: its own, those from above, those of the units below."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import contains_eager, defer

from models.base import db
from models.clock import today
from models.plan import Plan, PlanState
from models.unit import Unit


class Whose(StrEnum):
    """Whose plan it is, seen from a unit."""

    OWN = "own"
    ABOVE = "above"
    BELOW = "below"


def whose(plan: Plan, unit: Unit) -> Whose:
    """Whose a plan in scope is; of a unit that was succeeded it counts as of one below."""
    if plan.unit_id == unit.id:
        return Whose.OWN
    return Whose.ABOVE if unit.lies_within(plan.unit.path) else Whose.BELOW


def listed(
    unit: Unit,
    *,
    of: Whose | None = None,
    state: PlanState | None = None,
    year: int | None = None,
    term: str = "",
    drafts: bool = True,
) -> Select[Plan]:
    """Plans in scope with their units: own drafts first, then those published last.

    `year` is one of the plan's period; `term` is looked for in number, subject and issuer, marks
    ignored. Without `drafts` only what is published: for who comes from above.
    """
    asked = [_is_of(unit, of)] if of else []
    asked += [in_state(state, today())] if state else []
    asked += [] if drafts else [Plan.published_at.is_not(None)]
    asked += [_runs_in(year)] if year else []
    asked += [Plan.search(term)] if term else []
    query = Plan.in_being().join(Unit, Unit.id == Plan.unit_id).options(contains_eager(Plan.unit))
    query = query.options(defer(Plan.grounds), defer(Plan.recipients)).where(*asked)
    return query.order_by(Plan.published_at.desc().nulls_first(), Plan.id.desc())


def number_of(query: Select[Plan]) -> int:
    """How many plans a list holds, whole."""
    keys = query.with_only_columns(Plan.id).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(keys)) or 0


def years_of(drafts: bool = True) -> range:
    """The years over which the plans in scope run."""
    query = select(func.min(Plan.starts_on), func.max(Plan.ends_on)).where(
        Plan.discarded_at.is_(None), *([] if drafts else [Plan.published_at.is_not(None)])
    )
    first, last = db.session.execute(query).one()
    return range(first.year, last.year + 1) if first else range(0)


def in_state(state: PlanState, day: date) -> ColumnElement[bool]:
    """Whether a plan stands so on a day: Plan.state_on, as SQL."""
    issued = and_(Plan.published_at.is_not(None), Plan.withdrawn_at.is_(None))
    return {
        PlanState.DRAFT: Plan.published_at.is_(None),
        PlanState.WITHDRAWN: and_(Plan.published_at.is_not(None), Plan.withdrawn_at.is_not(None)),
        PlanState.OVER: and_(issued, Plan.ends_on < day),
        PlanState.PUBLISHED: and_(issued, Plan.ends_on >= day),
    }[state]


def _is_of(unit: Unit, of: Whose) -> ColumnElement[bool]:
    above = Plan.unit_id.in_(select(Unit.id).where(Unit.path.in_(unit.paths_above)))
    own = Plan.unit_id == unit.id
    return {Whose.OWN: own, Whose.ABOVE: above, Whose.BELOW: and_(~own, ~above)}[of]


def _runs_in(year: int) -> ColumnElement[bool]:
    return and_(Plan.starts_on <= date(year, 12, 31), Plan.ends_on >= date(year, 1, 1))
