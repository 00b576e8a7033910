"""Campaigns: what several units do for children in the same days."""

from flask import Blueprint

blueprint = Blueprint("campaigns", __name__, url_prefix="/<unit:unit>/campaigns")

from blueprints.campaigns import listing, routes  # noqa: E402, F401
