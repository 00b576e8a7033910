"""A person's calendar for other programs: a secret link, no login, no cookie."""

from flask import Blueprint

from blueprints.limits import READS, reading

blueprint = Blueprint("feed", __name__, url_prefix="/calendar")

from blueprints.feed import routes  # noqa: E402, F401

reading.limit(READS)(blueprint)
