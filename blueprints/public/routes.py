"""Finding a unit, and whom to call there about a child in danger."""

from __future__ import annotations

from flask import Response, g
from sqlalchemy import select

from blueprints import responses
from blueprints.access import public
from blueprints.asked import words_asked
from blueprints.public import blueprint
from models.base import db
from models.page_standing import has_pages_out
from models.protection_contact import ProtectionContact
from models.succession import successors_of
from models.unit import Unit, search

MOST = 50


@blueprint.get("/")
@public
def index() -> Response:
    """A search over all units, marks ignored."""
    term = words_asked()
    found = db.session.scalars(search(term).limit(MOST + 1)).all() if term else []
    units, more = found[:MOST], len(found) > MOST
    parents = _names({unit.parent_id for unit in units})
    return responses.page("public/index.html", term=term, units=units, parents=parents, more=more)


def _names(ids: set[int | None]) -> dict[int, str]:
    found = select(Unit).where(Unit.id.in_(ids))
    return {unit.id: unit.name for unit in db.session.scalars(found)}


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
        has_campaigns=has_pages_out(g.unit.id),
        heirs=db.session.scalars(successors_of(g.unit)).all() if g.unit.has_ended else [],
    )
