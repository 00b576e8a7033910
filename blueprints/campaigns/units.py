"""Which units below take part: chosen for a draft, added to a published campaign."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.campaigns import blueprint
from blueprints.campaigns.acting import find_for, opener_here, page_of
from blueprints.forms import EditForm
from blueprints.language import label as _l
from blueprints.plans.addressee_forms import TicksField, UnitsForm
from blueprints.plans.unit_choice import (
    UNITS,
    asked,
    chosen_after,
    found,
    goes_on,
    listed,
)
from models.base import db
from models.campaign import Campaign
from models.campaign_acts import CampaignAct
from models.open_campaign import address
from models.permissions import Permission
from models.plan import UnitsBelow
from models.plan_addressing import NotAddressable, chosen_ids
from models.publish_campaign import add_units, addable
from models.tenancy import begin_write

ADD = "campaigns/adding.html"


class AddForm(EditForm):
    """Units that come late."""

    unit_ids = TicksField(_l("Units"))


@blueprint.route("/<int:campaign_id>/units", methods=["GET", "POST"])
@needs(Permission.MANAGE_CAMPAIGNS)
def units(campaign_id: int) -> Response:
    """Units below to tick for a draft; searching keeps what is ticked."""
    campaign = find_for(CampaignAct.EDIT, campaign_id)
    form = UnitsForm(q=asked(), unit_ids=sorted(chosen_ids(campaign)), mark=str(campaign.version))
    if not form.is_submitted():
        return responses.page(UNITS, form=form, **_to_choose(campaign))
    if not form.validate():
        return responses.invalid(UNITS, form, **_to_choose(campaign))
    begin_write()
    try:
        if form.is_first_post():
            _choose(campaign, form)
    except NotAddressable:
        return _refused(UNITS, form, _to_choose(campaign))
    db.session.commit()
    return _after_choice(campaign, form)


def _to_choose(campaign: Campaign) -> dict[str, Any]:
    return {
        "title": _("Units that take part"),
        "subject": campaign.name,
        "unit_id": campaign.unit_id,
        "count": len(chosen_ids(campaign)),
        "back": page_of(campaign.id),
        **listed(found()),
    }


def _choose(campaign: Campaign, form: UnitsForm) -> None:
    before, mark = chosen_ids(campaign), form.mark.data or ""
    chosen = chosen_after(before, form, found())
    if chosen != before or campaign.units_below != UnitsBelow.CHOSEN:
        version = int(mark) if mark.isdecimal() else None
        address(campaign, version, opener_here(), UnitsBelow.CHOSEN, chosen)


def _after_choice(campaign: Campaign, form: UnitsForm) -> Response:
    more = goes_on(form)
    if more is not None:
        return responses.saved(url_for("campaigns.units", campaign_id=campaign.id, **more))
    count = len(chosen_ids(campaign))
    told = ngettext("%(num)d unit takes part.", "%(num)d units take part.", count)
    return responses.saved(page_of(campaign.id), str(told))


def _refused(template: str, form: Any, context: dict[str, Any]) -> Response:
    """A unit that is not below, was closed, or takes part already."""
    told = _("One of those ticked is closed or not of this unit. Look through the list again.")
    form.form_errors.append(told)
    answer = responses.invalid(template, form, **context)
    db.session.rollback()
    return answer


@blueprint.route("/<int:campaign_id>/units/more", methods=["GET", "POST"])
@needs(Permission.MANAGE_CAMPAIGNS)
def more_units(campaign_id: int) -> Response:
    """Units that join a published campaign late: they get its tasks and are told."""
    campaign = find_for(CampaignAct.ADD_UNIT, campaign_id)
    form = AddForm(version=campaign.version)
    if not form.is_submitted():
        return responses.page(ADD, form=form, **_to_add(campaign))
    if not form.validate() or not form.unit_ids.data:
        form.unit_ids.errors = [_("Tick at least one unit.")]
        return responses.invalid(ADD, form, **_to_add(campaign))
    begin_write()
    count = 0
    try:
        if form.is_first_post():
            count = add_units(campaign, form.version.data, opener_here(), form.unit_ids.data)
    except NotAddressable:
        return _refused(ADD, form, _to_add(campaign))
    db.session.commit()
    told = ngettext("%(num)d unit added and told.", "%(num)d units added and told.", count)
    return responses.saved(page_of(campaign.id), str(told) if count else None)


def _to_add(campaign: Campaign) -> dict[str, Any]:
    return {"campaign": campaign, **listed(addable(campaign, asked()))}
