"""The agencies of a unit."""

from flask import Blueprint

blueprint = Blueprint("agencies", __name__, url_prefix="/<unit:unit>/agencies")

from blueprints.agencies import routes  # noqa: E402, F401
