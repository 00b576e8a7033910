"""Photos and files that show what was done: sent, shown to who may see them, withdrawn."""

from flask import Blueprint

blueprint = Blueprint("evidence", __name__, url_prefix="/<unit:unit>/evidence")

from blueprints.evidence import commands, routes  # noqa: E402, F401
