"""The settings of a unit."""

from flask import Blueprint

blueprint = Blueprint("settings", __name__, url_prefix="/<unit:unit>/settings")

from blueprints.settings import (  # noqa: E402
    activity_kinds,  # noqa: F401
    campaign_kinds,  # noqa: F401
    hints,  # noqa: F401
    months,  # noqa: F401
    return_reasons,  # noqa: F401
    routes,  # noqa: F401
)
