"""Finding a unit, and whom to call there about a child in danger."""

from __future__ import annotations

from flask import Response, g, request
from sqlalchemy import select

from blueprints import responses
from blueprints.access import public
from blueprints.public import blueprint
from models.base import db
from models.protection_contact import ProtectionContact
from models.succession import successors_of
from models.unit import Unit, search

MOST = 50


@blueprint.get("/")
@public
def index() -> Response:
    """A search over all units, marks ignored."""
    term = request.args.get("q", "")[:100].strip()
    found = db.session.scalars(search(term).limit(MOST + 1)).all() if term else []
    return responses.page(
        "public/index.html", term=term, units=found[:MOST], more=len(found) > MOST
    )


@blueprint.get("/<unit:unit>/")
@public
def show() -> Response:
    """One unit: its child protection contact, hotline 111, and the units below it."""
    contact = db.session.scalar(ProtectionContact.nearest(g.unit))
    below = select(Unit).where(Unit.parent_id == g.unit.id).order_by(Unit.sort_key)
    parents = select(Unit).where(Unit.path.in_(g.unit.paths_above)).order_by(Unit.path)
    return responses.page(
        "public/show.html",
        unit=g.unit,
        contact=contact,
        parents=db.session.scalars(parents).all(),
        below=db.session.scalars(below).all(),
        heirs=db.session.scalars(successors_of(g.unit)).all() if g.unit.has_ended else [],
    )
