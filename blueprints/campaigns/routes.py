"""The page of one campaign."""

from __future__ import annotations

from flask import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.campaigns import blueprint
from blueprints.campaigns.head import head_or_404
from blueprints.campaigns.show_page import shown
from models.permissions import Permission


@blueprint.get("/<int:campaign_id>")
@needs(Permission.VIEW_CAMPAIGNS)
def show(campaign_id: int) -> Response:
    """One campaign: what it is about, its days, what is wished for."""
    return responses.page("campaigns/show.html", **shown(head_or_404(campaign_id)))
