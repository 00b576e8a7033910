"""The component page for developers; not part of the portal in production."""

from flask import Blueprint

blueprint = Blueprint("components", __name__)

from blueprints.components import routes  # noqa: E402, F401
