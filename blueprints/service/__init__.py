"""Pages for machines: is it alive, what does it do."""

from flask import Blueprint

blueprint = Blueprint("service", __name__)

from blueprints.service import routes  # noqa: E402, F401
