"""How plans hang together: what a plan is based on, up to the ministry, and who adopted it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, literal, or_, select

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
    """The plans that a plan is based on, the uppermost first, itself last; in two queries."""
    with unscoped("the chain names the plans above"):
        rows = db.session.execute(_upwards(plan.id)).all()
    keys = [plan_id for plan_id, *_said in rows]
    readable = set(db.session.scalars(select(Plan.id).where(Plan.id.in_(keys))))
    return [
        Link(title, issuer or name, number, day, key if key in readable else None, slug)
        for key, title, issuer, number, day, slug, name in rows
    ]


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
