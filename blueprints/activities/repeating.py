"""Planning an activity again and again: each day is shown before it is planned."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.activities import blueprint
from blueprints.activities.doer import doer_here
from blueprints.activities.forms import RhythmForm
from blueprints.activities.offered import Offered
from models.activity import FIGURES, Activity
from models.activity_acts import ActivityRefused, Obstacle
from models.activity_rhythm import Rhythm, days_of
from models.base import db
from models.clock import today
from models.log_activity import entry_of, log
from models.permissions import Permission
from models.tenancy import begin_write

REPEAT = "activities/repeat.html"


@blueprint.route("/<uuid:activity_id>/repeat", methods=["GET", "POST"])
@needs(Permission.LOG_ACTIVITIES)
def repeat(activity_id: uuid.UUID) -> Response:
    """Plans an entry again for the days of a rhythm, which are listed first."""
    activity, form = find_own_or_404(Activity, activity_id), RhythmForm()
    back = url_for("activities.show", activity_id=activity_id)
    if not form.is_submitted():
        return responses.page(REPEAT, form=form, activity=activity, back=back, days=[])
    days = _days(activity, form) if form.validate() else []
    if form.errors or not days:
        return responses.invalid(REPEAT, form, activity=activity, back=back, days=[])
    chosen = [day for day in days if day.isoformat() in request.form.getlist("day")]
    if not chosen:
        return responses.page(REPEAT, form=form, activity=activity, back=back, days=days)
    return _plan(activity, form, chosen)


def _days(activity: Activity, form: RhythmForm) -> list[date]:
    """The days to come; says beside the field why there are none."""
    until = form.until.data or today()
    days = days_of(activity.held_on, Rhythm(form.rhythm.data), until, today())
    if not days:
        form.until.errors = [*form.until.errors, _("No day of this rhythm comes until then.")]
    return days


def _plan(activity: Activity, form: RhythmForm, days: list[date]) -> Response:
    by = doer_here()
    empty: dict[str, Any] = dict.fromkeys((*FIGURES, "note"))
    entry = replace(entry_of(activity), **empty)
    if not by.writes and entry.agency_id not in by.agency_ids:
        raise ActivityRefused(Obstacle.NO_RIGHT)
    Offered().refuse_ended(entry.agency_id)
    begin_write()
    if form.is_first_post():
        for day in days:
            log(replace(entry, held_on=day), by)
    db.session.commit()
    told = ngettext("%(num)d activity planned.", "%(num)d activities planned.", len(days))
    return responses.saved(url_for("activities.show", activity_id=activity.id), told)
