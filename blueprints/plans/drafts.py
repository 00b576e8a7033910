"""Finding the plan of a URL: who may see it, and whether it can still be changed."""

from __future__ import annotations

from flask import abort, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_or_404, find_own_or_404
from blueprints.plans import blueprint
from models.base import db
from models.database import lock
from models.plan import Plan
from models.task_review import ReviewClosed, check_open
from models.tenancy import begin_write


def find_plan(plan_id: int) -> Plan:
    """A plan to read; a draft is its own unit's alone, also where somebody from above looks."""
    return shown(find_or_404(Plan, plan_id))


def shown(plan: Plan) -> Plan:
    """The plan, or 404 where this reader is not to see it."""
    if plan.discarded_at is not None or (plan.is_draft and not g.standing.works_here):
        abort(404)
    return plan


def find_draft(plan_id: int) -> Plan:
    """The unit's draft, to change; raises ReviewClosed where it was published or discarded."""
    plan = find_own_or_404(Plan, plan_id)
    check_open(plan)
    return plan


def begin_change(plan: Plan) -> None:
    """Begin to write what hangs under a draft; ReviewClosed where it is none any more."""
    begin_write()
    lock(plan)
    find_draft(plan.id)


def review_of(plan: Plan) -> str:
    """Where a draft is reviewed."""
    return url_for("plans.review", plan_id=plan.id)


@blueprint.errorhandler(ReviewClosed)
def _closed(error: ReviewClosed) -> Response:
    """Who looks is led to where the plan is now; who acts is told why nothing was changed."""
    plan = error.plan
    page = "plans.review" if plan.is_draft else "plans.show"
    where = url_for(page, plan_id=plan.id)
    title, text, step = _words(plan)
    db.session.rollback()
    if request.htmx:  # type: ignore[attr-defined]
        return responses.message(text, 409, title=title, steps=[(step, where)])
    if request.method == "GET":
        return redirect(where, 303)
    context = {"code": 409, "title": title, "text": text, "steps": [(step, where)]}
    return Response(render_template("errors/error.html", **context), 409, mimetype="text/html")


def _words(plan: Plan) -> tuple[str, str, str]:
    if plan.is_draft:
        text = _("Nothing was changed. Take the draft back first.")
        return _("This draft was discarded"), text, _("Open the draft")
    text = _("Nothing was changed: units work by it already. Make an amendment to correct it.")
    return _("This plan is published"), text, _("Open the plan")
