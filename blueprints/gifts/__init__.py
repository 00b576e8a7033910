"""The gifts of a campaign at a unit: how many are needed, promised, received, given."""

from flask import Blueprint

blueprint = Blueprint(
    "gifts", __name__, url_prefix="/<unit:unit>/campaigns/<int:campaign_id>/gifts"
)

from blueprints.gifts import (  # noqa: E402, F401
    handing_out,
    importing,
    pledging,
    printing,
    receiving,
    routes,
)
