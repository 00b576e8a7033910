"""The same event, logged by two: joined, so that heads count once, and taken apart again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.activities import blueprint
from blueprints.activities.decision_forms import JoiningForm
from blueprints.activities.doer import doer_here
from blueprints.activities.entry_words import STATES, figures_of, kind_of, place_of
from blueprints.activities.match_words import alike
from blueprints.activities.organiser_words import organisers_told
from blueprints.activities.refusals import WORDS
from blueprints.checklists.month_rows import in_words
from blueprints.forms import EmptyForm
from blueprints.language import label as _l
from models.activity import GOODS, Activity, ActivityState
from models.activity_acts import Act, ActivityRefused, allow
from models.activity_kind import kinds_by_code
from models.base import db
from models.clock import today
from models.database import StaleVersion
from models.join_activities import Apart, CannotJoin, join, unjoin
from models.permissions import Permission
from models.same_day_entries import LikelySame, held_near
from models.tenancy import begin_write

MOST = 12
CHOICE, CONFIRM = "activities/joining.html", "activities/joining_two.html"
APART: dict[Apart, Any] = {
    Apart.ITSELF: _l("This is the same entry. Choose another one."),
    Apart.TOGETHER: _l("The two entries are one event already."),
    Apart.ELSEWHERE: _l("The other entry is not one of this unit, or is no longer there."),
}


@dataclass(frozen=True)
class Side:
    """One of two entries, ready to print."""

    activity: Activity
    organisers: str
    place: str
    kind: str
    figures: list[tuple[str, str]]
    status: tuple[str, str, Any]
    why: str = ""


@blueprint.route("/<uuid:activity_id>/joining", methods=["GET", "POST"])
@needs(Permission.DECIDE_ACTIVITIES)
def joining(activity_id: uuid.UUID) -> Response:
    """Other entries that may be the same event; then whose numbers count for both."""
    activity = find_own_or_404(Activity, activity_id)
    allow(Act.JOIN, doer_here(), activity, today())
    if "with" not in request.args:
        return responses.page(CHOICE, activity=activity, choices=_choices(activity))
    try:
        return _join(activity, _other(activity))
    except (CannotJoin, ActivityRefused) as refused:
        return _refuse(activity_id, refused)


@blueprint.post("/<uuid:activity_id>/joining/end")
@needs(Permission.DECIDE_ACTIVITIES)
def unjoining(activity_id: uuid.UUID) -> Response:
    """Takes an entry out of the event that it was joined to: it counts by itself again."""
    activity, form = find_own_or_404(Activity, activity_id), EmptyForm()
    begin_write()
    if form.is_first_post():
        unjoin(activity, doer_here())
    db.session.commit()
    where = url_for("activities.show", activity_id=activity_id)
    return responses.saved(where, _("Taken apart: each entry counts by itself."))


def _join(activity: Activity, other: Activity) -> Response:
    form, sides = _form(activity, other), _sides([LikelySame(activity, ()), LikelySame(other, ())])
    if not form.is_submitted():
        return responses.page(CONFIRM, form=form, sides=sides)
    if not form.validate():
        return responses.invalid(CONFIRM, form, sides=sides)
    seen = {activity.id: form.version.data, other.id: form.other_version.data}
    begin_write()
    try:
        if form.is_first_post():
            joined, lead = (other, activity) if form.lead.data == "this" else (activity, other)
            join(joined, lead, doer_here(), adds_gifts=form.goods.data == "added", seen=seen)
        db.session.commit()
    except StaleVersion:
        return _changed(activity.id, other.id)
    where = url_for("activities.show", activity_id=activity.id)
    return responses.saved(where, _("Joined: the numbers of people count once."))


def _other(activity: Activity) -> Activity:
    """The entry to join with; CannotJoin, ActivityRefused."""
    try:
        key = uuid.UUID(request.args.get("with", ""))
    except ValueError:
        raise CannotJoin(Apart.ELSEWHERE) from None
    other = db.session.get(Activity, key)
    if other is None or other.unit_id != g.unit.id:
        raise CannotJoin(Apart.ELSEWHERE)
    if other.id == activity.id:
        raise CannotJoin(Apart.ITSELF)
    if other.joined_to_id == activity.id:
        raise CannotJoin(Apart.TOGETHER)
    if other.joined_to_id is None:
        allow(Act.JOIN, doer_here(), other, today())
    return other


def _form(activity: Activity, other: Activity) -> JoiningForm:
    form = JoiningForm(obj=activity, data={"other_version": other.version})
    form.name_entries(_heads(activity), _heads(other))
    form.has_goods = any(
        getattr(activity, name) is not None and getattr(other, name) is not None for name in GOODS
    )
    return form


def _heads(activity: Activity) -> str:
    """Whose numbers they are, and how many people that makes."""
    by = organisers_told([activity])[activity.id]
    told = in_words((None, activity.children, activity.adults, None))
    return f"{by}: {', '.join(told) or _('nobody is counted')}"


def _choices(activity: Activity) -> list[Side]:
    return _sides(held_near(activity, MOST))


def _sides(found: list[LikelySame]) -> list[Side]:
    entries = [one.activity for one in found]
    organisers, kinds = organisers_told(entries), kinds_by_code(g.unit)
    return [
        Side(
            one.activity,
            organisers[one.activity.id],
            place_of(one.activity),
            kind_of(one.activity, kinds),
            figures_of(one.activity),
            STATES[ActivityState(one.activity.state)],
            alike(one.reasons),
        )
        for one in found
    ]


def _refuse(activity_id: uuid.UUID, refused: CannotJoin | ActivityRefused) -> Response:
    """Back to the other entries, with the reason on top."""
    db.session.rollback()
    why = APART[refused.why] if isinstance(refused, CannotJoin) else WORDS[refused.why]
    return responses.refused(url_for("activities.show", activity_id=activity_id), str(why))


def _changed(activity_id: uuid.UUID, other_id: uuid.UUID) -> Response:
    db.session.rollback()
    asked: dict[str, Any] = {"with": other_id}
    where = url_for("activities.joining", activity_id=activity_id, **asked)
    why = _("One of the two was changed meanwhile. Look at both again, then join them.")
    return responses.refused(where, why)
