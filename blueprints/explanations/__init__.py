"""What a unit is asked to explain by a unit above, and what it answers."""

from flask import Blueprint

blueprint = Blueprint("explanations", __name__, url_prefix="/<unit:unit>/explanations")

from blueprints.explanations import answering, asking, routes  # noqa: E402, F401
