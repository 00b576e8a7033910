"""Words of a campaign's roll-up: how far a unit is, what it owes, what is counted."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.activities.entry_words import LABELS
from blueprints.filters import number
from blueprints.language import label as _l
from models.activity import FIGURES as SUMMED
from models.campaign import Campaign, Measure
from models.campaign_rollup import Missing, Part, Row
from models.participation import ParticipationState

MISSING: dict[Missing, Any] = {
    Missing.OVERDUE: _l("Result sheet overdue"),
    Missing.RETURNED: _l("Result sheet sent back"),
    Missing.RESULT: _l("No result sheet yet"),
    Missing.HELD: _l("Nothing held yet"),
    Missing.PLAN: _l("No plan yet"),
    Missing.WAITING: _l("Partners' entries wait"),
}
MEASURES: dict[Measure, Any] = {
    Measure.UNITS: _l("units that held something"),
    Measure.ACTIVITIES: _l("activities"),
    Measure.CHILDREN: _l("children"),
    Measure.SPECIAL: _l("children in special circumstances"),
    Measure.ADULTS: _l("adults"),
    Measure.GIFTS: _l("gifts given"),
    Measure.GIFT_VALUE: _l("đ of gifts"),
    Measure.BUDGET: _l("đ from the state budget"),
    Measure.MOBILISED: _l("đ mobilised"),
    Measure.COST: _l("đ in all"),
}
FIGURES: dict[str, Any] = {
    "activities": _l("Activities"),
    **{name: LABELS[name] for name in SUMMED},
    "cost": _l("Cost"),
}
"""What is added up, in the order in which it is shown; the last four are money."""
GIFTS: dict[str, Any] = {
    "needed": _l("Gifts needed"),
    "pledged": _l("Gifts pledged, in all"),
    "received": _l("Gifts received, in all"),
    "left": _l("Gifts received, not given yet"),
}
PLANNED = ("budget", "mobilised", "cost")


class Stage(NamedTuple):
    """How far a unit is, as components/status.html shows it."""

    kind: str
    words: str
    icon: str


_OF_STATE = {
    ParticipationState.APPROVED: ("done", _l("Result approved"), "check2-all"),
    ParticipationState.SUBMITTED: ("wait", _l("Result handed in"), "hourglass-split"),
    ParticipationState.RETURNED: ("back", _l("Result sent back"), "arrow-return-left"),
}
_OVERDUE = ("over", MISSING[Missing.OVERDUE], "exclamation-triangle-fill")
_HELD = ("doing", _l("Activities held"), "play-circle")
_PLANNED = ("doing", _l("Plan written"), "calendar-check")
_NOTHING = ("none", _l("Nothing yet"), "circle")


def stage_of(row: Row) -> Stage:
    """How far a unit is; of several units how many handed their result in."""
    total = row.total
    if row.is_group:
        told = _("%(done)s of %(all)s handed in", done=total.handed_in, all=total.units)
        is_done = total.handed_in == total.units
        kind = "over" if total.missing[Missing.OVERDUE] else "done" if is_done else "doing"
        return Stage(kind, str(told), _OVERDUE[2] if kind == "over" else "diagram-3")
    kind, words, icon = _of_part(row.parts[0], bool(total.missing[Missing.OVERDUE]))
    return Stage(kind, str(words), icon)


def _of_part(part: Part, is_overdue: bool) -> tuple[str, Any, str]:
    if part.state in _OF_STATE:
        return _OF_STATE[part.state]
    if is_overdue:
        return _OVERDUE
    return _HELD if part.is_held else _PLANNED if part.is_planned else _NOTHING


def missing_told(row: Row) -> list[str]:
    """What a unit owes; of several units how many owe it. What the stage says is left out."""
    missing = row.total.missing
    if not row.is_group:
        said = {Missing.OVERDUE, Missing.RETURNED}
        return [
            _one(part, row.total.waiting) for part in MISSING if missing[part] and part not in said
        ]
    return [f"{words}: {number(missing[one])}" for one, words in MISSING.items() if missing[one]]


def _one(missing: Missing, waiting: int) -> str:
    if missing is not Missing.WAITING:
        return str(MISSING[missing])
    told = ngettext("%(num)s partner's entry waits", "%(num)s partners' entries wait", waiting)
    return str(told)


def href_of(row: Row, campaign: Campaign) -> str:
    """Where a unit stands: the roll-up of those below it, else its part in the campaign."""
    return totals_href(row.slug, campaign) if row.is_group else part_href(row.slug, campaign)


def totals_href(slug: str, campaign: Campaign) -> str:
    return f"/{slug}/campaigns/{campaign.id}/totals"


def part_href(slug: str, campaign: Campaign) -> str:
    """A unit's part in a campaign, where its result is approved or sent back."""
    return f"/{slug}/campaigns/{campaign.id}/participation"
