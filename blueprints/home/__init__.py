"""The first page of all."""

from flask import Blueprint

blueprint = Blueprint("home", __name__)

from blueprints.home import routes  # noqa: E402, F401
