"""Closing a campaign, opening it again, issuing it again for another year."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import IntegerField
from wtforms.validators import InputRequired

from blueprints import responses
from blueprints.access import needs
from blueprints.campaigns import blueprint
from blueprints.campaigns.acting import find_for, opener_here, page_of
from blueprints.campaigns.opening_words import feast_text
from blueprints.filters import day
from blueprints.forms import EditForm, Form, LongTextField
from blueprints.language import label as _l
from models.base import db
from models.campaign import Campaign
from models.campaign_acts import CampaignAct
from models.campaign_days import LunarDays
from models.campaign_kind import OTHER, Occasion, occasions_by_code
from models.clock import today
from models.close_campaign import NeedsReason, Unfinished, close, reopen, unfinished
from models.permissions import Permission
from models.reissue_campaign import NotLaterYear, days_again, issue_again
from models.tenancy import begin_write

CLOSING, REISSUE = "campaigns/closing.html", "campaigns/reissue.html"


class ClosingForm(EditForm):
    """Why a campaign is closed although something is missing."""

    note = LongTextField(
        _l("Why it is closed all the same"),
        most=2000,
        required=False,
        description=_l("It is kept with the campaign and shown with its results."),
    )


class ReissueForm(Form):
    """For which year a campaign is issued again."""

    year = IntegerField(_l("Year"), validators=[InputRequired(_l("Write a year."))])


@blueprint.route("/<int:campaign_id>/closing", methods=["GET", "POST"])
@needs(Permission.MANAGE_CAMPAIGNS)
def closing(campaign_id: int) -> Response:
    """What units have not finished; a post closes the campaign."""
    campaign = find_for(CampaignAct.CLOSE, campaign_id)
    form = ClosingForm(version=campaign.version)
    form.note.flags.required = True
    if not form.is_submitted():
        return responses.page(CLOSING, form=form, **_to_close(campaign))
    if not form.validate():
        return responses.invalid(CLOSING, form, **_to_close(campaign))
    begin_write()
    try:
        if form.is_first_post():
            close(campaign, form.version.data, opener_here(), form.note.data or "")
    except NeedsReason:
        form.note.errors = [_("Some units are not done. Write why it is closed all the same.")]
        answer = responses.invalid(CLOSING, form, **_to_close(campaign))
        db.session.rollback()
        return answer
    db.session.commit()
    return responses.saved(page_of(campaign_id), _("The campaign is closed."))


def _to_close(campaign: Campaign) -> dict[str, Any]:
    found = unfinished(campaign)
    return {"campaign": campaign, "missing": [_row(one) for one in found]}


def _row(one: Unfinished) -> dict[str, Any]:
    told = [_("no result sheet")] if one.has_no_sheet else []
    if one.lines:
        told.append(ngettext("%(num)d task open", "%(num)d tasks open", one.lines))
    return {"title": one.name, "sub": " · ".join(map(str, told))}


@blueprint.route("/<int:campaign_id>/reopening", methods=["GET", "POST"])
@needs(Permission.MANAGE_CAMPAIGNS)
def reopening(campaign_id: int) -> Response:
    """Opens a closed campaign again, once somebody says that it is meant."""
    campaign = find_for(CampaignAct.REOPEN, campaign_id)
    form = EditForm(version=campaign.version)
    if not form.validate_on_submit():
        return responses.page("campaigns/reopening.html", form=form, campaign=campaign)
    begin_write()
    if form.is_first_post():
        reopen(campaign, form.version.data, opener_here())
    db.session.commit()
    return responses.saved(page_of(campaign_id), _("The campaign is open again."))


@blueprint.route("/<int:campaign_id>/reissue", methods=["GET", "POST"])
@needs(Permission.MANAGE_CAMPAIGNS)
def reissue(campaign_id: int) -> Response:
    """For which year to issue a campaign again; a post makes the draft."""
    campaign = find_for(CampaignAct.REISSUE, campaign_id)
    kind = occasions_by_code(g.unit).get(campaign.kind, OTHER)
    form = ReissueForm(year=max(campaign.starts_on.year + 1, today().year))
    if not form.is_submitted():
        return responses.page(REISSUE, form=form, **_again(campaign, kind, form))
    year = form.year.data if form.validate() else None
    if year is None or not _is_later(form, campaign, kind):
        return responses.invalid(REISSUE, form, **_again(campaign, kind, None))
    begin_write()
    if not form.is_first_post():
        db.session.rollback()
        return responses.saved(url_for("campaigns.index"))
    draft = issue_again(campaign, kind.days, kind.name, year, current_user.id)
    db.session.flush()
    where = page_of(draft.id)
    db.session.commit()
    return responses.saved(where, _("The draft is made. Look through it, then publish it."))


def _again(campaign: Campaign, kind: Occasion, form: ReissueForm | None) -> dict[str, Any]:
    days = None
    with suppress(ValueError):  # after the last year of which days are computed
        days = days_again(campaign, kind.days, form.year.data) if form else None
    told = ""
    if days is not None:
        told = f"{day(days.first)}–{day(days.last)}"
        if days.feast:
            feast = feast_text(days.feast, is_lunar=isinstance(kind.days, LunarDays))
            told = f"{told} · {feast}"
    return {"campaign": campaign, "days": told}


def _is_later(form: ReissueForm, campaign: Campaign, kind: Occasion) -> bool:
    try:
        days_again(campaign, kind.days, form.year.data or 0)
    except (NotLaterYear, ValueError):
        told = _("Write a later year than %(year)s.", year=campaign.starts_on.year)
        form.year.errors = [told]
        return False
    return True
