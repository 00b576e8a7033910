"""Whom to call about a child in danger."""

from flask import Blueprint

blueprint = Blueprint("contact", __name__, url_prefix="/<unit:unit>/contact")

from blueprints.contact import routes  # noqa: E402, F401
