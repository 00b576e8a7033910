"""The hamlets and residential groups of a unit."""

from flask import Blueprint

blueprint = Blueprint("hamlets", __name__, url_prefix="/<unit:unit>/hamlets")

from blueprints.hamlets import routes  # noqa: E402, F401
