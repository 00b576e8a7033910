"""The review of a draft: the page, what changed since, the document, throwing the draft away."""

from __future__ import annotations

from flask import Response as Answer
from flask import abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints import errors, responses
from blueprints.access import find_own_or_404, needs
from blueprints.forms import EmptyForm
from blueprints.plans import blueprint
from blueprints.plans.drafts import find_draft
from blueprints.plans.review_answers import Own, changes
from blueprints.plans.review_page import context_of, may_discard
from models.base import db
from models.database import StaleVersion, lock
from models.draft_authors import others_at_work
from models.permissions import Permission
from models.plan import UNDO_MINUTES, Plan
from models.plan_content import source_of
from models.review_state import Seen
from models.task import Task
from models.task_review import ReviewClosed, TaskReview
from models.tenancy import begin_write


@blueprint.get("/<int:plan_id>/review")
@needs(Permission.MANAGE_PLANS)
def review(plan_id: int) -> Response:
    """The draft beside its document, to correct before it is published."""
    plan = find_own_or_404(Plan, plan_id)
    if plan.is_draft and plan.discarded_at is not None:
        return _discarded(plan)
    context = context_of(find_draft(plan_id))
    may = may_discard(plan, current_user.id)
    return responses.page("plans/review.html", **context, may_discard=may, form=EmptyForm())


def _discarded(plan: Plan) -> Answer:
    may = plan.can_be_taken_back and may_discard(plan, current_user.id)
    context = {"plan": plan, "may_take_back": may, "minutes": UNDO_MINUTES}
    return responses.page("plans/discarded.html", **context, form=EmptyForm())


@blueprint.get("/<int:plan_id>/review/changes")
@needs(Permission.MANAGE_PLANS)
def review_changes(plan_id: int) -> Response:
    """What others, or the person himself in another window, changed since a page was drawn."""
    plan = find_draft(plan_id)
    seen = Seen.parse(request.args.get("since", ""))
    if seen is None or seen.revision == plan.revision:
        return Answer(status=204)
    return changes(plan, seen, Own())


@blueprint.get("/<int:plan_id>/review/document")
@needs(Permission.MANAGE_PLANS)
def review_document(plan_id: int) -> Response:
    """The whole text of the document the draft was read from."""
    plan = find_draft(plan_id)
    source = source_of(plan, with_lines=True)
    if source is None:
        abort(404)
    lines = [(n, text) for n, text in enumerate(source.lines, 1) if text.strip()]
    if request.htmx:  # type: ignore[attr-defined]
        return responses.fragment("plans/_document.html", lines=lines)
    return responses.page("plans/review_document.html", lines=lines, plan=plan)


@blueprint.route("/<int:plan_id>/review/discarding", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def discard_draft(plan_id: int) -> Response:
    """Throw the draft away; asked once, and it can be taken back for ten minutes."""
    plan, form = find_draft(plan_id), EmptyForm()
    if not may_discard(plan, current_user.id):
        abort(403)
    if form.is_submitted():
        return _discard(plan)
    others = others_at_work(plan, current_user.id)
    context = {"plan": plan, "others": others, "minutes": UNDO_MINUTES}
    return responses.page("plans/discard.html", form=form, **context)


def _discard(plan: Plan) -> Response:
    begin_write()
    TaskReview(plan)
    others = others_at_work(plan, current_user.id)
    where = url_for("plans.review", plan_id=plan.id)
    if others:
        db.session.rollback()
        told = _("Not discarded: %(names)s worked on it too.", names=", ".join(others))
        return responses.refused(where, told)
    plan.discard()
    db.session.commit()
    return responses.saved(where)


@blueprint.post("/<int:plan_id>/review/recovery")
@needs(Permission.MANAGE_PLANS)
def recover_draft(plan_id: int) -> Response:
    """Take back a draft that was discarded a few minutes ago."""
    plan = find_own_or_404(Plan, plan_id)
    if not plan.is_draft:
        raise ReviewClosed(plan)
    begin_write()
    lock(plan)
    where = url_for("plans.review", plan_id=plan_id)
    if plan.discarded_at is None:
        return responses.saved(where)
    if not plan.can_be_taken_back or not may_discard(plan, current_user.id):
        return responses.refused(where, _("This draft can be taken back no more."))
    plan.take_back()
    db.session.commit()
    return responses.saved(where, _("The draft is back."))


@blueprint.errorhandler(StaleVersion)
def _stale(error: StaleVersion) -> Response:
    """An act on a task that somebody changed meanwhile: nothing is done, the row is shown anew."""
    row = error.row
    if not (request.htmx and isinstance(row, Task) and "since" in request.form):  # type: ignore[attr-defined]
        return errors.answer_with(409)
    plan_id = row.plan_id
    db.session.rollback()
    plan = find_draft(plan_id)
    told = _("Somebody changed this task before you. Look at it again, then repeat your act.")
    return changes(plan, Seen.parse(request.form["since"]), Own(notice=told), 409)
