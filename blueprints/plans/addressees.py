"""Whom a draft is for: units below it, the unit's own agencies and hamlets."""

from __future__ import annotations

from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.plans import blueprint
from blueprints.plans.addressee_forms import AddresseesForm, MarkedForm, UnitsForm
from blueprints.plans.drafts import begin_change, find_draft, review_of
from models import plan_addressing as addressing
from models.base import db
from models.permissions import Permission
from models.plan import Plan, UnitsBelow
from models.plan_addressing import NotAddressable
from models.unit import Unit

PAGE, UNITS = "plans/addressees.html", "plans/units.html"
SHOWN = 200
"""Units on one page: a province has up to 168 communes."""


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
        q=request.args.get("q", ""),
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
    found = db.session.scalars(_found().options(joinedload(Unit.parent)).limit(SHOWN + 1)).all()
    return {
        "units": found[:SHOWN],
        "has_more": len(found) > SHOWN,
        "count": len(addressing.chosen_ids(plan)),
        "q": request.args.get("q", ""),
        **_about(plan),
    }


def _found() -> Any:
    term = request.args.get("q", "")
    if term:
        return addressing.find_below(g.unit, term)
    return addressing.units_below(g.unit, UnitsBelow.ALL)


def _choose(plan: Plan, form: UnitsForm) -> None:
    """What was not on the page stays as it is; the button of all works on all that were found."""
    before = addressing.chosen_ids(plan)
    chosen = before - form.shown_ids | set(form.unit_ids.data)
    do = request.form.get("do")
    if do in {"all", "none"}:
        found = set(db.session.scalars(_found().with_only_columns(Unit.id)))
        chosen = chosen | found if do == "all" else chosen - found
    if chosen != before or (chosen and plan.units_below != UnitsBelow.CHOSEN):
        addressing.address_below(plan, UnitsBelow.CHOSEN, chosen)


def _after_choice(plan: Plan, form: UnitsForm) -> Response:
    do = request.form.get("do")
    if do == "search":
        return responses.saved(_units_url(plan, form.q.data))
    if do in {"all", "none"}:
        return responses.saved(_units_url(plan, request.args.get("q")))
    return responses.saved(url_for("plans.addressees", plan_id=plan.id), _told(plan))


def _units_url(plan: Plan, term: str | None) -> str:
    return url_for("plans.addressed_units", plan_id=plan.id, q=term or None)


def _stale(template: str, form: MarkedForm, **context: Any) -> Response:
    """Somebody else addressed the plan meanwhile: what he made of it, beside one's own ticks."""
    plan = context["plan"]
    why = _("Meanwhile somebody else changed whom the plan is for: %(now)s", now=_told(plan))
    form.form_errors.append(f"{why} {_('Save again to put yours in its place.')}")
    form.mark.data = addressing.addressing_mark(plan)
    answer = responses.invalid(template, form, **context)
    answer.status_code = 409
    return answer


def _refused(template: str, form: MarkedForm, **context: Any) -> Response:
    """A unit that is not below, or that was closed while the page was open."""
    told = _("One of those ticked is closed or not of this unit. Look through the list again.")
    form.form_errors.append(told)
    return responses.invalid(template, form, **context)
