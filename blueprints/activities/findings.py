"""What an inspection found: on the activity's page, and the form that adds to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.activities import blueprint
from blueprints.activities.doer import doer_here
from blueprints.findings.forms import FindingForm
from blueprints.findings.words import REFUSALS, bad_day, row_of
from models.activity import Activity, ActivityState
from models.activity_kind import Asks, kinds_by_code
from models.agency import Agency
from models.base import db
from models.clock import today
from models.finding import Finding
from models.finding_acts import FindingObstacle, Follower, why_not_record
from models.follow_finding import DueDayRefused, record
from models.permissions import Permission
from models.tenancy import begin_write
from models.unit import Unit

PAGE = "findings/of_activity.html"


@blueprint.route("/<uuid:activity_id>/findings", methods=["GET", "POST"])
@needs(Permission.LOG_ACTIVITIES)
def findings(activity_id: UUID) -> Response:
    """What an inspection found so far, and a form for one more finding."""
    activity = find_own_or_404(Activity, activity_id)
    form = FindingForm()
    form.offer(_agencies(), _below())
    if not form.is_submitted():
        return responses.page(PAGE, form=form, activity=activity, box=box_of(activity))
    if not form.validate():
        return responses.invalid(PAGE, form, activity=activity, box=box_of(activity))
    return _add(activity, form)


def box_of(activity: Activity, asks: bool | None = None) -> dict[str, Any] | None:
    """The findings of an activity for its page; None where it has none and asks for none.

    `asks`: whether its kind asks for findings, where that is known already.
    """
    asks = _asks(activity) if asks is None else asks
    found = list(db.session.scalars(Finding.of_activity(activity.id)))
    if not (asks or found):
        return None
    why = _why_not(activity, asks)
    return {
        "rows": [row_of(one) for one in found],
        "may_add": why is None,
        "why_not": "" if why is None else REFUSALS[why][1],
        "add": url_for("activities.findings", activity_id=activity.id),
    }


def _add(activity: Activity, form: FindingForm) -> Response:
    asks, by = _asks(activity), _follower()
    begin_write()
    try:
        if form.is_first_post():
            record(activity, form.found(), by, asks=asks)
        db.session.commit()
    except DueDayRefused as error:
        db.session.rollback()
        form.due_on.errors = [bad_day(error.why, activity.held_on)]
        return responses.invalid(PAGE, form, activity=activity, box=box_of(activity))
    where = url_for("activities.findings", activity_id=activity.id)
    return responses.saved(where, _("Finding recorded. Who must mend it is told."))


def _follower() -> Follower:
    by = doer_here()
    return Follower(by.person_id, writes=by.writes)


def _why_not(activity: Activity, asks: bool) -> FindingObstacle | None:
    is_counted = activity.state == ActivityState.COUNTED
    return why_not_record(_follower(), is_counted=is_counted, asks=asks)


def _asks(activity: Activity) -> bool:
    kind = kinds_by_code(g.unit).get(activity.kind)
    return kind is not None and Asks.FINDINGS in kind.asks


def _agencies() -> list[Agency]:
    return [one for one in db.session.scalars(Agency.for_list(g.unit.id)) if not one.has_ended]


def _below() -> list[Unit]:
    """The units directly below, by name."""
    if not g.has_below:
        return []
    query = select(Unit).where(Unit.parent_id == g.unit.id, Unit.goes_on(today()))
    return list(db.session.scalars(query.order_by(Unit.sort_key)))
