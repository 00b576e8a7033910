"""The agencies of a unit."""

from flask import Blueprint

blueprint = Blueprint("agencies", __name__, url_prefix="/<unit:unit>/agencies")

from blueprints.agencies import duties, routes  # noqa: E402, F401
