"""What belongs to the person who is signed in."""

from flask import Blueprint

blueprint = Blueprint("me", __name__, url_prefix="/me")

from blueprints.me import calendar_link, factor, routes  # noqa: E402, F401
