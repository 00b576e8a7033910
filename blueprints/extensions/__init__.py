"""Requests of a unit for a later day: to close a month, or to finish a line."""

from flask import Blueprint

blueprint = Blueprint("extensions", __name__, url_prefix="/<unit:unit>/extensions")

from blueprints.extensions import asking, deciding, routes  # noqa: E402, F401
