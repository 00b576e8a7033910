"""Finding the plan of a URL: who may see it, and whether it can still be changed."""

from __future__ import annotations

from flask import abort, g, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_or_404, find_own_or_404
from blueprints.plans import blueprint
from blueprints.plans.addresses import page_of
from models.base import db
from models.database import lock
from models.plan import Plan
from models.tenancy import begin_write


class NotDraft(Exception):
    """The plan was published: it is corrected by an amendment."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.id)
        self.plan_id, self.subject = plan.id, plan.subject


def find_plan(plan_id: int) -> Plan:
    """A plan to read; a draft is its own unit's alone, also where somebody from above looks."""
    return shown(find_or_404(Plan, plan_id))


def shown(plan: Plan) -> Plan:
    """The plan, or 404 where this reader is not to see it."""
    if plan.discarded_at is not None or (plan.is_draft and not g.standing.works_here):
        abort(404)
    return plan


def find_draft(plan_id: int) -> Plan:
    """A draft to change; raises NotDraft where it was published."""
    plan = find_own_or_404(Plan, plan_id)
    if plan.discarded_at is not None:
        abort(404)
    if not plan.is_draft:
        raise NotDraft(plan)
    return plan


def begin_change(plan: Plan) -> None:
    """Begin to write what hangs under a draft; NotDraft where it was published meanwhile."""
    begin_write()
    lock(plan)
    find_draft(plan.id)


def review_of(plan: Plan) -> str:
    """Where a draft is reviewed."""
    return url_for("plans.review", plan_id=plan.id)


@blueprint.errorhandler(NotDraft)
def _published(error: NotDraft) -> Response:
    """What cannot be changed any more, and the way to correct it."""
    db.session.rollback()
    if request.htmx:  # type: ignore[attr-defined]
        told = _("This plan was published. Correct it with an amendment.")
        return responses.message(told, 409)
    page = render_template(
        "plans/published.html", subject=error.subject, href=page_of(error.plan_id)
    )
    return Response(page, 409, mimetype="text/html")
