"""Which tasks name a partner's agency: by its kind, or by what his unit maps the kind to."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import ColumnElement, and_, or_, select

from models.base import Base
from models.tenancy import AGENCIES, UNIT


def names_partner(plan_id: Any, task_id: Any = None) -> ColumnElement[bool]:
    """Whether a plan (or one task of it) names an agency of the partner who is bound.

    Tables stand under aliases of their own, as everything inside a scope's criteria.
    """
    named = Base.metadata.tables["task_agency"].alias("scope_named")
    column, key = (named.c.plan_id, plan_id) if task_id is None else (named.c.task_id, task_id)
    ids = select(column).where(_is_partners(named.c.kind))
    return cast(ColumnElement[bool], key.in_(ids))


def addressed_to_partner(plan_id: Any) -> ColumnElement[bool]:
    """Whether a plan is addressed to an agency of the partner as such: then he reads it whole."""
    recipient = Base.metadata.tables["plan_recipient"].alias("scope_recipient")
    ids = select(recipient.c.plan_id).where(recipient.c.agency_id.in_(AGENCIES))
    return cast(ColumnElement[bool], plan_id.in_(ids))


def _is_partners(kind: Any) -> ColumnElement[bool]:
    agency = Base.metadata.tables["agency"].alias("scope_agency")
    duty = Base.metadata.tables["agency_duty"].alias("scope_duty")
    mapped = and_(duty.c.unit_id == UNIT, duty.c.agency_id.in_(AGENCIES))
    return or_(
        kind.in_(select(agency.c.kind).where(agency.c.id.in_(AGENCIES))),
        kind.in_(select(duty.c.kind).where(mapped)),
    )
