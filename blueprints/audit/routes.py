"""Reading the record of a unit."""

from __future__ import annotations

from flask import Response, request
from sqlalchemy import select

from blueprints import responses
from blueprints.access import needs, row_key
from blueprints.audit import blueprint
from models.audit import AuditEvent
from models.base import db
from models.permissions import Permission
from models.unit import Unit

PAGE = 40


@blueprint.get("")
@needs(Permission.VIEW_AUDIT)
def index() -> Response:
    """Who did what at the unit and below it, newest first."""
    before = request.args.get("before", type=row_key)
    query = AuditEvent.latest(before).limit(PAGE + 1)
    entries = db.session.scalars(query).all()
    units = {entry.unit_id for entry in entries}
    names = dict(db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(units))).all())
    older = entries[PAGE - 1].id if len(entries) > PAGE else None
    return responses.page("audit/index.html", entries=entries[:PAGE], names=names, older=older)
