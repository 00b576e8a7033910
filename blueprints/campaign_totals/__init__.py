"""The roll-up of a campaign: what all units did in it, and the report on it."""

from flask import Blueprint

blueprint = Blueprint("campaign_totals", __name__, url_prefix="/<unit:unit>/campaigns")

from blueprints.campaign_totals import routes  # noqa: E402, F401
