"""Plans: official documents with tasks; so far the command that reads one."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("plans", __name__, cli_group="plans")

from blueprints.plans import commands  # noqa: E402, F401  (registers itself on the blueprint)
