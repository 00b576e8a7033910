"""What stands on a day, in words, with where it leads; the page and the feed say the same."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.checklists.month_words import STATUSES, month_inside
from blueprints.language import label as _l
from models.child_names import names_in
from models.clock import today
from models.dated import Dated, DayStatus, What
from models.lunar import BigDay, LunarDay

BIG_DAYS: dict[BigDay, Any] = {
    BigDay.TET: _l("Lunar New Year"),
    BigDay.CHILDREN: _l("International Children's Day"),
    BigDay.MID_AUTUMN: _l("Mid-Autumn Festival"),
}
ICONS: dict[What, str] = {
    What.EXPLANATION: "chat-dots",
    What.MONTH_DUE: "send",
    What.MONTH_CLOSES: "lock-fill",
    What.SHEET_DUE: "clipboard-check",
    What.FEAST: "flag",
    What.BEGINS: "flag",
    What.ENDS: "flag",
    What.LINE: "list-check",
    What.PERIOD: "list-check",
    What.TASK: "file-earmark-text",
    What.REPORT: "file-earmark-text",
    What.ACTIVITY: "calendar-event",
}
_LINES = {What.LINE, What.PERIOD}
_OF_CAMPAIGN = {
    What.SHEET_DUE: "participations.show",
    What.FEAST: "campaigns.show",
    What.BEGINS: "campaigns.show",
    What.ENDS: "campaigns.show",
}
_HANDED_IN = {What.MONTH_DUE, What.MONTH_CLOSES, What.SHEET_DUE}
_OPEN: dict[What, Any] = {
    What.EXPLANATION: _l("To be answered"),
    What.MONTH_DUE: _l("Not submitted yet"),
    What.MONTH_CLOSES: _l("Not submitted yet"),
    What.TASK: _l("Due day"),
    What.REPORT: _l("Due day of a report"),
    What.SHEET_DUE: _l("Not handed in yet"),
    What.FEAST: _l("Main day of a campaign"),
    What.BEGINS: _l("First day of a campaign"),
    What.ENDS: _l("Last day of a campaign"),
}
_MONTH: dict[DayStatus, Any] = {
    DayStatus.WAITING: _l("Submitted"),
    DayStatus.DONE: _l("Approved"),
    DayStatus.BACK: _l("Returned"),
}


_ACTIVITY: dict[DayStatus, Any] = {
    DayStatus.PLANNED: _l("Planned"),
    DayStatus.WAITING: _l("Waits to be accepted"),
    DayStatus.DONE: _l("Held"),
    DayStatus.UNTOLD: _l("Not recorded as held yet"),
}
_KINDS = {
    DayStatus.WAITING: "wait",
    DayStatus.UNTOLD: "wait",
    DayStatus.PLANNED: "doing",
}
"""As which status of the look those are shown that it does not know."""
MARKS = {DayStatus.PLANNED: "calendar-event", DayStatus.UNTOLD: "pencil"}
"""Their icons, where that of the status says something else."""


def title_of(one: Dated) -> str:
    """What it is, in one line."""
    words = _TITLES.get(one.what)
    return words(one) if words else one.text


def title_outside(one: Dated) -> str:
    """As title_of(), for what leaves the portal: words of the unit's own that look as if they
    named a child are left out."""
    is_own = one.plan_id is None and one.what in {What.ACTIVITY, What.LINE, What.PERIOD}
    if not (is_own and names_in(one.text)):
        return title_of(one)
    if one.what is What.ACTIVITY:
        return str(_("Activity for children"))
    return str(_("A line of %(month)s", month=_month(one)))


def status_of(one: Dated) -> tuple[str, str]:
    """How it stands: the kind of status it is shown as, and its words."""
    return _KINDS.get(one.status, one.status.value), str(_status_words(one))


def address_of(one: Dated, slug: str) -> str | None:
    """The page it leads to, at the unit with that slug; nothing where there is none yet."""
    if one.what is What.EXPLANATION:
        return url_for("explanations.show", unit=slug, explanation_id=one.of)
    if one.what is What.ACTIVITY:
        return url_for("activities.show", unit=slug, activity_id=one.of)
    if one.what in _OF_CAMPAIGN:
        return url_for(_OF_CAMPAIGN[one.what], unit=slug, campaign_id=one.of)
    if one.month is not None and one.month <= today():
        anchor = f"line-{one.of}" if one.what is What.LINE else None
        return url_for("checklists.show", unit=slug, month=one.month, _anchor=anchor)
    if one.plan_id is not None:
        return url_for("plans.show", unit=slug, plan_id=one.plan_id)
    return None


def lunar_words(lunar: LunarDay) -> str:
    """A lunar day as people say it: 15/8 of the lunar calendar."""
    return str(_("%(day)s lunar", day=lunar_number(lunar)))


def lunar_short(lunar: LunarDay) -> str:
    """As the grid writes it: on the 1st and the 15th with its month, else the day alone."""
    return lunar_number(lunar) if lunar.is_marked else str(lunar.day)


def lunar_number(lunar: LunarDay) -> str:
    """Its numbers alone: 15/8, and of a leap month 15/6 leap."""
    number = f"{lunar.day}/{lunar.month}"
    return str(_("%(day)s leap", day=number)) if lunar.is_leap else number


def _status_words(one: Dated) -> Any:
    if one.what is What.ACTIVITY:
        return _ACTIVITY[one.status]
    if one.what in _HANDED_IN and one.status in _MONTH:
        return _MONTH[one.status]
    if one.what not in _LINES and one.status is not DayStatus.OVER:
        return _OPEN[one.what]
    return next(words for status, words in STATUSES.items() if status.value == one.status.value)


def _submit(one: Dated) -> str:
    return str(_("Submit the work of %(month)s", month=_month(one)))


def _closes(one: Dated) -> str:
    return str(_("The list of %(month)s closes", month=_month(one)))


def _explain(one: Dated) -> str:
    if one.month is None:
        return str(_("Answer a request to explain"))
    return str(_("Answer a request to explain about %(month)s", month=_month(one)))


def _period(one: Dated) -> str:
    if one.text:
        return one.text
    done, every = one.count or (0, 0)
    told = ngettext(
        "%(num)d line of %(month)s", "%(num)d lines of %(month)s", every, month=_month(one)
    )
    already = _("%(done)s done", done=done)
    return f"{told}, {already}" if done else told


def _report(one: Dated) -> str:
    return str(_("Report: %(what)s", what=one.text))


def _sheet(one: Dated) -> str:
    return str(_("Hand in the result sheet: %(campaign)s", campaign=one.text))


def _feast(one: Dated) -> str:
    return str(_("%(campaign)s: main day", campaign=one.text))


def _begins(one: Dated) -> str:
    return str(_("%(campaign)s begins", campaign=one.text))


def _ends(one: Dated) -> str:
    return str(_("%(campaign)s ends", campaign=one.text))


def _month(one: Dated) -> str:
    return month_inside(one.month) if one.month else ""


_TITLES = {
    What.EXPLANATION: _explain,
    What.MONTH_DUE: _submit,
    What.MONTH_CLOSES: _closes,
    What.PERIOD: _period,
    What.REPORT: _report,
    What.SHEET_DUE: _sheet,
    What.FEAST: _feast,
    What.BEGINS: _begins,
    What.ENDS: _ends,
}
