"""Taking up an invitation."""

from flask import Blueprint

blueprint = Blueprint("invitations", __name__, url_prefix="/invitations")

from blueprints.invitations import routes  # noqa: E402, F401
