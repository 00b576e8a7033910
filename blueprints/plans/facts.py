"""What a plan says beside its tasks: targets and baselines, reports due, money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, may, needs
from blueprints.forms import EditForm
from blueprints.language import label as _l
from blueprints.plans import blueprint
from blueprints.plans.addresses import page_of
from blueprints.plans.drafts import begin_change, find_draft, find_plan, review_of
from blueprints.plans.fact_forms import (
    DIRECTIONS,
    BudgetForm,
    FactForm,
    ReportForm,
    TargetForm,
    days_of,
    figure_of,
)
from models.base import db
from models.database import StaleVersion, expect_version
from models.permissions import Permission
from models.plan import Plan
from models.plan_facts import BudgetLine, PlanTarget, ReportDue

KIND = "<any(targets, reports, budget):kind>"
PAGE = "plans/fact.html"


@dataclass(frozen=True)
class Kind:
    """One kind of fact: its table, its form, its words."""

    model: type[PlanTarget | ReportDue | BudgetLine]
    form: type[FactForm]
    new: Any
    one: Any


KINDS = {
    "targets": Kind(PlanTarget, TargetForm, _l("Add a target"), _l("Target of the plan")),
    "reports": Kind(ReportDue, ReportForm, _l("Add a report"), _l("Report that the plan asks for")),
    "budget": Kind(BudgetLine, BudgetForm, _l("Add money"), _l("Money of the plan")),
}


@blueprint.get("/<int:plan_id>/facts")
@needs(Permission.VIEW_PLANS)
def facts(plan_id: int) -> Response:
    """Targets, baselines, report due dates and money of a plan; of a draft, to correct."""
    plan = find_plan(plan_id)
    targets, reports, budget = (
        db.session.scalars(kind.model.of(plan.id)).all() for kind in KINDS.values()
    )
    is_own = plan.unit_id == g.unit.id
    return responses.page(
        "plans/facts.html",
        plan=plan,
        targets=targets,
        reports=reports,
        budget=budget,
        directions=DIRECTIONS,
        figure_of=figure_of,
        days_of=days_of,
        may_change=plan.is_draft and is_own and may(Permission.MANAGE_PLANS),
        back=review_of(plan) if plan.is_draft else page_of(plan.id),
    )


@blueprint.route(f"/<int:plan_id>/facts/{KIND}/new", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def new_fact(plan_id: int, kind: str) -> Response:
    """A form for one more target, report or sum of money."""
    plan, of = find_draft(plan_id), KINDS[kind]
    form = of.form()
    if not form.is_submitted():
        return responses.page(PAGE, form=form, plan=plan, title=of.new)
    if not form.validate():
        return responses.invalid(PAGE, form, plan=plan, title=of.new)
    begin_change(plan)
    if form.is_first_post():
        of.model.add(plan, **form.values)
    db.session.commit()
    return responses.saved(_list(plan_id, kind), _("Added."))


@blueprint.route(f"/<int:plan_id>/facts/{KIND}/<int:fact_id>", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def fact(plan_id: int, kind: str, fact_id: int) -> Response:
    """One of them, to correct or take out."""
    plan, of = find_draft(plan_id), KINDS[kind]
    found = _find(plan, of, fact_id)
    form = of.form(data=of.form.words(found) | {"version": found.version})
    shown = {"plan": plan, "title": of.one, "removal": _removal(plan_id, kind, fact_id)}
    if not form.is_submitted():
        return responses.page(PAGE, form=form, **shown)
    if not form.validate():
        return responses.invalid(PAGE, form, **shown)
    begin_change(plan)
    try:
        if form.is_first_post():
            expect_version(_find(plan, of, fact_id), form.version.data)
            found.change(plan, **form.values)
        db.session.commit()
    except StaleVersion as stale:
        return responses.stale(PAGE, form, stale.row, **shown)
    return responses.saved(_list(plan_id, kind), _("Saved."))


@blueprint.post(f"/<int:plan_id>/facts/{KIND}/<int:fact_id>/removal")
@needs(Permission.MANAGE_PLANS)
def remove_fact(plan_id: int, kind: str, fact_id: int) -> Response:
    """Take a target, report or sum of money out of a draft."""
    plan, form = find_draft(plan_id), EditForm()
    begin_change(plan)
    if form.is_first_post():
        found = _find(plan, KINDS[kind], fact_id)
        expect_version(found, form.version.data)
        found.remove(plan)
    db.session.commit()
    return responses.saved(_list(plan_id, kind), _("Taken out."))


def _find(plan: Plan, kind: Kind, fact_id: int) -> Any:
    found = find_own_or_404(kind.model, fact_id)
    if found.plan_id != plan.id:
        abort(404)
    return found


def _list(plan_id: int, kind: str) -> str:
    return url_for("plans.facts", plan_id=plan_id, _anchor=kind)


def _removal(plan_id: int, kind: str, fact_id: int) -> str:
    return url_for("plans.remove_fact", plan_id=plan_id, kind=kind, fact_id=fact_id)
