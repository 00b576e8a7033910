"""What a person finds when opening a unit."""

from __future__ import annotations

from flask import Response, g
from sqlalchemy import func, select

from blueprints import responses
from blueprints.access import needs
from blueprints.today import blueprint
from models import clock
from models.agency import Agency
from models.base import db
from models.hamlet import Hamlet
from models.permissions import Permission
from models.protection_contact import ProtectionContact


@blueprint.get("/")
@needs(Permission.VIEW_UNIT)
def show() -> Response:
    """The day, and what the unit still has to set up."""
    counts = {
        "agencies": _count(Agency),
        "hamlets": _count(Hamlet),
        "contacts": db.session.scalar(
            select(func.count())
            .select_from(ProtectionContact)
            .where(ProtectionContact.unit_id == g.unit.id)
        ),
    }
    return responses.page("today/show.html", today=clock.today(), counts=counts)


def _count(model: type[Agency] | type[Hamlet]) -> int:
    own = model.unit_id == g.unit.id, model.ended_on.is_(None)
    return db.session.scalar(select(func.count()).select_from(model).where(*own)) or 0
