"""The campaigns of a unit, and one of them."""

from __future__ import annotations

from flask import Response
from sqlalchemy.orm import joinedload

from blueprints import responses
from blueprints.access import needs
from blueprints.campaigns import blueprint
from blueprints.campaigns.head import head_or_404
from blueprints.campaigns.words import days_text, status_of
from models.base import db
from models.campaign import Campaign
from models.clock import today
from models.permissions import Permission


@blueprint.get("")
@needs(Permission.VIEW_CAMPAIGNS)
def index() -> Response:
    """The campaigns that the unit opened or takes part in, the latest first."""
    query = Campaign.in_being().options(joinedload(Campaign.unit))
    query = query.order_by(Campaign.starts_on.desc(), Campaign.id.desc()).limit(50)
    found, day = db.session.scalars(query).all(), today()
    rows = [(one, status_of(one, day), days_text(one, day)) for one in found]
    return responses.page("campaigns/index.html", rows=rows)


@blueprint.get("/<int:campaign_id>")
@needs(Permission.VIEW_CAMPAIGNS)
def show(campaign_id: int) -> Response:
    """One campaign: what it is about, its days, what is wished for."""
    return responses.page("campaigns/show.html", head=head_or_404(campaign_id))
