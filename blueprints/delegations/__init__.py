"""Delegations: who reviews on whose behalf at a unit, and until when."""

from flask import Blueprint

blueprint = Blueprint("delegations", __name__, url_prefix="/<unit:unit>/delegations")

from blueprints.delegations import refusals, routes  # noqa: E402, F401
