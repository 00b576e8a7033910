"""Finding the draft of a review, and what is said where it is under review no more."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404
from blueprints.plans import blueprint
from models.base import db
from models.plan import Plan
from models.plan_section import PlanSection
from models.task import Task
from models.task_review import ReviewClosed, check_open


def find_draft(plan_id: int) -> Plan:
    """The unit's draft; raises ReviewClosed where it was published or discarded."""
    plan = find_own_or_404(Plan, plan_id)
    check_open(plan)
    return plan


def find_task(plan: Plan, task_id: int) -> Task:
    """A task of this very plan."""
    task = find_own_or_404(Task, task_id)
    if task.plan_id != plan.id:
        abort(404)
    return task


def find_section(plan: Plan, section_id: int) -> PlanSection:
    """A heading of this very plan."""
    section = find_own_or_404(PlanSection, section_id)
    if section.plan_id != plan.id:
        abort(404)
    return section


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
