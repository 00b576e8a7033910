"""A plan as its page opens it: with what the page asks of it at once."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload, load_only

from models.adopt_plan import is_addressed_to
from models.base import db
from models.campaign_tasks import campaign_of
from models.plan import Plan
from models.plan_source import PlanSource


class Opened(NamedTuple):
    """A plan, its original where it may be read, whether it was addressed to the reader, and the
    campaign of whose own tasks it is."""

    plan: Plan
    source: PlanSource | None
    is_addressed: bool
    campaign_id: int | None


def open_plan(plan_id: int, unit_id: int) -> Opened | None:
    """A plan in scope as a unit opens it, in one query."""
    of_campaign = campaign_of(Plan.id).correlate(Plan).scalar_subquery()
    query = (
        select(Plan, PlanSource, is_addressed_to(unit_id), of_campaign)
        .outerjoin(PlanSource, PlanSource.plan_id == Plan.id)
        .options(
            joinedload(Plan.unit),
            load_only(PlanSource.sha256, PlanSource.file_name, raiseload=True),
        )
        .where(Plan.id == plan_id)
    )
    row = db.session.execute(query).first()
    return Opened(*row) if row else None
