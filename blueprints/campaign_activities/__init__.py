"""The activities of a campaign, and those that may belong to it."""

from flask import Blueprint

blueprint = Blueprint(
    "campaign_activities",
    __name__,
    url_prefix="/<unit:unit>/campaigns/<int:campaign_id>/activities",
)

from blueprints.campaign_activities import routes  # noqa: E402, F401
