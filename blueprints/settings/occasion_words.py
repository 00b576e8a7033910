"""The kinds of campaigns, in words."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from blueprints.filters import day
from blueprints.language import label as _l
from blueprints.settings.own_lists import Words, source
from models.campaign_days import DayRule, Days, FixedDays, LunarDays, next_days
from models.campaign_kind import CampaignKind, Occasion, OccasionList
from models.clock import today
from models.own_list import Fault

FIGURES = {
    "activities": _l("How many activities"),
    "sessions": _l("Number of sessions"),
    "children": _l("Children, girls and boys"),
    "special": _l("Children in special circumstances"),
    "adults": _l("Adults"),
    "gifts": _l("Number of gifts"),
    "gift_value": _l("Value of the gifts"),
    "budget": _l("Money of the state budget"),
    "mobilised": _l("Money mobilised"),
}
WORDS = Words(
    title=_l("Kinds of campaigns"),
    lead=_l(
        "Who opens a campaign chooses its kind among these: it proposes the days, the figures of "
        "the result sheet and the activities that belong to it."
    ),
    add=_l("Add a kind of campaigns"),
    change=_l("Change a kind of campaigns"),
    copied=_l(
        "A list of its own begins as a copy of this one, and campaigns are still compared by "
        "these kinds. What the units above change later does not reach it."
    ),
    followed=_l(
        "Without a list of its own the unit offers the kinds of the units above. The own ones are "
        "ended, not deleted."
    ),
    closing=_l(
        "A kind that is no longer used is closed, not deleted: campaigns that were opened keep it."
    ),
    faults={
        Fault.DUPLICATE: _l("There is a kind with this name already; if it was ended, reopen it."),
        Fault.LAST: _l(
            "This is the only kind left. Add another one first, or follow the units above again."
        ),
        Fault.FULL: _l("There are %(most)d kinds already. End one first."),
        Fault.ENDED: _l("This kind was ended. Reopen it first."),
    },
)


def rows_of(occasions: list[Occasion]) -> list[dict[str, Any]]:
    """The kinds of another list, to be read."""
    return [_told(one) for one in occasions]


def own_row(row: CampaignKind) -> dict[str, Any]:
    """One of the unit's own kinds: its name, its days, whether gifts are counted."""
    return _told(row.occasion)


def way_to(found: OccasionList) -> dict[str, str]:
    """The way to the list, and whose it is."""
    return {
        "title": str(WORDS.title),
        "sub": source(found.unit),
        "href": url_for("settings.campaign_kinds"),
    }


def rule_in_words(rule: DayRule | None) -> str:
    """When the campaigns of a kind are held."""
    if isinstance(rule, FixedDays):
        return str(_("from %(first)s to %(last)s", first=rule.first, last=rule.last))
    if isinstance(rule, LunarDays):
        told = _(
            "%(day)s of the lunar calendar, from %(before)s days before to %(after)s days after",
            day=rule.feast,
            before=rule.before,
            after=rule.after,
        )
        return str(told)
    return str(_("no fixed days"))


def span(days: Days) -> str:
    """The days themselves, as they will be."""
    return str(_("next from %(first)s to %(last)s", first=day(days.first), last=day(days.last)))


def _told(one: Occasion) -> dict[str, Any]:
    words = [rule_in_words(one.days)]
    if isinstance(one.days, LunarDays):
        words.append(span(next_days(one.days, today())))
    if one.counts_gifts:
        words.append(_("gifts are counted"))
    return {
        "title": one.name,
        "sub": " · ".join(words),
        "symbol": "gift" if one.counts_gifts else "calendar-event",
    }
