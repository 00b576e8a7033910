"""What is dated at a unit, by month."""

from flask import Blueprint

blueprint = Blueprint("calendar", __name__, url_prefix="/<unit:unit>/calendar")

from blueprints.calendar import routes  # noqa: E402, F401
