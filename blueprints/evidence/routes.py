"""One photo or file: shown, agreed to, withdrawn."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.activities.doer import doer_here
from blueprints.evidence import blueprint, erasing, serving
from blueprints.evidence.forms import ConsentForm, WithdrawalForm
from blueprints.own_paths import own_path
from models import late_evidence
from models.activity import Activity
from models.activity_acts import Act, allow
from models.base import db
from models.clock import today
from models.database import StaleVersion, expect_version
from models.evidence import Evidence
from models.permissions import Permission
from models.storage import Corrupt, Vanished
from models.tenancy import begin_write

WITHDRAWAL, CONSENT, GONE = (f"evidence/{name}.html" for name in ("withdrawal", "consent", "gone"))


@blueprint.get("/<uuid:evidence_id>")
@needs(Permission.VIEW_ACTIVITIES)
def show(evidence_id: uuid.UUID) -> Response:
    """The photo, or the file to save, at the address of its own unit."""
    return _given(evidence_id, serving.whole_or_part)


@blueprint.get("/<uuid:evidence_id>/thumbnail")
@needs(Permission.VIEW_ACTIVITIES)
def thumbnail(evidence_id: uuid.UUID) -> Response:
    """The photo, or the first page of a PDF, in small."""
    return _given(
        evidence_id, lambda found: serving.thumbnail(found.thumbnail_digest or abort(404))
    )


@blueprint.route("/<uuid:evidence_id>/consent", methods=["GET", "POST"])
@needs(Permission.LOG_ACTIVITIES)
def consent(evidence_id: uuid.UUID) -> Response:
    """Who agreed that a face is shown, to look at and to change."""
    evidence = _writable(evidence_id)
    if evidence.withdrawn_at is not None:
        return _gone(evidence)
    form, shown = ConsentForm(obj=evidence), {"evidence": evidence, "back": _back()}
    if not form.is_submitted():
        return responses.page(CONSENT, form=form, **shown)
    if not form.validate():
        return responses.invalid(CONSENT, form, **shown)
    begin_write()
    try:
        if form.is_first_post():
            expect_version(evidence, form.version.data)
            evidence.change_consent(shows_faces=form.shows_faces.data, consent=form.consent.data)
        db.session.commit()
    except StaleVersion as stale:
        return responses.stale(CONSENT, form, stale.row, **shown)
    return responses.saved(_back(), _("Saved who agreed."))


@blueprint.route("/<uuid:evidence_id>/withdrawal", methods=["GET", "POST"])
@needs(Permission.LOG_ACTIVITIES)
def withdrawal(evidence_id: uuid.UUID) -> Response:
    """Withdraw a photo or file for good, with a reason; the files go with it."""
    evidence, form = _writable(evidence_id), WithdrawalForm()
    if evidence.withdrawn_at is not None and not form.is_submitted():
        return _gone(evidence)
    if not form.is_submitted():
        return responses.page(WITHDRAWAL, form=form, evidence=evidence, back=_back())
    if not form.validate():
        return responses.invalid(WITHDRAWAL, form, evidence=evidence, back=_back())
    begin_write()
    if form.is_first_post():
        late_evidence.withdraw(evidence, current_user.id, form.reason.data or "")
    db.session.commit()
    if erasing.erase(evidence_id):
        return responses.saved(_back(), _("Withdrawn. The photo or file is removed."))
    told = _(
        "Withdrawn: nobody sees it any more. The file is removed as soon as its store answers."
    )
    return responses.saved(_back(), told)


def _writable(evidence_id: uuid.UUID) -> Evidence:
    """A photo or file of the unit; of an activity only while the person may change that."""
    evidence, activity = _found(evidence_id)
    if activity is not None:
        allow(Act.EDIT, doer_here(), activity, today())
    return evidence


def _found(evidence_id: uuid.UUID) -> tuple[Evidence, Activity | None]:
    """A photo or file, and the activity that it is of: it is read by who reads that."""
    evidence = find_own_or_404(Evidence, evidence_id)
    key = evidence.activity_id
    return evidence, find_own_or_404(Activity, key) if key else None


def _given(evidence_id: uuid.UUID, give: Callable[[Evidence], Response]) -> Response:
    """What is given of a photo or file in being; what became of it where there is nothing."""
    evidence, _activity = _found(evidence_id)
    if evidence.withdrawn_at is not None:
        return _gone(evidence)
    try:
        return give(evidence)
    except (Vanished, Corrupt):
        return _gone(evidence)


def _gone(evidence: Evidence) -> Response:
    """What happened to what cannot be shown any more: withdrawn, when and why, or lost."""
    answer = Response(render_template(GONE, evidence=evidence, back=_back()), 410)
    answer.mimetype = "text/html"
    return answer


def _back() -> str:
    """The page that the reader came from."""
    return own_path(request.args.get("back")) or url_for("today.show")
