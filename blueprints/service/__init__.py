"""Pages for machines: is it alive, what does it do."""

from flask import Blueprint

blueprint = Blueprint("service", __name__, cli_group=None)

from blueprints.service import commands, routes  # noqa: E402, F401
