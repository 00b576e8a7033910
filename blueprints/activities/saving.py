"""Saving what the log form brings: the entry first, then each photo by itself, in one post."""

from __future__ import annotations

import hashlib
import uuid

from flask import flash, g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.activities.campaign_boxes import place_ticked
from blueprints.activities.forms import ActivityForm
from blueprints.activities.matching import confirm_ticked, filled_of
from blueprints.evidence.adding import NotAdded, add
from models.activity import Activity, ActivityState
from models.base import db
from models.log_activity import log, rewrite
from models.tenancy import begin_write


def save_new(form: ActivityForm) -> Response:
    """Log it, and say what became of it; the same post again finds the entry that is there."""
    entry, key = form.entry(), _key(form.posted_id)
    begin_write()
    activity = db.session.get(Activity, key) if key else None
    is_new = activity is None and form.is_first_post()
    if is_new:
        activity = log(entry, form.offered.doer, is_draft=form.is_draft, key=key)
        confirm_ticked(activity)
        place_ticked(activity)
    db.session.commit()
    if activity is None:  # a draft that was deleted since
        return responses.saved(url_for("activities.index"), _("This form was saved before."))
    told = _told(activity) if is_new else _("This was saved already.")
    return _answer(form, activity, told)


def save_again(form: ActivityForm, activity: Activity) -> Response:
    """Save a change; raises StaleVersion or ActivityRefused."""
    entry = form.entry()
    begin_write()
    if form.is_first_post():
        seen = form.version.data or 0
        rewrite(activity, entry, form.offered.doer, is_draft=form.is_draft, seen=seen)
        confirm_ticked(activity)
        place_ticked(activity)
    db.session.commit()
    return _answer(form, activity, _told(activity))


def _answer(form: ActivityForm, activity: Activity, told: str) -> Response:
    where = url_for("activities.show", activity_id=activity.id)
    if request.form.get("save") == "next":
        where = url_for("activities.new")
        told = f"{activity.title}: {told}"
        _point_out_same(activity)
    _add_files(form, activity.id)
    return responses.saved(where, told)


def _point_out_same(activity: Activity) -> None:
    """Who goes on with another entry does not see the page that points it out."""
    filled = filled_of(activity)
    for one in filled.same if filled else ():
        told = _(
            "%(agency)s may have logged the same event: %(title)s. The two can be joined on the "
            "page of either.",
            agency=one.by,
            title=one.title,
        )
        flash(told, "warning")


def _add_files(form: ActivityForm, activity_id: uuid.UUID) -> None:
    """One that is refused stops none: what was not taken is said, and can be sent again."""
    for sent in form.file.data or []:
        if sent and sent.filename:
            try:
                add(sent, form, lambda: db.session.get_one(Activity, activity_id))
            except NotAdded as why:
                flash(_("Not added: %(why)s", why=why.told), "over")


def _told(activity: Activity) -> str:
    """What became of it: where it stands, and who goes on with it."""
    words = {
        ActivityState.DRAFT: _("Kept as a draft: only you see it."),
        ActivityState.PLANNED: _("Saved as planned. Say that it was done when it was."),
        ActivityState.WAITING: _(
            "Saved. It waits: %(unit)s accepts it before it counts.", unit=g.unit.name
        ),
    }
    return str(words.get(ActivityState(activity.state), _("Saved. It counts in the month.")))


def _key(posted: uuid.UUID | None) -> uuid.UUID | None:
    """The entry's key, made from that of the form: the same form is the same entry, and what a
    form says names no row of anybody else. The time in front stays, by which entries are sorted."""
    if posted is None or posted.version != 7:
        return None
    owner = f"{g.unit.id}/{current_user.id}/{posted}"
    rest = hashlib.sha256(owner.encode()).digest()[:10]
    number = int.from_bytes(posted.bytes[:6] + rest)
    number = number & ~(0xF << 76) | 7 << 76
    return uuid.UUID(int=number & ~(0b11 << 62) | 0b10 << 62)
