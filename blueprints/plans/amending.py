"""Amendments: correcting a published plan, and showing what changes."""

from __future__ import annotations

from typing import Any

from flask import abort, g, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_or_404, find_own_or_404, needs
from blueprints.forms import EmptyForm
from blueprints.plans import blueprint
from blueprints.plans.addresses import page_of
from blueprints.plans.amendment_forms import LetterForm
from blueprints.plans.amendment_page import page_context
from blueprints.plans.drafts import find_plan
from models.amend_plan import Refused, publish_amendment
from models.amendment import Amendment, NotOpen, is_in_force
from models.base import db
from models.database import StaleVersion, expect_version, lock
from models.permissions import Permission
from models.plan import Plan
from models.publish_plan import NotForThisRole
from models.tenancy import begin_write

LIST, PAGE = "plans/amendments.html", "plans/amendment.html"
OF_PLAN = "/<int:plan_id>/amendments"
ONE = f"{OF_PLAN}/<int:amendment_id>"


@blueprint.get(OF_PLAN)
@needs(Permission.VIEW_PLANS)
def amendments(plan_id: int) -> Response:
    """The amendments of a plan that the reader may see, the latest first."""
    plan = find_plan(plan_id)
    query = Amendment.of(plan)
    if not g.standing.works_here:
        query = query.where(Amendment.published_at.is_not(None))
    rows = db.session.scalars(query).all()
    context = {"plan": plan, "path": page_of(plan.id), "rows": rows, "form": EmptyForm()}
    is_own = plan.unit_id == g.unit.id
    return responses.page(LIST, can_start=is_own and is_in_force(plan), **context)


@blueprint.post(f"{OF_PLAN}/new")
@needs(Permission.MANAGE_PLANS)
def start_amendment(plan_id: int) -> Response:
    """Begin to correct a published plan."""
    plan, form = find_own_or_404(Plan, plan_id), EmptyForm()
    begin_write()
    lock(plan)
    if not form.is_first_post():
        db.session.rollback()
        return responses.saved(url_for("plans.amendments", plan_id=plan_id))
    try:
        amendment = Amendment.start(plan, current_user.id)
    except NotOpen:
        return _closed(plan_id)
    db.session.commit()
    return responses.saved(address_of(amendment))


@blueprint.get(ONE)
@needs(Permission.VIEW_PLANS)
def amendment(plan_id: int, amendment_id: int) -> Response:
    """What changes, before and after, and what that means for lines begun."""
    found = find_amendment(plan_id, amendment_id)
    return responses.page(PAGE, form=LetterForm(obj=found), **page_context(found))


@blueprint.post(f"{ONE}/letter")
@needs(Permission.MANAGE_PLANS)
def write_letter(plan_id: int, amendment_id: int) -> Response:
    """Keep number, date and subject of the correcting letter."""
    found, form = find_own_amendment(plan_id, amendment_id), LetterForm()
    if not form.validate():
        return responses.invalid(PAGE, form, **page_context(found))
    begin_write()
    try:
        if form.is_first_post():
            expect_version(found, form.version.data)
            found.write_letter(form.number.data, form.issued_on.data, form.subject.data)
        db.session.commit()
    except StaleVersion as stale:
        return responses.stale(PAGE, form, stale.row, **page_context(found))
    except NotOpen:
        return _closed(plan_id)
    return responses.saved(address_of(found), _("Saved."))


@blueprint.post(f"{ONE}/publication")
@needs(Permission.MANAGE_PLANS)
def publish_one(plan_id: int, amendment_id: int) -> Response:
    """Publish the amendment: the tasks change, and whoever has the plan is told."""
    found, form = find_own_amendment(plan_id, amendment_id), LetterForm()
    begin_write()
    if not form.is_first_post():
        db.session.rollback()
        return responses.saved(address_of(found))
    lock(found)
    try:
        found.expect_open()
        expect_version(found, form.version.data)
        publish_amendment(found, g.standing)
        db.session.commit()
    except (NotOpen, NotForThisRole, Refused, StaleVersion) as why:
        return _not_published(plan_id, amendment_id, why)
    return responses.saved(address_of(found), _("The amendment is published."))


def _not_published(plan_id: int, amendment_id: int, why: Exception) -> Response:
    """The amendment with the reason on top; nothing was changed."""
    db.session.rollback()
    found = find_own_amendment(plan_id, amendment_id)
    context: dict[str, Any] = {"form": LetterForm(formdata=None, obj=found), "refusal": _said(why)}
    answer = responses.page(PAGE, **context, **page_context(found))
    answer.status_code = 403 if isinstance(why, NotForThisRole) else 409
    return answer


def _said(why: Exception) -> str:
    """Why nothing was published; of an amendment that is closed its page says it."""
    if isinstance(why, NotForThisRole):
        return str(_("Only a reviewer or leader of this unit publishes this amendment."))
    if isinstance(why, StaleVersion):
        return str(_("The amendment was changed while you looked at it. Check it again."))
    if isinstance(why, Refused) and why.conflicts:
        return str(_("Not published: see the changes that are marked."))
    return str(_("Nothing changes yet.")) if isinstance(why, Refused) else ""


@blueprint.post(f"{ONE}/discarding")
@needs(Permission.MANAGE_PLANS)
def discard_amendment(plan_id: int, amendment_id: int) -> Response:
    """Give the amendment up before it is published."""
    found = find_own_amendment(plan_id, amendment_id)
    begin_write()
    lock(found)
    try:
        found.discard()
    except NotOpen:
        return _closed(plan_id)
    db.session.commit()
    return responses.saved(page_of(found.plan.id), _("The amendment is discarded."))


def find_amendment(plan_id: int, amendment_id: int) -> Amendment:
    """An amendment of a plan to read; one that is not published, only at its own unit."""
    found = find_or_404(Amendment, amendment_id)
    is_hidden = found.published_at is None and not g.standing.works_here
    if found.plan_id != plan_id or found.discarded_at is not None or is_hidden:
        abort(404)
    return found


def find_own_amendment(plan_id: int, amendment_id: int) -> Amendment:
    """An amendment of a plan to change."""
    return find_own_or_404(Amendment, find_amendment(plan_id, amendment_id).id)


def address_of(found: Amendment) -> str:
    return url_for("plans.amendment", plan_id=found.plan_id, amendment_id=found.id)


def _closed(plan_id: int) -> Response:
    """It was published or discarded meanwhile, or the plan is not in force."""
    db.session.rollback()
    why = _("This can no longer be changed: the amendment is published, or the plan withdrawn.")
    return responses.refused(url_for("plans.amendments", plan_id=plan_id), why)
