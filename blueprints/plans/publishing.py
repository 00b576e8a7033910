"""Publishing a plan, and withdrawing it."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.plans import blueprint
from blueprints.plans.addresses import page_of
from blueprints.plans.publication_check import check_of, told
from blueprints.plans.publication_forms import PublicationForm, WithdrawalForm
from blueprints.plans.publication_progress import is_long, stream
from blueprints.plans.publication_refusals import REFUSED, refusal
from models.base import db
from models.database import lock
from models.lines_begun import begun_of
from models.permissions import Permission
from models.plan import Plan
from models.publish_plan import NotInForce, check, latest_entry, publish, withdraw
from models.tenancy import begin_write

PAGE, WITHDRAWAL = "plans/publication.html", "plans/withdrawal.html"


@blueprint.route("/<int:plan_id>/publication", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def publication(plan_id: int) -> Response:
    """Who would get the plan and what is missing; a post publishes it."""
    plan = find_own_or_404(Plan, plan_id)
    form = PublicationForm()
    if not form.is_submitted():
        return responses.page(PAGE, form=form, **check_of(plan))
    if not form.validate():
        return responses.invalid(PAGE, form, **check_of(plan))
    try:
        if is_long(plan):
            check(plan, g.standing, revision=form.revision.data, confirmed=form.confirmed)
            return stream(plan, form)
        return _publish(plan, form)
    except REFUSED as why:
        return _refused(plan_id, form, why)


def _publish(plan: Plan, form: PublicationForm) -> Response:
    begin_write()
    if not form.is_first_post():
        db.session.rollback()
        return responses.saved(page_of(plan.id))
    lock(plan)
    made = publish(plan, g.standing, revision=form.revision.data, confirmed=form.confirmed)
    db.session.commit()
    return responses.saved(page_of(plan.id), told(made))


def _refused(plan_id: int, form: PublicationForm, why: Exception) -> Response:
    """The page with the reason on top; nothing was done."""
    db.session.rollback()
    plan = find_own_or_404(Plan, plan_id)
    text, status = refusal(why)
    answer = responses.page(PAGE, form=form, refusal=text, **check_of(plan))
    answer.status_code = status
    return answer


@blueprint.route("/<int:plan_id>/withdrawal", methods=["GET", "POST"])
@needs(Permission.PUBLISH_PLANS)
def withdrawal(plan_id: int) -> Response:
    """A form for the reason for which a published plan is withdrawn."""
    plan = find_own_or_404(Plan, plan_id)
    form = WithdrawalForm()
    if not form.is_submitted():
        return responses.page(WITHDRAWAL, form=form, **_withdrawal_of(plan))
    if not form.validate():
        return responses.invalid(WITHDRAWAL, form, **_withdrawal_of(plan))
    begin_write()
    try:
        if form.is_first_post():
            lock(plan)
            withdraw(plan, form.reason.data)
        db.session.commit()
    except NotInForce:
        return _not_in_force(plan_id, form)
    return responses.saved(page_of(plan.id), _("The plan is withdrawn."))


def _withdrawal_of(plan: Plan) -> dict[str, Any]:
    entry = latest_entry(plan, "plan.withdrawn")
    return {"plan": plan, "path": page_of(plan.id), "begun": begun_of(plan), "entry": entry}


def _not_in_force(plan_id: int, form: WithdrawalForm) -> Response:
    """It was withdrawn by somebody else, or is no published plan: the page says which."""
    db.session.rollback()
    plan = find_own_or_404(Plan, plan_id)
    answer = responses.page(WITHDRAWAL, form=form, **_withdrawal_of(plan))
    answer.status_code = 409
    return answer
