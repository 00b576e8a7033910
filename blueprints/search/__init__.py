"""The search over a unit: its plans and checklist lines, and what the units below have."""

from flask import Blueprint

blueprint = Blueprint("search", __name__, url_prefix="/<unit:unit>/search")

from blueprints.search import routes  # noqa: E402, F401
