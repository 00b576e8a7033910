"""The first page of a unit."""

from flask import Blueprint

blueprint = Blueprint("today", __name__, url_prefix="/<unit:unit>")

from blueprints.today import routes  # noqa: E402, F401
