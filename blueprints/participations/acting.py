"""How every act on a unit's part in a campaign is done, and how a refused one is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.checklists.refusals import refusal_page
from blueprints.forms import EditForm
from blueprints.participations import blueprint
from blueprints.participations.part_page import PartPage, find_page, reader_with
from blueprints.participations.words import refusal
from models.base import db
from models.database import StaleVersion
from models.month_acts import Reader
from models.participation_acts import ParticipationAct
from models.tenancy import begin_write
from models.unit_campaign import ParticipationRefused, UnitCampaign, lock_part

Verb = Callable[[UnitCampaign, int | None, Reader], None]


def asked(page: PartPage, act: ParticipationAct, form: EditForm) -> None:
    """Refuse a form that could not be posted, and give it the version that is seen."""
    page.part.allow(act, page.reader)
    form.version.data = page.version


def do(
    campaign_id: int,
    form: EditForm,
    template: str,
    verb: Verb,
    told: str,
    *,
    where: str | None = None,
    **context: Any,
) -> Response:
    """Do an act with the part as it was seen, then go on to its page, or `where`. What was typed
    stays where it was refused."""
    begin_write()
    try:
        if form.is_first_post():
            verb(lock_part(campaign_id), form.version.data, reader_with(g.standing))
        db.session.commit()
    except (StaleVersion, ParticipationRefused) as error:
        db.session.rollback()
        return _again(template, form, _said(error, campaign_id, form), **context)
    here = url_for("participations.show", campaign_id=campaign_id)
    return responses.saved(where or here, told)


def _said(error: StaleVersion | ParticipationRefused, campaign_id: int, form: EditForm) -> PartPage:
    """The page as it is now; the form says what happened meanwhile."""
    page = find_page(campaign_id)
    if isinstance(error, StaleVersion):
        form.show_present(error.row)
        form.form_errors.append(_overtaken(page))
    else:
        form.form_errors.append(". ".join(refusal(error.why)))
    return page


@blueprint.app_errorhandler(ParticipationRefused)
def _refused(error: ParticipationRefused) -> Response:
    """409 with the reason and the way out."""
    where = url_for("participations.show", campaign_id=error.part.campaign.id)
    db.session.rollback()
    title, text = refusal(error.why)
    return refusal_page(409, title, text, [(_("See the unit's part in the campaign"), where)])


def _again(template: str, form: EditForm, page: PartPage, **context: Any) -> Response:
    answer = responses.invalid(template, form, page=page, head=page.head, **context)
    answer.status_code = 409
    return answer


def _overtaken(page: PartPage) -> str:
    return str(
        _("Somebody wrote here meanwhile (%(last)s). Read it, then press again.", last=page.last)
    )
