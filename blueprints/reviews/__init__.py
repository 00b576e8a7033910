"""The months of the units below: what waits, what is missing, what was decided."""

from flask import Blueprint

blueprint = Blueprint("reviews", __name__, url_prefix="/<unit:unit>/reviews")

from blueprints.reviews import (  # noqa: E402
    approving,  # noqa: F401
    reminding,  # noqa: F401
    routes,  # noqa: F401
    summary,  # noqa: F401
    summary_papers,  # noqa: F401
)
