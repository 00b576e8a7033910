"""What the portal tells a person, at the bell and by e-mail."""

from flask import Blueprint

blueprint = Blueprint("notifications", __name__, url_prefix="/<unit:unit>/notifications")

from blueprints.notifications import commands, routes  # noqa: E402, F401
