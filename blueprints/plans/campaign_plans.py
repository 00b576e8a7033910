"""The plan of a campaign's own tasks: it is read as every plan, and acted on with its campaign."""

from __future__ import annotations

from flask import g, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints.checklists.refusals import refusal_page
from blueprints.plans import blueprint
from models.base import db
from models.campaign import Campaign
from models.campaign_tasks import campaign_of

LEFT = {
    *("plans.show", "plans.tasks", "plans.units", "plans.units_download"),
    *("plans.paper", "plans.original", "plans.amendments", "plans.start_amendment"),
}
"""What is read of it, and correcting what is published: a campaign has no other way to that."""


@blueprint.before_request
def lead_to_the_campaign() -> Response | None:
    """Refuse to change, publish, discard or withdraw by itself what goes with a campaign."""
    named = request.view_args or {}
    if "plan_id" not in named or "amendment_id" in named or request.endpoint in LEFT:
        return None
    mine = campaign_of(named["plan_id"]).where(Campaign.unit_id == g.unit.id)
    campaign_id = db.session.scalar(mine)
    return None if campaign_id is None else _led(campaign_id)


def _led(campaign_id: int) -> Response:
    title = _("This plan holds the tasks of a campaign")
    text = _("Nothing was changed. It is published, changed and withdrawn with the campaign.")
    step = (_("Open the campaign"), url_for("campaigns.show", campaign_id=campaign_id))
    return refusal_page(409, title, text, [step])
