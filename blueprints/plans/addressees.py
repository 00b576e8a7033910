"""Whom a draft is for: units below it, the unit's own agencies and hamlets."""

from __future__ import annotations

from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.plans import blueprint
from blueprints.plans.addressee_forms import AddresseesForm, MarkedForm, UnitsForm
from blueprints.plans.drafts import begin_change, find_draft, review_of
from blueprints.plans.unit_choice import UNITS, asked, chosen_after, found, goes_on, listed
from models import plan_addressing as addressing
from models.base import db
from models.permissions import Permission
from models.plan import Plan, UnitsBelow
from models.plan_addressing import NotAddressable

PAGE = "plans/addressees.html"


@blueprint.route("/<int:plan_id>/addressees", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def addressees(plan_id: int) -> Response:
    """Units below by one of three choices, own agencies and hamlets by ticks."""
    plan = find_draft(plan_id)
    form = _form_of(plan)
    if not form.is_submitted():
        return responses.page(PAGE, form=form, **_about(plan))
    if not form.validate():
        return responses.invalid(PAGE, form, **_about(plan))
    begin_change(plan)
    if form.is_first_post():
        if form.mark.data != addressing.addressing_mark(plan):
            return _stale(PAGE, form, **_about(plan))
        try:
            _address(plan, form)
        except NotAddressable:
            db.session.rollback()
            return _refused(PAGE, form, **_about(plan))
    db.session.commit()
    return responses.saved(_next(plan), _told(plan))


def _form_of(plan: Plan) -> AddresseesForm:
    agencies, hamlets = addressing.own_ids(plan)
    form = AddresseesForm(
        units_below=plan.units_below,
        agency_ids=sorted(agencies),
        hamlet_ids=sorted(hamlets),
        mark=addressing.addressing_mark(plan),
    )
    form.agency_ids.offer(db.session.scalars(addressing.own_agencies(plan)))
    form.hamlet_ids.offer(db.session.scalars(addressing.own_hamlets(plan)))
    form.offer_below(*addressing.count_below(g.unit), len(addressing.chosen_ids(plan)))
    return form


def _about(plan: Plan) -> dict[str, Any]:
    return {"plan": plan, "review": review_of(plan)}


def _address(plan: Plan, form: AddresseesForm) -> None:
    """Act on what differs; a choice that stays keeps its chosen units."""
    choice = form.units_below.data if "units_below" in form else None
    if choice and choice != plan.units_below:
        addressing.address_below(plan, UnitsBelow(choice))
    agencies, hamlets = _ticked(form, "agency"), _ticked(form, "hamlet")
    if (agencies, hamlets) != addressing.own_ids(plan):
        addressing.address_own(plan, agencies, hamlets)


def _ticked(form: AddresseesForm, what: str) -> set[int]:
    """What is ticked in a list; a button ticks or clears the whole list."""
    field = form[f"{what}_ids"]
    whole = {f"all {what}": {choice.value for choice in field.choices}, f"no {what}": set()}
    return whole.get(request.form.get("list", ""), set(field.data))


def _next(plan: Plan) -> str:
    """Back to the review, unless there is more to tick."""
    if "list" in request.form:
        return url_for("plans.addressees", plan_id=plan.id)
    if plan.units_below == UnitsBelow.CHOSEN and not addressing.chosen_ids(plan):
        return url_for("plans.addressed_units", plan_id=plan.id)
    return review_of(plan)


def _told(plan: Plan) -> str:
    """How many units get the plan now."""
    count = addressing.count_addressed(plan)
    beside = sum(map(len, addressing.own_ids(plan)))
    if not beside:
        return str(
            ngettext(
                "%(num)d unit below gets this plan.", "%(num)d units below get this plan.", count
            )
        )
    own = ngettext("%(num)d agency or hamlet", "%(num)d agencies and hamlets", beside)
    return str(
        ngettext(
            "%(num)d unit below gets this plan, and %(own)s.",
            "%(num)d units below get this plan, and %(own)s.",
            count,
            own=own,
        )
    )


@blueprint.route("/<int:plan_id>/addressees/units", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def addressed_units(plan_id: int) -> Response:
    """Units below to tick; searching keeps what is ticked."""
    plan = find_draft(plan_id)
    form = UnitsForm(
        q=asked(),
        unit_ids=sorted(addressing.chosen_ids(plan)),
        mark=addressing.addressing_mark(plan),
    )
    if not form.is_submitted():
        return responses.page(UNITS, form=form, **_units(plan))
    if not form.validate():
        return responses.invalid(UNITS, form, **_units(plan))
    begin_change(plan)
    if form.is_first_post():
        if form.mark.data != addressing.addressing_mark(plan):
            return _stale(UNITS, form, **_units(plan))
        try:
            _choose(plan, form)
        except NotAddressable:
            db.session.rollback()
            return _refused(UNITS, form, **_units(plan))
    db.session.commit()
    return _after_choice(plan, form)


def _units(plan: Plan) -> dict[str, Any]:
    return {
        "title": _("Units that get the plan"),
        "subject": plan.subject,
        "unit_id": plan.unit_id,
        "count": len(addressing.chosen_ids(plan)),
        "back": url_for("plans.addressees", plan_id=plan.id),
        **listed(found()),
        **_about(plan),
    }


def _choose(plan: Plan, form: UnitsForm) -> None:
    before = addressing.chosen_ids(plan)
    chosen = chosen_after(before, form, found())
    if chosen != before or (chosen and plan.units_below != UnitsBelow.CHOSEN):
        addressing.address_below(plan, UnitsBelow.CHOSEN, chosen)


def _after_choice(plan: Plan, form: UnitsForm) -> Response:
    more = goes_on(form)
    if more is not None:
        return responses.saved(url_for("plans.addressed_units", plan_id=plan.id, **more))
    return responses.saved(url_for("plans.addressees", plan_id=plan.id), _told(plan))


def _stale(template: str, form: MarkedForm, **context: Any) -> Response:
    """Somebody else addressed the plan meanwhile: what he made of it, beside one's own ticks."""
    plan = context["plan"]
    why = _("Meanwhile somebody else changed whom the plan is for: %(now)s", now=_told(plan))
    again = _("Save again to put yours in its place.")
    form.form_errors.append(f"{why} {again}")
    form.mark.data = addressing.addressing_mark(plan)
    answer = responses.invalid(template, form, **context)
    answer.status_code = 409
    return answer


def _refused(template: str, form: MarkedForm, **context: Any) -> Response:
    """A unit that is not below, or that was closed while the page was open."""
    told = _("One of those ticked is closed or not of this unit. Look through the list again.")
    form.form_errors.append(told)
    return responses.invalid(template, form, **context)
