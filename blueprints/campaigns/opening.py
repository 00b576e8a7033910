"""Opening a campaign: its kind, then the draft; changing the draft and throwing it away."""

from __future__ import annotations

from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.campaigns import blueprint
from blueprints.campaigns.acting import find_for, opener_here, page_of
from blueprints.campaigns.opening_forms import CampaignForm, as_typed
from blueprints.campaigns.opening_page import Chosen, about, is_alone, kinds_to_choose
from blueprints.forms import EditForm, EmptyForm
from models.base import db
from models.campaign import Campaign
from models.campaign_acts import CampaignAct, CampaignObstacle
from models.database import StaleVersion
from models.open_campaign import (
    CampaignRefused,
    address,
    at_the_same_time,
    can_be_taken_back,
    change,
    discard,
    feast_between,
    start,
    take_back,
)
from models.permissions import Permission
from models.plan_addressing import chosen_ids, count_below
from models.tenancy import begin_write

FORM, KINDS = "campaigns/edit.html", "campaigns/kinds.html"


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Permission.MANAGE_CAMPAIGNS)
def new() -> Response:
    """The kinds to choose from; of the one that is chosen the draft, with its days filled in."""
    chosen = Chosen.asked()
    if chosen is None:
        answer = responses.page(KINDS, kinds=kinds_to_choose())
        answer.status_code = 422 if request.method == "POST" else 200
        return answer
    below = count_below(g.unit)
    form = CampaignForm(data=chosen.proposed(has_below=below[1] > 0))
    form.offer(*below)
    return _drawn_or(form, chosen, None) or _start(form, chosen)


@blueprint.route("/<int:campaign_id>/edit", methods=["GET", "POST"])
@needs(Permission.MANAGE_CAMPAIGNS)
def edit(campaign_id: int) -> Response:
    """A draft, to change as a whole."""
    campaign = find_for(CampaignAct.EDIT, campaign_id)
    chosen = Chosen.of(campaign)
    form = CampaignForm(data=as_typed(campaign, is_alone=is_alone(campaign)))
    form.offer(*count_below(g.unit))
    return _drawn_or(form, chosen, campaign) or _change(form, chosen, campaign)


def _drawn_or(form: CampaignForm, chosen: Chosen, campaign: Campaign | None) -> Response | None:
    """The page where there is nothing to save yet: it is looked at, needs rows, is not valid."""
    context = about(chosen, campaign)
    if not form.is_submitted():
        form.add_rows()
        return responses.page(FORM, form=form, **context)
    if "more" in request.form:
        form.add_rows()
        return responses.page(FORM, form=form, **context)
    if form.validate() and _is_confirmed(form, chosen, campaign):
        return None
    return responses.invalid(FORM, form, **context)


def _is_confirmed(form: CampaignForm, chosen: Chosen, campaign: Campaign | None) -> bool:
    """Another campaign of the kind in the same days is asked back once."""
    but = campaign.id if campaign else None
    same = db.session.scalars(at_the_same_time(chosen.occasion.code, *form.days, but)).first()
    if same is None or form.again.data:
        return True
    form.asks_again = True
    told = _(
        "There is one of this kind in these days already: %(name)s. Tick this to open another one.",
        name=same.name,
    )
    form.again.errors = [told]
    return False


def _start(form: CampaignForm, chosen: Chosen) -> Response:
    begin_write()
    if not form.is_first_post():
        db.session.rollback()
        return responses.saved(url_for("campaigns.index"))
    values = {**form.values, "feast_on": _feast(form, chosen), "author_id": current_user.id}
    kind = chosen.occasion
    words = kind.name if chosen.name else form.values["name"]
    campaign = start(words, form.wishes, kind=kind.code, units_below=form.choice, **values)
    db.session.flush()
    where = _next(form, campaign)
    db.session.commit()
    return responses.saved(where, _("The draft is saved. Only your unit sees it so far."))


def _change(form: CampaignForm, chosen: Chosen, campaign: Campaign) -> Response:
    begin_write()
    try:
        if form.is_first_post():
            values = {**form.values, "feast_on": _feast(form, chosen)}
            by = opener_here()
            change(campaign, form.version.data, by, form.wishes, **values)
            _address(form, campaign)
    except StaleVersion:
        answer = responses.stale(FORM, form, campaign, **about(chosen, campaign))
        db.session.rollback()
        return answer
    where = _next(form, campaign)
    db.session.commit()
    return responses.saved(where, _("The draft is saved."))


def _address(form: CampaignForm, campaign: Campaign) -> None:
    """Act on another choice of units; one that stays keeps the chosen ones."""
    if (form.choice, form.audience.data) != (campaign.units_below, _audience(campaign)):
        address(campaign, campaign.version, opener_here(), form.choice, ())


def _audience(campaign: Campaign) -> Any:
    return as_typed(campaign, is_alone=is_alone(campaign))["audience"]


def _feast(form: CampaignForm, chosen: Chosen) -> Any:
    return feast_between(chosen.occasion.days, *form.days)


def _next(form: CampaignForm, campaign: Campaign) -> str:
    """On to the units where they are still to be chosen, else to the campaign."""
    if form.audience.data == "chosen" and not chosen_ids(campaign):
        return url_for("campaigns.units", campaign_id=campaign.id)
    return page_of(campaign.id)


@blueprint.route("/<int:campaign_id>/discarding", methods=["GET", "POST"])
@needs(Permission.MANAGE_CAMPAIGNS)
def discarding(campaign_id: int) -> Response:
    """Throws a draft away, once somebody says that it is meant."""
    campaign = find_for(CampaignAct.DISCARD, campaign_id)
    form = EditForm(version=campaign.version)
    if not form.validate_on_submit():
        return responses.page("campaigns/discarding.html", campaign=campaign, form=form)
    begin_write()
    if form.is_first_post():
        discard(campaign, form.version.data, opener_here())
    db.session.commit()
    return responses.saved(url_for("campaigns.discarded", campaign_id=campaign.id))


@blueprint.route("/<int:campaign_id>/discarded", methods=["GET", "POST"])
@needs(Permission.MANAGE_CAMPAIGNS)
def discarded(campaign_id: int) -> Response:
    """A draft that was thrown away; a post takes it back while that can be done."""
    campaign = find_own_or_404(Campaign, campaign_id)
    if campaign.discarded_at is None:
        return responses.saved(page_of(campaign.id))
    form = EmptyForm()
    may = can_be_taken_back(campaign)
    if not form.validate_on_submit():
        page = "campaigns/discarded.html"
        return responses.page(page, campaign=campaign, form=form, may_take_back=may)
    if not may:
        raise CampaignRefused(CampaignObstacle.DISCARDED)
    begin_write()
    if form.is_first_post():
        take_back(campaign)
    db.session.commit()
    return responses.saved(page_of(campaign.id), _("The draft is taken back."))
