"""Handing the result sheet in after a last look, and taking it back."""

from __future__ import annotations

from functools import partial

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.forms import EditForm
from blueprints.participations import blueprint
from blueprints.participations.acting import asked, do
from blueprints.participations.forms import SubmissionForm
from blueprints.participations.part_page import find_page
from blueprints.participations.words import unit_above
from models import take_part
from models.base import db
from models.month_acts import Reader
from models.participation_acts import ParticipationAct
from models.permissions import Permission
from models.take_part import ReasonWanted
from models.unit_campaign import UnitCampaign

SUBMISSION = "participations/submission.html"


@blueprint.route("/<int:campaign_id>/participation/submission", methods=["GET", "POST"])
@needs(Permission.TAKE_PART)
def submission(campaign_id: int) -> Response:
    """What is missing, and the button that hands the result sheet in."""
    page, form = find_page(campaign_id), SubmissionForm()
    if not form.is_submitted():
        asked(page, ParticipationAct.SUBMIT, form)
        return responses.page(SUBMISSION, form=form, page=page, head=page.head)
    if not form.validate():
        return responses.invalid(SUBMISSION, form, page=page, head=page.head)
    told = _("Result sheet submitted. %(unit)s decides on it.", unit=unit_above())
    verb = partial(_submit, form.word.data or None)
    try:
        return do(campaign_id, form, SUBMISSION, verb, told)
    except ReasonWanted:
        db.session.rollback()
        page = find_page(campaign_id)
        form.word.errors = [_("Something is missing. Write why it is submitted all the same.")]
        return responses.invalid(SUBMISSION, form, page=page, head=page.head)


@blueprint.post("/<int:campaign_id>/participation/submission/withdrawal")
@needs(Permission.TAKE_PART)
def take_back(campaign_id: int) -> Response:
    """Takes the result sheet back, as long as nobody has decided on it."""
    page, form = find_page(campaign_id), EditForm()
    if not form.validate():
        where = url_for("participations.show", campaign_id=campaign_id)
        return responses.refused(where, _("Press the button again."))
    told = _("Taken back. Submit it again when it is ready.")
    return do(page.part.campaign.id, form, "participations/show.html", take_part.take_back, told)


def _submit(word: str | None, part: UnitCampaign, version: int | None, by: Reader) -> None:
    take_part.submit(part, version, by, word)
