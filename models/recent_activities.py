"""What a person logged last: what his next entry begins with."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.activity import Activity
from models.base import db
from models.clock import today

MOST = 20
_KEPT = timedelta(days=120)


def recent_of(unit_id: int, person_id: int) -> list[Activity]:
    """A person's entries of the last months at a unit, what he logged last first; one query."""
    mine = select(Activity).where(
        Activity.unit_id == unit_id,
        Activity.held_on >= today() - _KEPT,
        Activity.logged_by_id == person_id,
    )
    newest = mine.order_by(Activity.created_at.desc(), Activity.id.desc()).limit(MOST)
    return list(db.session.scalars(newest.options(joinedload(Activity.hamlet))))
