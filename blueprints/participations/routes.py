"""A unit's part in a campaign: its page, its plan, the words of its result sheet."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import g
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.activities.offered import Offered
from blueprints.forms import EmptyForm
from blueprints.participations import blueprint
from blueprints.participations.acting import asked, do
from blueprints.participations.forms import PlanForm, SheetForm, place_of_plan
from blueprints.participations.part_page import PartPage, find_page
from blueprints.participations.partner_page import PartnerPage
from models import take_part
from models.month_acts import Reader
from models.participation_acts import ParticipationAct
from models.permissions import Permission
from models.unit_campaign import UnitCampaign

PLAN, SHEET = "participations/plan.html", "participations/results.html"


@blueprint.get("/<int:campaign_id>/participation")
@needs(Permission.VIEW_CAMPAIGNS)
def show(campaign_id: int) -> Response:
    """What the unit plans, what it did, its result sheet and the decision on it."""
    page = find_page(campaign_id)
    if g.standing.is_only_partner:
        context = {"head": page.head, "page": page, "partner": PartnerPage(page.part.campaign)}
        return responses.page("participations/partner.html", **context)
    form = EmptyForm()
    return responses.page("participations/show.html", head=page.head, page=page, form=form)


@blueprint.route("/<int:campaign_id>/participation/plan", methods=["GET", "POST"])
@needs(Permission.TAKE_PART)
def plan(campaign_id: int) -> Response:
    """What the unit plans: what, where, when, who leads, and with which money."""
    page, offered = find_page(campaign_id), Offered()
    form = PlanForm(page.part.campaign, offered, data=_planned(page))
    context = {"page": page, "head": page.head, "offered": offered}
    if not form.is_submitted():
        asked(page, ParticipationAct.PLAN, form)
        return responses.page(PLAN, form=form, **context)
    if not form.validate():
        return responses.invalid(PLAN, form, **context)
    verb = partial(_plan, form.plan())
    return do(campaign_id, form, PLAN, verb, _("Plan saved."), offered=offered)


@blueprint.route("/<int:campaign_id>/participation/results", methods=["GET", "POST"])
@needs(Permission.TAKE_PART)
def results(campaign_id: int) -> Response:
    """What is written on the result sheet beside its figures."""
    page = find_page(campaign_id)
    form = SheetForm(obj=page.row)
    if not form.is_submitted():
        asked(page, ParticipationAct.FILL, form)
        return responses.page(SHEET, form=form, page=page, head=page.head)
    if not form.validate():
        return responses.invalid(SHEET, form, page=page, head=page.head)
    verb = partial(_fill, form.words())
    return do(campaign_id, form, SHEET, verb, _("Result sheet saved. It is not submitted yet."))


def _plan(given: take_part.PartPlan, part: UnitCampaign, version: int | None, by: Reader) -> None:
    take_part.plan(part, version, given, by)


def _fill(given: take_part.SheetWords, part: UnitCampaign, version: int | None, by: Reader) -> None:
    take_part.fill(part, version, given, by)


def _planned(page: PartPage) -> dict[str, Any]:
    """What the form begins with."""
    row = page.row
    if row is None:
        return {"lead_agency_id": 0}
    names = ("what", "planned_on", "lead_name", "planned_budget", "planned_mobilised")
    kept = {name: getattr(row, name) for name in names}
    return {**kept, "where": place_of_plan(row), "lead_agency_id": row.lead_agency_id or 0}
