"""Signing in and out, and what to do when the password is lost."""

from flask import Blueprint

blueprint = Blueprint("auth", __name__)

from blueprints.auth import passwords, routes  # noqa: E402, F401
