"""Reading the record of a unit."""

from __future__ import annotations

from typing import Any

from flask import Response, g, request
from sqlalchemy import select

from blueprints import responses
from blueprints.access import needs
from blueprints.audit import blueprint
from blueprints.keys import row_key
from models.audit import AuditEvent
from models.base import db
from models.permissions import Permission
from models.unit import Unit

PAGE = 40
ISSUED = {
    *("plan", "plan_section", "plan_source", "plan_recipient", "plan_target", "report_due"),
    *("budget_line", "task", "amendment", "amendment_change"),
}
"""What a unit issues is its own until it is published."""


@blueprint.get("")
@needs(Permission.VIEW_AUDIT)
def index() -> Response:
    """Who did what at the unit and below it, newest first."""
    before = request.args.get("before", type=row_key)
    sign_ins = "sign-ins" in request.args
    query = AuditEvent.latest(before, sign_ins=sign_ins).limit(PAGE + 1)
    entries = db.session.scalars(query).all()
    units = {entry.unit_id for entry in entries}
    names = dict(db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(units))).all())
    older = entries[PAGE - 1].id if len(entries) > PAGE else None
    return responses.page(
        "audit/index.html",
        entries=[(entry, _values(entry)) for entry in entries[:PAGE]],
        names=names,
        older=older,
        sign_ins=sign_ins,
    )


def _values(entry: AuditEvent) -> list[tuple[str, Any, Any]]:
    """What changed: name, before, after; of drafts of a unit below only the act is told."""
    is_own = entry.unit_id == g.unit.id and g.standing.works_here
    if entry.subject_type in ISSUED and not is_own:
        return []
    before, after = entry.before or {}, entry.after or {}
    return [(name, before.get(name), after.get(name, "")) for name in entry.after or before]
