"""Activities of a month that was handed in: those that began to count after that."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_

from models.activity import Activity
from models.activity_sums import COUNTS
from models.month_calendar import Month


def held_in(unit_id: int, month: Month) -> ColumnElement[bool]:
    """Whether an entry is a unit's own, of a day of the month."""
    is_held = Activity.held_on.between(month.first_day, month.last_day)
    return and_(Activity.unit_id == unit_id, is_held)


def came_after(unit_id: int, month: Month, submitted_at: datetime) -> ColumnElement[bool]:
    """Whether an entry of the month counts, and does so only since the month was handed in."""
    is_new = or_(Activity.created_at > submitted_at, Activity.decided_at > submitted_at)
    return and_(held_in(unit_id, month), COUNTS, is_new)
