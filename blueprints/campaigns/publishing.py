"""Publishing a campaign, correcting it, withdrawing it."""

from __future__ import annotations

from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.campaigns import blueprint
from blueprints.campaigns.acting import find_for, opener_here, page_of
from blueprints.campaigns.opening_words import BAD_DAYS, fault_text
from blueprints.date_field import DateField
from blueprints.forms import EditForm, LongTextField, TextField, WillBePublic
from blueprints.language import label as _l
from models.base import db
from models.campaign import Campaign
from models.campaign_acts import CampaignAct, bad_days
from models.campaign_tasks import tasks_of
from models.close_campaign import units_in
from models.database import StaleVersion
from models.permissions import Permission
from models.plan import REASON_LENGTH
from models.plan_addressing import count_addressed
from models.plan_faults import Fault
from models.publish_campaign import (
    CampaignFault,
    NotReady,
    Opened,
    correct,
    faults_of,
    publish,
    withdraw,
)
from models.publish_plan import NotForThisRole
from models.task import Task
from models.tenancy import begin_write

PAGE, CORRECTION = "campaigns/publication.html", "campaigns/correction.html"
WITHDRAWAL = "campaigns/withdrawal.html"


class CorrectionForm(EditForm):
    """What may be said anew of a campaign by which units work already."""

    theme = TextField(_l("Theme"), most=300, required=False, validators=[WillBePublic()])
    ends_on = DateField(_l("Last day"), required=True)
    report_due_on = DateField(_l("Report due"), required=True)
    guidance = LongTextField(_l("Guidance for the units"), most=5000, required=False)

    starts_on: Any = None

    def validate(self, extra_validators: Any = None) -> bool:
        """Also: the days follow each other."""
        is_valid = bool(super().validate(extra_validators))
        if not (self.ends_on.data and self.report_due_on.data):
            return False
        bad = bad_days(self.starts_on, self.ends_on.data, self.report_due_on.data)
        if bad is None:
            return is_valid
        name, told = BAD_DAYS[bad]
        self[name].errors = [told]
        return False


class WithdrawalForm(EditForm):
    """Why a campaign is withdrawn."""

    reason = LongTextField(
        _l("Reason"),
        most=REASON_LENGTH,
        description=_l("Everybody who reads the campaign sees it."),
    )


@blueprint.route("/<int:campaign_id>/publication", methods=["GET", "POST"])
@needs(Permission.MANAGE_CAMPAIGNS)
def publication(campaign_id: int) -> Response:
    """Who would take part and what is missing; a post publishes the campaign with its tasks."""
    campaign = find_for(CampaignAct.PUBLISH, campaign_id)
    form = EditForm(version=campaign.version)
    if not form.validate_on_submit():
        return responses.page(PAGE, form=form, **_check(campaign))
    begin_write()
    if not form.is_first_post():
        db.session.rollback()
        return responses.saved(page_of(campaign_id))
    try:
        made = publish(campaign, form.version.data, opener_here(), g.standing)
    except (NotReady, NotForThisRole):
        return _not_ready(campaign_id, form)
    db.session.commit()
    return responses.saved(page_of(campaign_id), _published(made))


def _check(campaign: Campaign) -> dict[str, Any]:
    """What publishing would do, and what keeps it from being done."""
    tasks = db.session.scalars(tasks_of(campaign).with_only_columns(Task.id)).all()
    return {
        "campaign": campaign,
        "units": count_addressed(campaign),
        "tasks": len(tasks),
        "missing": [_missing(campaign, one) for one in faults_of(campaign)],
    }


def _missing(campaign: Campaign, fault: CampaignFault | Fault) -> dict[str, Any]:
    page = "campaigns.tasks" if isinstance(fault, Fault) else "campaigns.edit"
    return {"title": fault_text(fault), "href": url_for(page, campaign_id=campaign.id)}


def _not_ready(campaign_id: int, form: EditForm) -> Response:
    """The page says what is to be corrected first; nothing was done."""
    db.session.rollback()
    campaign = find_own_or_404(Campaign, campaign_id)
    return responses.invalid(PAGE, form, **_check(campaign))


def _published(made: Opened) -> str:
    units = ngettext("%(num)d unit below", "%(num)d units below", made.units)
    people = ngettext("%(num)d person told", "%(num)d people told", made.people)
    return str(_("Published: %(units)s, %(people)s.", units=units, people=people))


@blueprint.route("/<int:campaign_id>/correction", methods=["GET", "POST"])
@needs(Permission.MANAGE_CAMPAIGNS)
def correction(campaign_id: int) -> Response:
    """What may still be said anew once it is published: theme, last day, reports, guidance."""
    campaign = find_for(CampaignAct.CORRECT, campaign_id)
    form = CorrectionForm(obj=campaign)
    form.starts_on = campaign.starts_on
    if not form.is_submitted():
        return responses.page(CORRECTION, form=form, campaign=campaign)
    if not form.validate():
        return responses.invalid(CORRECTION, form, campaign=campaign)
    begin_write()
    try:
        if form.is_first_post():
            correct(campaign, form.version.data, opener_here(), **_corrected(form))
    except StaleVersion:
        answer = responses.stale(CORRECTION, form, campaign, campaign=campaign)
        db.session.rollback()
        return answer
    db.session.commit()
    return responses.saved(page_of(campaign_id), _("Saved. The units that take part are told."))


def _corrected(form: CorrectionForm) -> dict[str, Any]:
    names = ("theme", "ends_on", "report_due_on", "guidance")
    return {name: form[name].data or None for name in names}


@blueprint.route("/<int:campaign_id>/withdrawal", methods=["GET", "POST"])
@needs(Permission.MANAGE_CAMPAIGNS)
def withdrawal(campaign_id: int) -> Response:
    """A form for the reason for which a published campaign is withdrawn."""
    campaign = find_for(CampaignAct.WITHDRAW, campaign_id)
    form = WithdrawalForm(version=campaign.version)
    units = len(db.session.scalars(units_in(campaign)).all())
    if not form.is_submitted():
        return responses.page(WITHDRAWAL, form=form, campaign=campaign, units=units)
    if not form.validate():
        return responses.invalid(WITHDRAWAL, form, campaign=campaign, units=units)
    begin_write()
    if form.is_first_post():
        withdraw(campaign, form.version.data, opener_here(), form.reason.data or "")
    db.session.commit()
    return responses.saved(page_of(campaign_id), _("The campaign is withdrawn."))
