"""What was done for children: logged once, counted wherever it belongs."""

from flask import Blueprint

blueprint = Blueprint("activities", __name__, url_prefix="/<unit:unit>/activities")

from blueprints.activities import (  # noqa: E402
    campaign_placing,  # noqa: F401
    deciding,  # noqa: F401
    findings,  # noqa: F401
    importing,  # noqa: F401
    joining,  # noqa: F401
    listing,  # noqa: F401
    logged,  # noqa: F401
    matching,  # noqa: F401
    refusals,  # noqa: F401
    repeating,  # noqa: F401
    routes,  # noqa: F401
    sheet,  # noqa: F401
    showing,  # noqa: F401
    taking_back,  # noqa: F401
    waiting,  # noqa: F401
)
