"""The board: the units below by months, and how much of it was handed in."""

from flask import Blueprint

blueprint = Blueprint("board", __name__, url_prefix="/<unit:unit>/board")

from blueprints.board import routes  # noqa: E402, F401
