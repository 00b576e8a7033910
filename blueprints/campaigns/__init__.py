"""Campaigns: what several units do for children in the same days."""

from flask import Blueprint

blueprint = Blueprint("campaigns", __name__, url_prefix="/<unit:unit>/campaigns")

from blueprints.campaigns import (  # noqa: E402, F401  (each registers itself on the blueprint)
    closing,
    listing,
    opening,
    publishing,
    routes,
    tasks,
    units,
)
