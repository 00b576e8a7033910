"""The partners' entries that wait for the unit to say what counts."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from flask import abort, flash, g, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.activities import blueprint
from blueprints.activities.doer import doer_here
from blueprints.activities.entry_words import figures_of, place_of
from blueprints.activities.match_words import alike
from blueprints.activities.matching import confirm_ticked, matches_of
from blueprints.activities.organiser_words import organisers_told
from blueprints.activities.outcome_words import logged_facts
from blueprints.asked import page_asked
from blueprints.forms import EditForm, EmptyForm
from blueprints.keys import row_key
from models.activity import Activity, ActivityState
from models.activity_acts import Act, ActivityRefused, allow
from models.activity_kind import Kind, kinds_by_code
from models.base import db
from models.clock import today
from models.database import StaleVersion
from models.decide_activity import accept
from models.evidence import Evidence
from models.permissions import Permission
from models.same_day_entries import LikelySame, likely_same_each
from models.tenancy import begin_write

PAGE = 20


@dataclass(frozen=True)
class Row:
    """One entry, ready to print."""

    activity: Activity
    kind: Kind | None
    organisers: str
    place: str
    figures: list[tuple[str, str]]
    same: list[tuple[LikelySame, str]]
    photos: list[Evidence] = field(default_factory=list)


@blueprint.get("/waiting")
@needs(Permission.DECIDE_ACTIVITIES)
def waiting() -> Response:
    """The partners' entries to accept, those that wait longest first."""
    page = page_asked()
    found = db.session.scalars(_waiting().limit(PAGE + 1).offset(PAGE * (page - 1))).all()
    return responses.page(
        "activities/waiting.html",
        rows=_rows(found[:PAGE]),
        page=page,
        has_more=len(found) > PAGE,
        form=EmptyForm(),
    )


@blueprint.post("/waiting")
@needs(Permission.DECIDE_ACTIVITIES)
def accept_ticked() -> Response:
    """Accepts the ticked entries; one that was changed or decided meanwhile stops no other."""
    form, here = EmptyForm(), url_for("activities.waiting")
    ticked = [_parsed(text) for text in request.form.getlist("entry")]
    if not ticked:
        return responses.refused(here, _("Tick at least one entry."))
    entries = [(find_own_or_404(Activity, key), seen) for key, seen in ticked]
    begin_write()
    is_first = form.is_first_post()
    done = [_accepted(entry, seen) for entry, seen in entries] if is_first else []
    db.session.commit()
    return _told(here, done)


@blueprint.route("/<uuid:activity_id>/acceptance", methods=["GET", "POST"])
@needs(Permission.DECIDE_ACTIVITIES)
def acceptance(activity_id: uuid.UUID) -> Response:
    """Accepts one entry as it was logged; asked for first, with the lines that it will fill."""
    activity = find_own_or_404(Activity, activity_id)
    form = EditForm(obj=activity)
    if not form.is_submitted():
        allow(Act.ACCEPT, doer_here(), activity, today())
        return responses.page("activities/acceptance.html", form=form, **_asked(activity))
    begin_write()
    try:
        if form.is_first_post():
            accept(activity, doer_here(), form.version.data)
            confirm_ticked(activity)
        db.session.commit()
    except StaleVersion:
        db.session.rollback()
        why = _("The partner has changed it meanwhile. Look at it again, then accept it.")
        return responses.refused(onward(activity_id), why)
    return responses.saved(onward(activity_id), _("Accepted: %(title)s.", title=activity.title))


def _asked(activity: Activity) -> dict[str, Any]:
    return {
        "activity": activity,
        "organisers": organisers_told([activity])[activity.id],
        "logged": logged_facts(activity, kinds_by_code(g.unit)),
        "matches": matches_of(activity),
        "back": onward(activity.id),
    }


def onward(activity_id: uuid.UUID) -> str:
    """Where a decision leads: back to what waits, where it came from there, else to the entry."""
    if request.args.get("back") == "waiting":
        return url_for("activities.waiting")
    return url_for("activities.show", activity_id=activity_id)


def _waiting() -> Select[Activity]:
    shown = (joinedload(Activity.agency), joinedload(Activity.hamlet))
    query = select(Activity).options(*shown, joinedload(Activity.logged_by))
    query = query.where(Activity.unit_id == g.unit.id, Activity.state == ActivityState.WAITING)
    return query.order_by(Activity.created_at, Activity.id)


def _rows(found: Any) -> list[Row]:
    kinds = kinds_by_code(g.unit)
    organisers, photos = organisers_told(found), _photos(found)
    same = likely_same_each(g.unit.id, found) if found else {}
    return [
        Row(
            one,
            kinds.get(one.kind),
            organisers[one.id],
            place_of(one),
            figures_of(one),
            [(like, alike(like.reasons)) for like in same[one.id][:2]],
            [photo for photo in photos if photo.activity_id == one.id],
        )
        for one in found
    ]


def _photos(found: Any) -> list[Evidence]:
    keys = [one.id for one in found]
    query = select(Evidence).where(Evidence.activity_id.in_(keys), Evidence.withdrawn_at.is_(None))
    return list(db.session.scalars(query.order_by(Evidence.id))) if keys else []


def _parsed(text: str) -> tuple[uuid.UUID, int]:
    key, _colon, version = text.partition(":")
    try:
        return uuid.UUID(key), row_key(version)
    except ValueError:
        abort(404)


def _accepted(activity: Activity, seen: int) -> bool:
    try:
        with db.session.begin_nested():
            accept(activity, doer_here(), seen)
    except (ActivityRefused, StaleVersion):
        return False
    return True


def _told(here: str, done: list[bool]) -> Response:
    left = done.count(False)
    if left:
        told = ngettext(
            "%(num)d entry was changed or decided on meanwhile, and was not accepted.",
            "%(num)d entries were changed or decided on meanwhile, and were not accepted.",
            left,
        )
        flash(told, "over")
    accepted = done.count(True)
    told = ngettext("%(num)d entry accepted.", "%(num)d entries accepted.", accepted)
    return responses.saved(here, told if accepted else None)
