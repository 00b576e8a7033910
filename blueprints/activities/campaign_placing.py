"""To which campaigns an entry belongs: said on its page, or in one list of those to be asked."""

from __future__ import annotations

import uuid
from datetime import timedelta

from flask import abort, g, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.activities import blueprint
from blueprints.activities.campaign_words import Placed, questions_of
from blueprints.activities.doer import doer_here
from blueprints.forms import EmptyForm
from blueprints.keys import row_key
from models.activity import Activity
from models.activity_acts import Act, allow
from models.base import db
from models.campaign_links import put_in, take_out
from models.campaign_match_rules import ActivityFacts
from models.campaign_proposals import proposed_for, to_be_asked
from models.clock import today
from models.permissions import Permission
from models.tenancy import begin_write

BACK, AHEAD = timedelta(days=200), timedelta(days=60)
"""The days around today whose entries are asked about."""


@blueprint.get("/placing")
@needs(Permission.DECIDE_ACTIVITIES)
def placing() -> Response:
    """The entries that two campaigns of one kind would take in, with the question at each."""
    found = to_be_asked(g.unit, today() - BACK, today() + AHEAD)
    rows = [(one.activity, questions_of(one)) for one in found]
    return responses.page("activities/placing.html", rows=rows, form=EmptyForm())


@blueprint.route("/<uuid:activity_id>/campaigns", methods=["GET", "POST"])
@needs(Permission.LOG_ACTIVITIES)
def campaigns(activity_id: uuid.UUID) -> Response:
    """The campaigns that an entry is in, to take it out, and those that it may be put into."""
    activity, form = find_own_or_404(Activity, activity_id), EmptyForm()
    if form.is_submitted():
        return _place(activity, form)
    allow(Act.PLACE, doer_here(), activity, today())
    page = "_place.html" if request.htmx else "campaigns.html"  # type: ignore[attr-defined]
    context = {"form": form, "activity": activity, "placed": Placed(activity)}
    return responses.page(f"activities/{page}", **context)


def _place(activity: Activity, form: EmptyForm) -> Response:
    """What is asked and not chosen does not belong."""
    into = _keys("in")
    out = (_keys("out") | _keys("asked")) - into
    if not into | out:
        return responses.refused(Placed(activity).address, _("Choose a campaign."))
    begin_write()
    if form.is_first_post():
        _say(activity, into, out)
    db.session.commit()
    where = url_for("activities.show", activity_id=activity.id)
    if request.args.get("back") == "placing":
        where = url_for("activities.placing")
    return responses.saved(
        where, _("Counted in the campaign.") if into else _("Not counted in it.")
    )


def _say(activity: Activity, into: set[int], out: set[int]) -> None:
    facts = ActivityFacts(activity.kind, activity.title, activity.held_on)
    proposed, known = proposed_for(g.unit, facts, into | out)
    there = {row.id for row in Placed(activity).rows}
    if not (into | out) - there <= known.keys():
        abort(404)
    reasons = {one.campaign.id: one.fit.reasons for one in proposed}
    for key in sorted(into):
        put_in(activity, key, reasons.get(key), doer_here())
    for key in sorted(out):
        take_out(activity, key, doer_here())


def _keys(name: str) -> set[int]:
    return set(request.form.getlist(name, type=row_key))
