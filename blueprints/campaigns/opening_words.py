"""What is said while a campaign is opened: its days, wished results, what is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _

from blueprints.campaigns.words import figure_value
from blueprints.filters import day, weekday
from blueprints.language import label as _l
from models.campaign import CampaignTarget, Measure
from models.campaign_acts import BadDays
from models.lunar import lunar_of
from models.open_campaign import Wish
from models.plan_faults import Fault, FaultKind
from models.publish_campaign import CampaignFault

MEASURES: dict[Measure, Any] = {
    Measure.UNITS: _l("Units that held it"),
    Measure.ACTIVITIES: _l("Activities"),
    Measure.CHILDREN: _l("Children"),
    Measure.SPECIAL: _l("Children in special circumstances"),
    Measure.ADULTS: _l("Adults"),
    Measure.GIFTS: _l("Gifts"),
    Measure.GIFT_VALUE: _l("Value of the gifts"),
    Measure.BUDGET: _l("State budget"),
    Measure.MOBILISED: _l("Mobilised"),
    Measure.COST: _l("State budget and mobilised together"),
}
BAD_DAYS: dict[BadDays, tuple[str, Any]] = {
    BadDays.ENDS_FIRST: ("ends_on", _l("The campaign ends before it begins. Write a later day.")),
    BadDays.FAR_YEAR: ("ends_on", _l("Write a year from 1990 to 2099.")),
    BadDays.TOO_LONG: ("ends_on", _l("A campaign lasts a year at most. Write an earlier day.")),
    BadDays.REPORT_TOO_EARLY: (
        "report_due_on",
        _l("Reports cannot be due before the campaign has ended. Write a later day."),
    ),
    BadDays.REPORT_TOO_LATE: (
        "report_due_on",
        _l("Reports are due within a year after the end. Write an earlier day."),
    ),
}
"""Of each: the field it is told beside, and what to write."""
FAULTS: dict[CampaignFault | FaultKind, Any] = {
    CampaignFault.NOBODY: _l("Nobody takes part: choose units below, or let the unit itself do."),
    CampaignFault.UNIT_ENDED: _l("The unit has ended its work: it publishes nothing any more."),
    FaultKind.DISCARDED: _l(
        "The plan of the campaign's own tasks was discarded. Take it back among the plans first."
    ),
    FaultKind.UNIT_ENDED: _l("The unit has ended its work: it publishes nothing any more."),
    FaultKind.NO_UNIT: _l(
        "There are tasks for units below, but no unit below takes part. Choose units, or remove"
        " these tasks."
    ),
    FaultKind.NO_TEXT: _l("A task has no text. Remove it, or write it anew."),
    FaultKind.OUTSIDE_PERIOD: _l(
        "The day %(day)s of a task lies before the campaign or after its reports. Remove the task"
        " and type it again."
    ),
}
"""What to do about each fault of a draft."""
_FULL_MOON = 15
_NEW_YEAR = (1, 1)


def fault_text(fault: CampaignFault | Fault) -> str:
    """A fault in words."""
    if isinstance(fault, Fault):
        return str(FAULTS[fault.kind]) % {"day": day(fault.day)}
    return str(FAULTS[fault])


def feast_text(feast: date, *, is_lunar: bool) -> str:
    """The day a campaign leads up to: with its lunar day where that is what it goes by."""
    full = weekday(feast)
    lunar = lunar_of(feast) if is_lunar else None
    if lunar is None:
        return full
    if lunar.day == _FULL_MOON:
        return str(_("Full moon of lunar month %(month)s, %(day)s", month=lunar.month, day=full))
    if (lunar.day, lunar.month) == _NEW_YEAR:
        return str(_("First day of the lunar year, %(day)s", day=full))
    told = _(
        "Day %(lunar)s of lunar month %(month)s, %(day)s",
        lunar=lunar.day,
        month=lunar.month,
        day=full,
    )
    return str(told)


def wished(wish: Wish | CampaignTarget) -> str:
    """A wished result: its words, and how much of what."""
    if wish.measure is None or wish.wanted is None:
        return wish.text
    return f"{wish.text}: {figure_value(wish.measure, wish.wanted)}"
