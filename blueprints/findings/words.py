"""Findings of inspections, in words: where they stand, what stands in the way of an act."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from flask_login import current_user

from blueprints.access import may
from blueprints.filters import day, days_left, moment
from blueprints.language import label as _l
from models import clock
from models.finding import Finding, FindingStep
from models.finding_acts import (
    BadDueDay,
    FindingAct,
    FindingObstacle,
    FindingState,
    Follower,
    last_due,
)
from models.permissions import Permission

OVERDUE = ("over", "exclamation-triangle-fill", _l("Overdue"))
STATES: dict[FindingState, tuple[str, str, Any]] = {
    FindingState.OPEN: ("doing", "hourglass-split", _l("To be mended")),
    FindingState.MENDED: ("wait", "eye", _l("Mended, to be checked")),
    FindingState.CLOSED: ("done", "check2-all", _l("Mended and checked")),
    FindingState.WITHDRAWN: ("none", "dash-circle", _l("Finding withdrawn")),
}
"""Of each state: the kind of status, the icon, the words."""

STEPS: dict[FindingAct, tuple[str, str, Any]] = {
    FindingAct.RECORD: ("doing", "clipboard-check", _l("Recorded, to be mended by %(day)s")),
    FindingAct.REPORT: ("wait", "send", _l("Reported as mended")),
    FindingAct.CLOSE: ("done", "check2-all", _l("Mended and checked")),
    FindingAct.SEND_BACK: ("back", "arrow-return-left", _l("Not mended yet")),
    FindingAct.MOVE: ("none", "calendar-event", _l("To be mended by %(day)s now")),
    FindingAct.WITHDRAW: ("none", "dash-circle", _l("Finding withdrawn")),
}
"""Of each step: the kind of status, the icon, the words."""

REFUSALS: dict[FindingObstacle, tuple[Any, Any]] = {
    FindingObstacle.NO_RIGHT: (
        _l("You cannot do this here"),
        _l("Who must mend it reports that; the unit that inspected decides."),
    ),
    FindingObstacle.NOT_ASKED: (
        _l("This activity is no inspection"),
        _l("Its kind asks for no findings. Change the kind of the activity first."),
    ),
    FindingObstacle.NOT_COUNTED: (
        _l("This inspection does not count yet"),
        _l("Findings are recorded once it was held and is accepted."),
    ),
    FindingObstacle.OPEN: (
        _l("It is not reported as mended"),
        _l("Somebody sent it back meanwhile, or nobody has reported it yet."),
    ),
    FindingObstacle.MENDED: (
        _l("It is reported as mended already"),
        _l("The unit that inspected checks it now."),
    ),
    FindingObstacle.CLOSED: (
        _l("It was seen to be mended"),
        _l("It is finished. The unit that inspected can send it back with a reason."),
    ),
    FindingObstacle.WITHDRAWN: (
        _l("The finding was withdrawn"),
        _l("Nothing has to be mended any more."),
    ),
}
"""Of each obstacle: what it is, and what to do next."""


def bad_day(why: BadDueDay, first: date) -> str:
    """What to write instead of a day that is not taken."""
    if why is BadDueDay.THE_SAME:
        return str(_("This is the day that holds already. Write another one."))
    if why is BadDueDay.PASSED:
        return str(_("Write %(day)s or a later day.", day=day(first)))
    return str(_("Write %(day)s or an earlier day.", day=day(last_due(first))))


def status_of(finding: Finding) -> tuple[str, str, str]:
    """The kind of status, the icon and the words; overdue where its day is over."""
    told = OVERDUE if finding.is_overdue else STATES[FindingState(finding.state)]
    return told[0], told[1], str(told[2])


def due_of(finding: Finding) -> str:
    """The day by which, and how far it is where that is still waited for."""
    told = _("To be mended by %(day)s", day=day(finding.due_on))
    left = days_left(finding.due_on, clock.today())
    return f"{told}, {left}" if left and finding.state == FindingState.OPEN else told


def follower_here(finding: Finding) -> Follower:
    """The person who is signed in, as he stands to a finding at the unit of the URL."""
    is_member = not g.standing.is_only_partner
    is_inspector = finding.unit_id == g.unit.id
    is_writer = may(Permission.LOG_ACTIVITIES) and is_member
    is_mender = finding.unit_below_id == g.unit.id and is_writer
    return Follower(
        current_user.id,
        writes=is_inspector and is_writer,
        decides=is_inspector and may(Permission.DECIDE_ACTIVITIES),
        mends=is_mender or finding.agency_id in g.standing.agency_ids,
    )


def step_of(step: FindingStep, finding: Finding) -> dict[str, Any]:
    """A step as one of a timeline; who works elsewhere is not known by name here."""
    kind, symbol, title = STEPS[FindingAct(step.kind)]
    elsewhere = finding.mender_name if step.kind == FindingAct.REPORT else finding.unit.name
    who = step.person.name if step.person else elsewhere
    return {
        "kind": kind,
        "symbol": symbol,
        "title": str(title) % {"day": day(step.due_on)},
        "sub": f"{who}, {moment(step.at)}",
        "text": step.word,
    }


def row_of(finding: Finding) -> dict[str, Any]:
    """A finding of a list."""
    return {
        "id": finding.id,
        "href": url_for("findings.show", finding_id=finding.id),
        "status": status_of(finding),
        "due": due_of(finding),
        "text": finding.text,
        "mender": finding.mender_name,
        "by": finding.unit.name if finding.unit_id != g.unit.id else "",
    }
