"""Which tasks name a partner's agency: by its kind, or by what his unit maps the kind to."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, or_, select

from models.reach import keys, slim_table
from models.tenancy import AGENCIES, UNIT


def names_partner(plan_id: Any, task_id: Any = None) -> ColumnElement[bool]:
    """Whether a plan (or one task of it) names an agency of the partner who is bound.

    Tables stand under aliases of their own, as everything inside a scope's criteria.
    """
    name, key = ("plan_id", plan_id) if task_id is None else ("task_id", task_id)

    def find() -> Select[int]:
        named = slim_table("task_agency", "plan_id", "task_id", "kind", name="scope_named")
        return select(named.c[name]).where(_is_partners(named.c.kind))

    return cast(ColumnElement[bool], key.bool_op("IN")(keys(f"{name} naming the partner", find)))


def addressed_to_partner(plan_id: Any) -> ColumnElement[bool]:
    """Whether a plan is addressed to an agency of the partner as such: then he reads it whole."""

    def find() -> Select[int]:
        recipient = slim_table("plan_recipient", "plan_id", "agency_id", name="scope_recipient")
        return select(recipient.c.plan_id).where(recipient.c.agency_id.in_(AGENCIES))

    return cast(ColumnElement[bool], plan_id.bool_op("IN")(keys("plans to the partner", find)))


def _is_partners(kind: Any) -> ColumnElement[bool]:
    agency = slim_table("agency", "id", "kind", name="scope_agency")
    duty = slim_table("agency_duty", "unit_id", "agency_id", "kind", name="scope_duty")
    mapped = and_(duty.c.unit_id == UNIT, duty.c.agency_id.in_(AGENCIES))
    return or_(
        kind.in_(select(agency.c.kind).where(agency.c.id.in_(AGENCIES))),
        kind.in_(select(duty.c.kind).where(mapped)),
    )
