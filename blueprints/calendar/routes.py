"""The calendar of a unit."""

from __future__ import annotations

from flask import Response, g

from blueprints import responses
from blueprints.access import needs
from blueprints.calendar import blueprint
from blueprints.calendar.calendar_page import CalendarPage, below_asked, month_asked, window_of
from blueprints.weekdays import WEEKDAYS
from models.calendar_days import Reader, dated_at
from models.permissions import Permission


@blueprint.get("")
@needs(Permission.VIEW_UNIT)
def show() -> Response:
    """What is dated in a month and concerns the person: as a grid of weeks, or as a list."""
    first = month_asked()
    who = Reader(
        g.standing.permissions,
        is_partner=g.standing.is_only_partner,
        looks_below=below_asked(),
    )
    page = CalendarPage(first, dated_at(g.unit, window_of(first), who))
    return responses.page("calendar/show.html", page=page, weekdays=WEEKDAYS)
