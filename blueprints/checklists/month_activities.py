"""What the activities of a month's days add up to, on the page of the month."""

from __future__ import annotations

from typing import NamedTuple

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.checklists.month_rows import in_words
from blueprints.filters import number
from models.activity import Activity
from models.activity_period import Period
from models.activity_sums import sums_of
from models.unit_month import UnitMonth


class MonthActivities(NamedTuple):
    """How many count, whom they reached and at what cost, and the list of them."""

    told: str
    reach: str
    href: str


def activities_in(month: UnitMonth) -> MonthActivities:
    """The unit's own activities that count, in the days of the month; one query."""
    named, days = month.month.named, (month.month.first_day, month.month.last_day)
    sums = sums_of(Activity.unit_id == month.unit.id, Activity.held_on.between(*days))
    count = sums.activities
    told = ngettext(
        "%(count)s activity counts", "%(count)s activities count", count, count=number(count)
    )
    period = Period(named.year, named.month, 1).code
    own = month.unit.slug if g.has_below else None
    return MonthActivities(
        told=told if count else str(_("No activity counts in this month yet.")),
        reach=" · ".join(in_words((None, sums.children, sums.adults, sums.cost))),
        href=url_for("activities.index", period=period, of=own),
    )
