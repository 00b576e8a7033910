"""How plans hang together: what a plan is based on, up to the ministry, and who adopted it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, literal, or_, select
from sqlalchemy.orm import joinedload

from models.base import db
from models.plan import Plan
from models.tenancy import unscoped
from models.unit import Unit

MOST_STEPS = 6
"""How far a chain is followed: as many steps as levels of units, and two to spare."""

_Links = Select[int, str, str | None, str | None, date | None, str, str]


@dataclass(frozen=True)
class Link:
    """One plan of a chain; `plan_id` only where the bound unit reads it."""

    title: str
    issuer: str
    number: str | None
    issued_on: date | None
    plan_id: int | None
    unit_slug: str


def chain_of(plan: Plan) -> list[Link]:
    """The plans that a plan is based on, the uppermost first, itself last."""
    return chain_and_adoptions_of(plan)[0]


def chain_and_adoptions_of(plan: Plan) -> tuple[list[Link], list[Plan]]:
    """The chain above a plan, and the plans in scope that were made of it, those adopted first in
    front; in two queries, or one where it is based on none."""
    rows = []
    if plan.based_on_id is not None:
        with unscoped("the chain names the plans above"):
            rows = list(db.session.execute(_upwards(plan.id)).all())
    keys = [plan.id, *(key for key, *_said in rows)]
    made = or_(Plan.based_on_id == plan.id, Plan.id.in_(keys))
    kin = db.session.scalars(
        Plan.in_being().where(made).options(joinedload(Plan.unit)).order_by(Plan.id)
    ).all()
    readable = {one.id for one in kin}
    chain = [
        Link(title, issuer or name, number, day, key if key in readable else None, slug)
        for key, title, issuer, number, day, slug, name in rows
    ]
    return chain or [_itself(plan)], [one for one in kin if one.based_on_id == plan.id]


def _itself(plan: Plan) -> Link:
    issuer = plan.issuer or plan.unit.name
    return Link(plan.subject, issuer, plan.number, plan.issued_on, plan.id, plan.unit.slug)


def adoptions_of(plan: Plan) -> Select[Plan]:
    """The plans of units in reach that were made of a plan, those adopted first in front."""
    return Plan.in_being().where(Plan.based_on_id == plan.id).order_by(Plan.id)


def _upwards(plan_id: int) -> _Links:
    steps = select(Plan.id, Plan.based_on_id, literal(0).label("step")).where(Plan.id == plan_id)
    found = steps.cte("steps", recursive=True)
    above = select(Plan.id, Plan.based_on_id, found.c.step + 1)
    above = above.where(Plan.id == found.c.based_on_id, found.c.step < MOST_STEPS)
    found = found.union_all(above)
    said = (Plan.id, Plan.subject, Plan.issuer, Plan.number, Plan.issued_on, Unit.slug, Unit.name)
    rows = select(*said).join(found, found.c.id == Plan.id).join(Unit, Unit.id == Plan.unit_id)
    shown = or_(Plan.id == plan_id, Plan.published_at.is_not(None))
    return rows.where(shown).order_by(found.c.step.desc())
