"""Finding the campaign of a URL for an act, and what is answered where the act may not be done."""

from __future__ import annotations

from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints.access import find_own_or_404, may
from blueprints.campaigns import blueprint
from blueprints.checklists.refusals import refusal_page
from blueprints.language import label as _l
from models.base import db
from models.campaign import Campaign
from models.campaign_acts import CampaignAct, CampaignObstacle, Opener
from models.database import StaleVersion
from models.open_campaign import CampaignRefused, why_not_now
from models.permissions import Permission

REFUSALS: dict[CampaignObstacle, tuple[Any, Any]] = {
    CampaignObstacle.NO_RIGHT: (
        _l("You cannot do this here"),
        _l("Units below take part in it: a reviewer or leader of the unit does this."),
    ),
    CampaignObstacle.NOT_HERE: (
        _l("You cannot do this here"),
        _l("The unit that opened the campaign decides on it."),
    ),
    CampaignObstacle.DISCARDED: (
        _l("This draft was discarded"),
        _l("Nothing was changed. Take the draft back first."),
    ),
    CampaignObstacle.DRAFT: (
        _l("The campaign is not published yet"),
        _l("Nothing was changed. Publish the draft first."),
    ),
    CampaignObstacle.PUBLISHED: (
        _l("The campaign is published and has not begun yet"),
        _l("Nothing was changed: units work by it already."),
    ),
    CampaignObstacle.RUNNING: (
        _l("The campaign is running"),
        _l("Nothing was changed: units work by it. It can be closed once its last day is over."),
    ),
    CampaignObstacle.CLOSING: (
        _l("The campaign is over and waits to be closed"),
        _l("Nothing was changed. Close it once the units are done."),
    ),
    CampaignObstacle.CLOSED: (
        _l("The campaign is closed"),
        _l("Nothing was changed. Open it again first where something is missing."),
    ),
    CampaignObstacle.WITHDRAWN: (
        _l("The campaign was withdrawn"),
        _l("Nothing was changed. What was entered stays; it can be issued again for another year."),
    ),
}
"""Of each obstacle: what it is, and what to do next."""


def opener_here() -> Opener:
    """The person who is signed in, as he stands to the campaigns of the unit of the URL."""
    return Opener(
        is_here=g.standing.works_here,
        manages=may(Permission.MANAGE_CAMPAIGNS),
        publishes=may(Permission.PUBLISH_CAMPAIGNS),
    )


def find_for(act: CampaignAct, campaign_id: int) -> Campaign:
    """A campaign that the unit of the URL opened, for an act; raises CampaignRefused on looking,
    so that nobody fills in what is not taken."""
    campaign = find_own_or_404(Campaign, campaign_id)
    why = why_not_now(act, campaign, opener_here())
    if why is not None and request.method == "GET":
        raise CampaignRefused(why)
    return campaign


def page_of(campaign_id: int) -> str:
    """The address of a campaign."""
    return url_for("campaigns.show", campaign_id=campaign_id)


@blueprint.errorhandler(CampaignRefused)
def _refused(error: CampaignRefused) -> Response:
    """409 with the reason and the way out."""
    title, text = REFUSALS[error.why]
    db.session.rollback()
    return refusal_page(409, str(title), str(text), [_way_out(error.why)])


@blueprint.errorhandler(StaleVersion)
def _stale(_error: StaleVersion) -> Response:
    """Somebody else was quicker: nothing of this was done."""
    title = _("Somebody else changed the campaign meanwhile")
    text = _("Nothing of yours was saved. Read how it stands now, then do it again.")
    db.session.rollback()
    return refusal_page(409, title, text, [_way_out(None)])


def _way_out(why: CampaignObstacle | None) -> tuple[str, str]:
    campaign_id = (request.view_args or {}).get("campaign_id")
    if campaign_id is None or why is CampaignObstacle.DISCARDED:
        return _("All campaigns"), url_for("campaigns.index")
    return _("Open the campaign"), page_of(campaign_id)
