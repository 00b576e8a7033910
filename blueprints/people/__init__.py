"""The people of a unit: roles, invitations, import, handover."""

from flask import Blueprint

blueprint = Blueprint("people", __name__, url_prefix="/<unit:unit>/people")

from blueprints.people import (  # noqa: E402, F401
    commands,
    handing_over,
    importing,
    inviting,
    person,
    routes,
)
