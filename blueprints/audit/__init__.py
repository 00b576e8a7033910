"""Who did what at a unit."""

from flask import Blueprint

blueprint = Blueprint("audit", __name__, url_prefix="/<unit:unit>/audit", cli_group="audit")

from blueprints.audit import commands, routes  # noqa: E402, F401
