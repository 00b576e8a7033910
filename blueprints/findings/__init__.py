"""What inspections found, followed until it is mended."""

from flask import Blueprint

blueprint = Blueprint("findings", __name__, url_prefix="/<unit:unit>/findings")

from blueprints.findings import following, routes  # noqa: E402, F401
