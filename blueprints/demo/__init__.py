"""The demo: a world to show and to try the portal in."""

from flask import Blueprint

blueprint = Blueprint("demo", __name__, cli_group="demo")

from blueprints.demo import commands  # noqa: E402, F401
