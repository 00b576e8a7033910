"""Plans made of others: issued again, adopted; and the paper of a plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, g
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_or_404, find_own_or_404, may, needs
from blueprints.plans import blueprint
from blueprints.plans.addresses import page_of
from blueprints.plans.copying_forms import AdoptionForm, ReissueForm
from blueprints.plans.paper_rows import document_of
from documents.plan_paper import file_name, write_plan
from models.adopt_plan import adopt, adoptions_by, can_be_adopted, tasks_to_adopt
from models.base import db
from models.database import lock
from models.partner_kinds import addressed_to_partner
from models.permissions import Permission
from models.plan import Plan
from models.plan_chain import chain_of
from models.plan_content import live_tasks
from models.plan_period import LAST_YEAR
from models.reissue_plan import (
    NotLater,
    can_be_issued_again,
    issue_again,
    next_start,
    reissues_of,
    shift_to,
)
from models.tenancy import Audience, begin_write, current
from models.unit import Unit

REISSUE, ADOPTION = "plans/reissue.html", "plans/adoption.html"


@blueprint.route("/<int:plan_id>/reissue", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def reissue(plan_id: int) -> Response:
    """From which day to issue a plan again; a post makes the draft to review."""
    plan = find_own_or_404(Plan, plan_id)
    if not can_be_issued_again(plan):
        return responses.refused(page_of(plan.id), _still_a_draft())
    form = ReissueForm(data={"starts_on": next_start(plan)})
    if not form.is_submitted():
        return responses.page(REISSUE, form=form, **_of_reissue(plan))
    first_day = form.starts_on.data if form.validate() else None
    if first_day is None or not _is_later(form, plan, first_day):
        return responses.invalid(REISSUE, form, **_of_reissue(plan))
    begin_write()
    lock(plan)
    if form.is_first_post():
        issue_again(plan, first_day, current_user.id)
    made = db.session.scalars(reissues_of(plan).limit(1)).first()
    where = page_of(made.id, "review") if made else page_of(plan.id, "reissue")
    db.session.commit()
    return responses.saved(where, _("The draft is made. Review it, then publish.") if made else "")


@blueprint.route("/<int:plan_id>/adoption", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def adoption(plan_id: int) -> Response:
    """What a plan from above gives the unit; a post makes the unit's own draft of it."""
    plan = find_or_404(Plan, plan_id)
    if not can_be_adopted(plan, g.unit):
        return responses.refused(page_of(plan.id), _not_adoptable(plan))
    form = AdoptionForm()
    if not form.is_submitted():
        return responses.page(ADOPTION, form=form, **_of_adoption(plan))
    return _adopt(plan, form)


def _adopt(plan: Plan, form: AdoptionForm) -> Response:
    """Make the draft; the unit's row is locked, as two may adopt at once and none has a row yet."""
    begin_write()
    db.session.scalar(select(Unit.id).where(Unit.id == g.unit.id).with_for_update(key_share=True))
    if form.is_first_post():
        if adoptions_of_mine(plan) and not form.again.data:
            db.session.rollback()
            return _asked_again(form, plan)
        adopt(plan, g.unit, current_user.id)
    mine = adoptions_of_mine(plan)
    where = page_of(mine[-1].id, "review") if mine else page_of(plan.id, "adoption")
    db.session.commit()
    return responses.saved(where, _("The draft is made. Add your own tasks.") if mine else "")


@blueprint.get("/<int:plan_id>/paper.docx")
@needs(Permission.VIEW_PLANS)
def paper(plan_id: int) -> Response:
    """The unit's own plan as an official paper (Decree 30/2020)."""
    plan = find_own_or_404(Plan, plan_id)
    if plan.discarded_at or (plan.is_draft and not may(Permission.MANAGE_PLANS)):
        abort(404)
    if not _reads_whole(plan):
        return responses.refused(page_of(plan.id), _("The paper is for those who have the whole."))
    document = document_of(plan, g.unit)
    return responses.docx(write_plan(document), file_name(document))


def adoptions_of_mine(plan: Plan) -> list[Plan]:
    """The drafts and plans that the unit of the URL has already made of a plan."""
    return list(db.session.scalars(adoptions_by(g.unit, plan)))


def _of_reissue(plan: Plan) -> dict[str, Any]:
    made = [(one, page_of(one.id)) for one in db.session.scalars(reissues_of(plan))]
    count = len(live_tasks(plan))
    return {"plan": plan, "made": made, "count": count, "back": page_of(plan.id)}


def _of_adoption(plan: Plan) -> dict[str, Any]:
    made = [(one, page_of(one.id)) for one in adoptions_of_mine(plan)]
    count = len(tasks_to_adopt(plan))
    return {
        "plan": plan,
        "issuer": chain_of(plan)[-1].issuer,
        "made": made,
        "count": count,
        "back": page_of(plan.id),
    }


def _is_later(form: ReissueForm, plan: Plan, first_day: date) -> bool:
    try:
        shift_to(plan, first_day)
    except NotLater:
        told = _(
            "Write a day of a later year than %(year)d, up to %(last)d.",
            year=plan.starts_on.year,
            last=LAST_YEAR - len(plan.years) + 1,
        )
        form.starts_on.errors = [told]
        return False
    return True


def _asked_again(form: AdoptionForm, plan: Plan) -> Response:
    form.again.errors = [_("Tick this to make another draft, or go on with the first.")]
    return responses.invalid(ADOPTION, form, **_of_adoption(plan))


def _still_a_draft() -> str:
    return str(_("This draft is still to be published. Change it in its review."))


def _not_adoptable(plan: Plan) -> str:
    if plan.unit_id == g.unit.id:
        return str(_("This is your own plan. It can be issued again for another year."))
    if plan.withdrawn_at:
        return str(_("This plan was withdrawn: it cannot be adopted."))
    return str(_("This plan was not addressed to your unit: it cannot be adopted."))


def _reads_whole(plan: Plan) -> bool:
    """A partner reads the whole only where the plan is addressed to his agency."""
    if current().audience is not Audience.PARTNER:
        return True
    whole = select(Plan.id).where(Plan.id == plan.id, addressed_to_partner(Plan.id))
    return db.session.scalar(whole) is not None
