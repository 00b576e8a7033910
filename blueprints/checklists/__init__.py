"""The months of a unit: what was to be done, what was done, and handing it in."""

from flask import Blueprint

blueprint = Blueprint("checklists", __name__, url_prefix="/<unit:unit>/checklists")

from blueprints.checklists import (  # noqa: E402, F401  (each registers itself on the blueprint)
    changes,
    deciding,
    handing_in,
    line_evidence,
    lines,
    own_tasks,
    papers,
    printing,
    refusals,
    returning,
    routes,
)
