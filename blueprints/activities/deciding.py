"""Deciding on one partner's entry: it counts otherwise, or it does not count."""

from __future__ import annotations

import uuid
from typing import Any

from flask import g
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.activities import blueprint
from blueprints.activities.decision_forms import CorrectionForm, RefusalForm
from blueprints.activities.doer import doer_here
from blueprints.activities.organiser_words import organisers_told
from blueprints.activities.outcome_words import differences_of, logged_facts
from blueprints.activities.waiting import onward
from models.activity import Activity
from models.activity_acts import Act, allow
from models.activity_kind import kinds_by_code, kinds_of
from models.base import db
from models.clock import today
from models.database import StaleVersion
from models.decide_activity import correct, decline
from models.hamlet import Hamlet
from models.permissions import Permission
from models.tenancy import begin_write

CORRECTION, REFUSAL = "activities/correction.html", "activities/refusal.html"


@blueprint.route("/<uuid:activity_id>/correction", methods=["GET", "POST"])
@needs(Permission.DECIDE_ACTIVITIES)
def correction(activity_id: uuid.UUID) -> Response:
    """A form for what counts instead, beside what the partner had logged."""
    activity = find_own_or_404(Activity, activity_id)
    allow(Act.CORRECT, doer_here(), activity, today())
    form = CorrectionForm(obj=activity)
    form.offer(kinds_of(g.unit).kinds, _hamlets(), activity)
    if not form.is_submitted():
        return responses.page(CORRECTION, form=form, **_about(activity))
    if not form.validate():
        return responses.invalid(CORRECTION, form, **_about(activity))
    entry, why = form.entry, form.why.data or ""
    begin_write()
    try:
        if form.is_first_post():
            correct(activity, entry, why, doer_here(), form.version.data)
        db.session.commit()
    except StaleVersion as stale:
        db.session.rollback()
        return responses.stale(CORRECTION, form, stale.row, **_about(activity))
    return responses.saved(onward(activity_id), _("Corrected. The partner is told why."))


@blueprint.route("/<uuid:activity_id>/refusal", methods=["GET", "POST"])
@needs(Permission.DECIDE_ACTIVITIES)
def refusal(activity_id: uuid.UUID) -> Response:
    """A form for why an entry does not count."""
    activity = find_own_or_404(Activity, activity_id)
    allow(Act.DECLINE, doer_here(), activity, today())
    form = RefusalForm(obj=activity)
    if not form.is_submitted():
        return responses.page(REFUSAL, form=form, **_about(activity))
    if not form.validate():
        return responses.invalid(REFUSAL, form, **_about(activity))
    begin_write()
    try:
        if form.is_first_post():
            decline(activity, form.reason.data or "", doer_here(), form.version.data)
        db.session.commit()
    except StaleVersion as stale:
        db.session.rollback()
        return responses.stale(REFUSAL, form, stale.row, **_about(activity))
    return responses.saved(onward(activity_id), _("Not counted. The partner is told why."))


def _hamlets() -> list[Hamlet]:
    return list(db.session.scalars(Hamlet.for_list(g.unit.id)))


def _about(activity: Activity) -> dict[str, Any]:
    kinds = kinds_by_code(g.unit)
    return {
        "activity": activity,
        "organisers": organisers_told([activity])[activity.id],
        "logged": logged_facts(activity, kinds),
        "differences": differences_of(activity, kinds),
        "back": onward(activity.id),
    }
