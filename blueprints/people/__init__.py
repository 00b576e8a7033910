"""The people of a unit: roles, invitations, import, handover."""

from flask import Blueprint

blueprint = Blueprint("people", __name__, url_prefix="/<unit:unit>/people")

from blueprints.people import (  # noqa: E402
    commands,  # noqa: F401
    handing_over,  # noqa: F401
    importing,  # noqa: F401
    inviting,  # noqa: F401
    partners,  # noqa: F401
    person,  # noqa: F401
    routes,  # noqa: F401
    second_factor,  # noqa: F401
)
