"""The settings of a unit."""

from flask import Blueprint

blueprint = Blueprint("settings", __name__, url_prefix="/<unit:unit>/settings")

from blueprints.settings import hints, months, return_reasons, routes  # noqa: E402, F401
