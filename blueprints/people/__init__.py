"""The people of a unit: roles, invitations, import, handover."""

from flask import Blueprint

blueprint = Blueprint("people", __name__, url_prefix="/<unit:unit>/people")

from blueprints.people import commands  # noqa: E402, F401
from blueprints.people import handing_over  # noqa: E402, F401
from blueprints.people import importing  # noqa: E402, F401
from blueprints.people import inviting  # noqa: E402, F401
from blueprints.people import person  # noqa: E402, F401
from blueprints.people import routes  # noqa: E402, F401
