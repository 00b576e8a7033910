"""A unit in a campaign: its plan, its result sheet, and the decision on it from above."""

from flask import Blueprint

blueprint = Blueprint("participations", __name__, url_prefix="/<unit:unit>/campaigns")

from blueprints.participations import (  # noqa: E402
    approving,  # noqa: F401
    deciding,  # noqa: F401
    handing_in,  # noqa: F401
    routes,  # noqa: F401
)
