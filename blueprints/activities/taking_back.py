"""Taking an entry back, and removing a draft."""

from __future__ import annotations

import uuid

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.activities import blueprint
from blueprints.activities.doer import doer_here
from blueprints.activities.forms import ReasonForm
from blueprints.evidence import erasing
from blueprints.forms import EmptyForm
from models.activity import Activity
from models.activity_acts import Act, allow
from models.base import db
from models.clock import today
from models.log_activity import delete_draft, withdraw
from models.permissions import Permission
from models.tenancy import begin_write

WITHDRAWAL = "activities/withdrawal.html"


@blueprint.route("/<uuid:activity_id>/withdrawal", methods=["GET", "POST"])
@needs(Permission.LOG_ACTIVITIES)
def withdrawal(activity_id: uuid.UUID) -> Response:
    """Takes an entry back with a reason: it stays on record and counts no more."""
    activity, form = find_own_or_404(Activity, activity_id), ReasonForm()
    where = url_for("activities.show", activity_id=activity_id)
    if not form.is_submitted():
        allow(Act.WITHDRAW, doer_here(), activity, today())
        return responses.page(WITHDRAWAL, form=form, activity=activity, back=where)
    if not form.validate():
        return responses.invalid(WITHDRAWAL, form, activity=activity, back=where)
    begin_write()
    if form.is_first_post():
        withdraw(activity, form.reason.data or "", doer_here())
    db.session.commit()
    return responses.saved(where, _("Withdrawn: it counts no more."))


@blueprint.post("/<uuid:activity_id>/deletion")
@needs(Permission.LOG_ACTIVITIES)
def deletion(activity_id: uuid.UUID) -> Response:
    """Removes a draft of one's own, which nobody else has seen."""
    activity, form = find_own_or_404(Activity, activity_id), EmptyForm()
    begin_write()
    digests = delete_draft(activity, doer_here()) if form.is_first_post() else []
    db.session.commit()
    erasing.let_go(digests)
    return responses.saved(url_for("activities.index"), _("The draft is removed."))
