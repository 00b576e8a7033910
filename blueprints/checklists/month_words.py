"""Months, their states and what stands in the way of an act, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.filters import day
from blueprints.language import label as _l
from models.line_status import LineStatus
from models.month_acts import MonthState, Obstacle
from models.unit_month import UnitMonth

STATES: dict[MonthState, tuple[str, Any]] = {
    MonthState.OPEN: ("none", _l("Being prepared")),
    MonthState.SUBMITTED: ("wait", _l("Submitted")),
    MonthState.IN_REVIEW: ("wait", _l("In review")),
    MonthState.RETURNED: ("back", _l("Returned")),
    MonthState.APPROVED: ("approved", _l("Approved")),
    MonthState.REOPENED: ("back", _l("Reopened")),
    MonthState.EXCUSED: ("not_applicable", _l("Excused")),
}
"""Of each state: the kind of status it is shown as, and its words."""

STATUSES: dict[LineStatus, Any] = {
    LineStatus.DONE: _l("Done"),
    LineStatus.LATE: _l("Done late"),
    LineStatus.DOING: _l("In progress"),
    LineStatus.OVER: _l("Overdue"),
    LineStatus.NONE: _l("Not started"),
    LineStatus.NOT_APPLICABLE: _l("Nothing arose"),
}

_REFUSALS: dict[Obstacle, tuple[Any, Any]] = {
    Obstacle.NO_RIGHT: (
        _l("You cannot do this here"),
        _l("Only an officer of this unit writes in its months."),
    ),
    Obstacle.UNIT_ENDED: (
        _l("The unit has ended"),
        _l("Its months can be read, nothing is added."),
    ),
    Obstacle.TO_COME: (
        _l("The month has not begun"),
        _l("It opens on %(first_day)s."),
    ),
    Obstacle.TOO_EARLY: (
        _l("It is too early to submit"),
        _l("%(month)s can be submitted from %(submit_from)s."),
    ),
    Obstacle.CLOSED: (
        _l("%(month)s is closed"),
        _l("It closed on %(closes_on)s. Ask for an extension on its page."),
    ),
    Obstacle.SUBMITTED: (
        _l("%(month)s has been submitted"),
        _l("To change something, take the month back on its page."),
    ),
    Obstacle.IN_REVIEW: (
        _l("%(month)s is being read"),
        _l("To change something, ask the reviewer to let it go or to return the line."),
    ),
    Obstacle.APPROVED: (
        _l("%(month)s has been approved"),
        _l(
            "To change something, ask the unit above to reopen the month. "
            "Photos and files can still be added to its lines."
        ),
    ),
    Obstacle.EXCUSED: (
        _l("%(month)s has been excused"),
        _l("It need not be submitted. To submit it all the same, ask the unit above to reopen it."),
    ),
    Obstacle.NOT_OVER: (
        _l("%(month)s is not over"),
        _l("It can be excused when it is over, if it is not submitted."),
    ),
    Obstacle.NOT_SUBMITTED: (
        _l("%(month)s is not submitted"),
        _l("Somebody may have taken it back before you. See its page."),
    ),
    Obstacle.NOT_APPROVED: (
        _l("%(month)s is not approved"),
        _l("Only an approved month is reopened. See its page."),
    ),
    Obstacle.IN_OTHER_HANDS: (
        _l("Somebody else has this month in hand"),
        _l("See its page for who reads it."),
    ),
    Obstacle.NOT_IN_HAND: (
        _l("Nobody has this month in hand"),
        _l("See its page for how it stands."),
    ),
    Obstacle.OWN_WORK: (
        _l("You wrote in this month yourself"),
        _l("Another reviewer has to decide on it."),
    ),
    Obstacle.GIVERS_WORK: (
        _l("On whose behalf you decide wrote in this month"),
        _l("A reviewer who decides in his own right has to decide on it."),
    ),
    Obstacle.CHILDREN_OPEN: (
        _l("Units below still open: %(open_below)s"),
        _l("Their months have to be approved or excused first."),
    ),
    Obstacle.ACTED_ON: (
        _l("Something happened to %(month)s meanwhile"),
        _l("Look at the month again, then decide."),
    ),
    Obstacle.LINE_APPROVED: (
        _l("This line was approved with month %(approved_with)s"),
        _l("To change it, ask the unit above to reopen that month."),
    ),
    Obstacle.APPROVED_ABOVE: (
        _l("The unit above has approved its own month"),
        _l("Ask it to reopen that month first."),
    ),
}


def month_name(named: date) -> str:
    """A month as a sentence begins with it: Month 9/2026."""
    return str(_("Month %(month)s", month=f"{named.month}/{named.year}"))


def month_inside(named: date) -> str:
    """A month inside a sentence: month 9/2026."""
    return str(_("month %(month)s", month=f"{named.month}/{named.year}"))


def changed_since_approval(changes: int) -> str:
    """The mark of an approved month that something came to since."""
    told = ngettext("Changed since approval (%(num)d)", "Changed since approval (%(num)d)", changes)
    return str(told)


def changed_since_submission(lines: int) -> str:
    """What a month that was handed in again says to who decides."""
    told = ngettext(
        "Changed since the last submission: %(num)d line",
        "Changed since the last submission: %(num)d lines",
        lines,
    )
    return str(told)


def refusal(why: Obstacle, month: UnitMonth, approved_with: date | None = None) -> tuple[str, str]:
    """What stands in the way, and what to do next; `approved_with` names the month with which a
    line was approved."""
    calendar = month.month
    frozen = approved_with or calendar.named
    values = {
        "month": month_name(calendar.named),
        "first_day": day(calendar.first_day),
        "closes_on": day(month.standing.closes_on),
        "approved_with": f"{frozen.month}/{frozen.year}",
        "submit_from": day(month.standing.submitted_from),
    }
    if why is Obstacle.CHILDREN_OPEN:
        values["open_below"] = str(month.open_below)
    title, text = _REFUSALS[why]
    return str(title) % values, str(text) % values
