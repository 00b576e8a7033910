"""What the whole world may read: no login, no cookie."""

from flask import Blueprint

from blueprints.limits import READS, reading

blueprint = Blueprint("public", __name__, url_prefix="/public")

from blueprints.public import campaigns, routes  # noqa: E402, F401

reading.limit(READS)(blueprint)
