"""The months of the units below: what waits, what is missing, what was decided."""

from flask import Blueprint

blueprint = Blueprint("reviews", __name__, url_prefix="/<unit:unit>/reviews")

from blueprints.reviews import approving, routes, summary, summary_papers  # noqa: E402, F401
