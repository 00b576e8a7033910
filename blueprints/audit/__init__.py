"""Who did what at a unit."""

from flask import Blueprint

blueprint = Blueprint("audit", __name__, url_prefix="/<unit:unit>/audit")

from blueprints.audit import routes  # noqa: E402, F401
