"""What a unit shows everybody of a campaign: looked at first, then published, withdrawn."""

from flask import Blueprint

blueprint = Blueprint(
    "campaign_pages", __name__, url_prefix="/<unit:unit>/campaigns/<int:campaign_id>/page"
)

from blueprints.campaign_pages import photos, routes  # noqa: E402, F401
