"""Deciding on the result sheet of a unit below, at that unit's own address."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.participations import blueprint
from blueprints.participations.acting import asked, do
from blueprints.participations.forms import ApprovalForm, ReasonForm
from blueprints.participations.part_page import find_page
from models import decide_participation
from models.month_acts import Reader
from models.participation_acts import ParticipationAct
from models.permissions import Permission
from models.unit_campaign import UnitCampaign

Decision = Callable[[UnitCampaign, int | None, Reader, str], None]
TEMPLATE = "participations/decision.html"


@blueprint.route("/<int:campaign_id>/participation/approval", methods=["GET", "POST"])
@needs(Permission.DECIDE_MONTHS)
def approval(campaign_id: int) -> Response:
    """The result sheet once more, and the button that approves it."""
    told = _("%(unit)s: result sheet approved.", unit=g.unit.name)
    verb = decide_participation.approve
    return _decide(campaign_id, ParticipationAct.APPROVE, ApprovalForm(), verb, told)


@blueprint.route("/<int:campaign_id>/participation/return", methods=["GET", "POST"])
@needs(Permission.DECIDE_MONTHS)
def send_back(campaign_id: int) -> Response:
    """A form for the reason with which the result sheet is sent back to be mended."""
    told = _("%(unit)s: result sheet returned.", unit=g.unit.name)
    verb = decide_participation.send_back
    return _decide(campaign_id, ParticipationAct.RETURN, ReasonForm(), verb, told)


@blueprint.route("/<int:campaign_id>/participation/reopening", methods=["GET", "POST"])
@needs(Permission.DECIDE_MONTHS)
def reopening(campaign_id: int) -> Response:
    """A form for the reason with which an approved result sheet is opened again."""
    told = _("%(unit)s: result sheet reopened.", unit=g.unit.name)
    verb = decide_participation.reopen
    return _decide(campaign_id, ParticipationAct.REOPEN, ReasonForm(), verb, told)


def _decide(
    campaign_id: int,
    act: ParticipationAct,
    form: ApprovalForm | ReasonForm,
    verb: Decision,
    told: str,
) -> Response:
    page = find_page(campaign_id)
    context: dict[str, Any] = {"page": page, "head": page.head, "act": act}
    if not form.is_submitted():
        asked(page, act, form)
        return responses.page(TEMPLATE, form=form, **context)
    if not form.validate():
        return responses.invalid(TEMPLATE, form, **context)
    decision = partial(_with_word, verb, form.word.data or "")
    return do(campaign_id, form, TEMPLATE, decision, told, where=_list_above(), act=act)


def _list_above() -> str | None:
    """The result sheets that wait at the unit above; None above the highest."""
    above = g.unit.paths_above
    return url_for("participations.waiting", unit=above[-1].split(".")[-2]) if above else None


def _with_word(
    verb: Decision, word: str, part: UnitCampaign, version: int | None, by: Reader
) -> None:
    verb(part, version, by, word)
