"""The activities that fill a line, as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from blueprints.checklists.month_rows import in_words
from blueprints.filters import day
from models.activity import Activity
from models.activity_sums import counts
from models.base import db
from models.line_activities import Filled
from models.month_line import MonthLine


@dataclass(frozen=True)
class LineActivity:
    """One activity: what, when and by whom, what it brings to the line, where it is read."""

    title: str
    about: str
    brings: str
    href: str


def activities_of(line: MonthLine) -> list[LineActivity]:
    """The activities of a line in the order of their days; one query, none where there are none."""
    if not line.activities:
        return []
    query = select(Activity).where(Activity.id.in_(line.activities))
    query = query.options(joinedload(Activity.agency)).order_by(Activity.held_on, Activity.id)
    return [_told(activity) for activity in db.session.scalars(query)]


def _told(activity: Activity) -> LineActivity:
    organiser = activity.agency.name if activity.agency else g.unit.name
    return LineActivity(
        activity.title,
        f"{day(activity.held_on)} · {organiser}",
        _brings(activity),
        url_for("activities.show", activity_id=activity.id),
    )


def _brings(activity: Activity) -> str:
    if activity.is_joined:
        return str(_("The same event is counted with another entry"))
    numbers: dict[str, Any] = Filled((activity.id,), counts(activity)).numbers
    told = in_words(numbers.get(name) for name in ("times", "children", "adults", "amount"))
    return " · ".join(told)
