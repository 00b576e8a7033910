"""Delegations in words: where they stand, what stands in their way, that one is over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import request
from flask_babel import gettext as _

from blueprints.errors import WORDS
from blueprints.filters import day, moment
from blueprints.language import label as _l
from models.clock import vietnam_day
from models.delegates import Ended
from models.delegation_rules import DelegationObstacle, DelegationState, latest_end

STATES: dict[DelegationState, tuple[str, str, Any]] = {
    DelegationState.IN_FORCE: ("done", "check-circle-fill", _l("Stands in now")),
    DelegationState.TO_COME: ("wait", "clock-fill", _l("Stands in later")),
    DelegationState.ENDED: ("none", "dash-circle", _l("No longer stands in")),
}
"""Of each state: the kind of status it is shown as, the icon, the words."""

REFUSALS: dict[DelegationObstacle, tuple[str, Any]] = {
    DelegationObstacle.NOT_REVIEWER: (
        "",
        _l("Only a reviewer of this unit delegates reviewing. Your role here has ended."),
    ),
    DelegationObstacle.HIMSELF: ("receiver_id", _l("Choose somebody else than yourself.")),
    DelegationObstacle.NOT_COLLEAGUE: (
        "receiver_id",
        _l("Choose somebody who works here today, other than a partner or an administrator."),
    ),
    DelegationObstacle.DECIDES_ALREADY: (
        "receiver_id",
        _l("This person decides here already. Choose a colleague who does not."),
    ),
    DelegationObstacle.STARTS_IN_PAST: (
        "starts_on",
        _l("This day has passed. Write today or a later day."),
    ),
    DelegationObstacle.ENDS_IN_PAST: (
        "ends_on",
        _l("This day has passed. Write today or a later day."),
    ),
    DelegationObstacle.ENDS_BEFORE_START: (
        "ends_on",
        _l("The last day lies before the first one. Write %(first)s or a later day."),
    ),
    DelegationObstacle.TOO_FAR: (
        "ends_on",
        _l("Write %(latest)s or an earlier day. It can be delegated again then."),
    ),
    DelegationObstacle.OVERLAPS: (
        "receiver_id",
        _l("This colleague reviews on somebody's behalf in these days already. See the list."),
    ),
    DelegationObstacle.OVER: ("", _l("It was ended, or its last day is over.")),
}
"""Of each obstacle: the field beside which it stands, and what to write instead."""


def refusal(why: DelegationObstacle, starts_on: date) -> tuple[str, str]:
    """The field, and what to write there."""
    name, text = REFUSALS[why]
    return name, str(text) % {"first": day(starts_on), "latest": day(latest_end(starts_on))}


def told_of(ended: Ended | None) -> tuple[str, str]:
    """What who acts by a delegation that is over reads: whose it was, since when, the way out."""
    if ended is None:
        title, text = WORDS[403]
        return str(title), str(text)
    values = {"name": ended.giver_name, "unit": ended.unit_name}
    way_out = (
        _("Ask %(name)s to delegate to you again, or leave it to who reviews there.", **values)
        if ended.still_reviews
        else _("%(name)s no longer reviews there: ask another reviewer of the unit.", **values)
    )
    unsaved = _("Nothing of this step was saved.") if request.method == "POST" else ""
    return str(_("The delegation has ended")), " ".join(
        filter(None, (_over(ended), unsaved, way_out))
    )


def _over(ended: Ended) -> str:
    """The minute in which somebody ended it, or the last day, which counted to its end."""
    values = {"name": ended.giver_name, "unit": ended.unit_name}
    if ended.was_ended:
        at = moment(ended.over_at)
        return str(
            _("Until %(at)s you reviewed at %(unit)s on behalf of %(name)s.", at=at, **values)
        )
    last = day(vietnam_day(ended.over_at) - timedelta(days=1))
    told = _(
        "Until the end of %(day)s you reviewed at %(unit)s on behalf of %(name)s.",
        day=last,
        **values,
    )
    return str(told)
