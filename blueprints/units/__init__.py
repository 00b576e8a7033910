"""Units of the administrative tree: the commands that bring them in and list them."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("units", __name__, cli_group="units")

from blueprints.units import commands  # noqa: E402, F401  (registers itself on the blueprint)
