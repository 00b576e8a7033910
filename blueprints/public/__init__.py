"""What the whole world may read: no login, no cookie."""

from flask import Blueprint

blueprint = Blueprint("public", __name__, url_prefix="/public")

from blueprints.public import routes  # noqa: E402, F401
