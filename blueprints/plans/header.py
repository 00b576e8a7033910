"""The header of a draft: number, date, subject, who signs, which period."""

from __future__ import annotations

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.plans import blueprint
from blueprints.plans.drafts import begin_change, find_draft, review_of
from blueprints.plans.forms import HeaderForm
from models.base import db
from models.database import StaleVersion, expect_version
from models.permissions import Permission
from models.plan import Plan
from models.plan_period import tasks_left_outside

PAGE = "plans/header.html"


@blueprint.route("/<int:plan_id>/header", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def header(plan_id: int) -> Response:
    """The header, to correct what the reader found or to fill in what it did not."""
    plan = find_draft(plan_id)
    form = HeaderForm(obj=plan)
    if not form.is_submitted():
        return responses.page(PAGE, form=form, plan=plan, review=review_of(plan))
    if not form.validate():
        return responses.invalid(PAGE, form, plan=plan, review=review_of(plan))
    begin_change(plan)
    try:
        return _save(plan, form)
    except StaleVersion as stale:
        return responses.stale(PAGE, form, stale.row, plan=plan, review=review_of(plan))


def _save(plan: Plan, form: HeaderForm) -> Response:
    if form.is_first_post():
        expect_version(plan, form.version.data)
        values = form.values
        outside = tasks_left_outside(plan, values["starts_on"], values["ends_on"])
        if outside:
            form.ends_on.errors = [_("Tasks would lie outside this period. Move their days first.")]
            told = {"plan": plan, "review": review_of(plan), "outside": outside}
            return responses.invalid(PAGE, form, **told)
        plan.change(**values)
    db.session.commit()
    return responses.saved(review_of(plan), _("Header saved."))
