"""The rules of the months in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.checklists.month_words import month_name
from blueprints.filters import day
from blueprints.language import label as _l
from models.month_calendar import Month, MonthKind, MonthRule
from models.month_rules import Fault, Schedule, StatedRule

KINDS = {
    MonthKind.CALENDAR: _l("Calendar months: from the 1st to the last day"),
    MonthKind.ADMINISTRATIVE: _l("Administrative months: from the 15th to the 14th"),
}
FAULTS = {
    Fault.NOT_OFFERED: _l("Choose a month of the list: it has not begun yet."),
    Fault.NOT_JANUARY: _l("Another kind of month counts from a January only. Choose a January."),
    Fault.NOTHING_PLANNED: _l("There is no rule that could be taken back."),
}


def number_of(named: date) -> str:
    """A named month inside a sentence: 6/2027."""
    return f"{named.month}/{named.year}"


def days_of(rule: MonthRule) -> str:
    """When months are due and closed under a rule."""
    if rule.kind is MonthKind.ADMINISTRATIVE:
        due = _("Due on day %(day)s of the same month", day=rule.due)
    else:
        due = _("Due on day %(day)s of the next month", day=rule.due)
    days = rule.closes_after
    closed = ngettext("closed %(num)d day later", "closed %(num)d days later", days)
    at_once = _("closed at the end of that day")
    return f"{due}, {closed if days else at_once}"


def example(month: Month) -> str:
    """One month with its days: what people will read on their lists."""
    return str(
        _(
            "%(month)s: from %(first)s to %(last)s, due %(due)s, open until %(closed)s",
            month=month_name(month.named),
            first=day(month.first_day),
            last=day(month.last_day),
            due=day(month.due_on),
            closed=day(month.closes_on),
        )
    )


def row_of(schedule: Schedule) -> dict[str, Any]:
    """What holds now, as a row that leads to the rules of the months."""
    rule = schedule.rules.rule_in(schedule.present.named)
    return _row(rule, schedule.holding, "") | {"href": url_for("settings.months")}


def rows_of(schedule: Schedule) -> list[dict[str, Any]]:
    """Every rule with its first month, the oldest first; the one that holds now is marked."""
    rows = [_row(one.rule, one, _place(one, schedule)) for one in schedule.stated]
    if schedule.holding is None:
        rows.insert(0, _row(MonthRule(), None, _("Holds now")))
    return rows


def _place(one: StatedRule, schedule: Schedule) -> str:
    if one is schedule.holding:
        return str(_("Holds now"))
    return str(_("Holds later")) if one.since > schedule.present.named else ""


def _row(rule: MonthRule, told: StatedRule | None, place: str) -> dict[str, Any]:
    said = (place, days_of(rule), _source(told))
    return {"title": KINDS[rule.kind], "sub": " · ".join(one for one in said if one)}


def _source(told: StatedRule | None) -> str:
    if told is None:
        return str(_("As in the whole portal"))
    month = number_of(told.since)
    if told.unit.id == g.unit.id:
        return str(_("Stated here from month %(month)s on", month=month))
    return str(_("%(unit)s states it from month %(month)s on", unit=told.unit.name, month=month))
