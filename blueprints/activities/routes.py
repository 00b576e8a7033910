"""Logging an activity: a new one, one more like it, and changing what was logged."""

from __future__ import annotations

import uuid
from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.activities import blueprint
from blueprints.activities.entry_page import EntryPage
from blueprints.activities.forms import ActivityForm
from blueprints.activities.offered import Offered
from blueprints.activities.saving import save_again, save_new
from models.activity import FIGURES, Activity, ActivityState
from models.activity_acts import Act, allow
from models.base import db
from models.clock import today
from models.database import StaleVersion
from models.permissions import Permission

EDIT = "activities/edit.html"


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Permission.LOG_ACTIVITIES)
def new() -> Response:
    """The log form, with the kind, the place and the organiser of the person's last entry."""
    offered = Offered()
    offered.refuse_ended()
    if request.method == "GET":
        last = next(iter(offered.recent), None)
        form = ActivityForm(offered, None, data=_begun(last, offered))
        return responses.page(EDIT, form=form, page=EntryPage(form))
    form = ActivityForm(offered)
    if not form.validate():
        return responses.invalid(EDIT, form, page=EntryPage(form))
    return save_new(form)


@blueprint.get("/<uuid:activity_id>/copy")
@needs(Permission.LOG_ACTIVITIES)
def copy(activity_id: uuid.UUID) -> Response:
    """The log form filled like an entry, for today and without its figures."""
    activity = find_own_or_404(Activity, activity_id)
    offered = Offered()
    offered.refuse_ended()
    form = ActivityForm(offered, None, data=_like(activity) | {"day": today().isoformat()})
    page = EntryPage(form, action=url_for("activities.new"), like=activity_id.hex)
    return responses.page(EDIT, form=form, page=page)


@blueprint.route("/<uuid:activity_id>/edit", methods=["GET", "POST"])
@needs(Permission.LOG_ACTIVITIES)
def edit(activity_id: uuid.UUID) -> Response:
    """The log form filled with an entry, to change it or to say that it was done."""
    activity = find_own_or_404(Activity, activity_id)
    is_done = "done" in request.args and activity.state == ActivityState.PLANNED
    offered = Offered(activity)
    allow(Act.DO if is_done else Act.EDIT, offered.doer, activity, today())
    given = None if request.method == "GET" else request.form
    form = ActivityForm(offered, given, data=_of(activity), is_done=is_done)
    page = EntryPage(form, activity, is_done=is_done)
    if request.method == "GET":
        return responses.page(EDIT, form=form, page=page)
    if not form.validate():
        return responses.invalid(EDIT, form, page=page)
    try:
        return save_again(form, activity)
    except StaleVersion as stale:
        db.session.rollback()
        return responses.stale(EDIT, form, stale.row, page=page)


def _begun(last: Activity | None, offered: Offered) -> dict[str, Any]:
    """What a new entry begins with."""
    begun = {"day": today().isoformat(), "lead": next((one.key for one in offered.leads), 0)}
    if last is None:
        return begun
    return {"kind": last.kind, "place": _place(last), **begun, **_lead_of(last, offered)}


def _lead_of(last: Activity, offered: Offered) -> dict[str, Any]:
    lead = last.agency_id or 0
    return {"lead": lead} if lead in {one.key for one in offered.leads} else {}


def _like(activity: Activity) -> dict[str, Any]:
    """What an entry says of itself, but for its day and its figures."""
    return {
        "kind": activity.kind,
        "title": activity.title,
        "place": _place(activity),
        "lead": activity.agency_id or 0,
        "others": [one.agency_id for one in activity.organisers],
    }


def _of(activity: Activity) -> dict[str, Any]:
    day = activity.held_on
    shown = {"day": day.isoformat(), "held_on": day, "note": activity.note}
    figures = {name: getattr(activity, name) for name in FIGURES}
    return _like(activity) | shown | figures | {"version": activity.version}


def _place(activity: Activity) -> str | None:
    return activity.place or (activity.hamlet.name if activity.hamlet else None)
