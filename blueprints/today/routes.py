"""What a person finds when opening a unit."""

from __future__ import annotations

from typing import Any

from flask import Response, g, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from blueprints import responses
from blueprints.access import may, needs
from blueprints.today import blueprint
from models import clock
from models.agency import Agency
from models.base import db
from models.hamlet import Hamlet
from models.permissions import Permission
from models.protection_contact import ProtectionContact
from models.unit import Unit


@blueprint.get("/")
@needs(Permission.VIEW_UNIT)
def show() -> Response:
    """The day, what waits, and what is known of the unit."""
    counts = _counts()
    setup, about = _to_set_up(counts), _about(counts)
    return responses.page("today/show.html", today=clock.today(), setup=setup, about=about)


def _counts() -> Any:
    """How many agencies, hamlets, contacts and units below there are: one query."""
    unit = g.unit.id
    counted = {
        "agencies": _own(Agency).where(Agency.ended_on.is_(None)),
        "hamlets": _own(Hamlet).where(Hamlet.ended_on.is_(None)),
        "contacts": _own(ProtectionContact),
        "below": select(func.count(Unit.id)).where(Unit.parent_id == unit),
    }
    columns = [query.scalar_subquery().label(name) for name, query in counted.items()]
    return db.session.execute(select(*columns, Unit.id).where(Unit.id == unit)).one()


def _own(model: Any) -> Any:
    return select(func.count(model.id)).where(model.unit_id == g.unit.id)


def _to_set_up(counts: Any) -> list[dict[str, Any]]:
    """What this person can still set up here; nothing for who may not."""
    steps = (
        (
            Permission.MANAGE_CONTACT,
            counts.contacts,
            "contact.edit",
            "telephone",
            _("State whom to call about a child in danger"),
        ),
        (
            Permission.MANAGE_AGENCIES,
            counts.agencies,
            "agencies.index",
            "building",
            _("Add the agencies of the unit"),
        ),
        (
            Permission.MANAGE_HAMLETS,
            counts.hamlets + counts.below,
            "hamlets.index",
            "geo-alt",
            _("Add the hamlets and residential groups"),
        ),
    )
    return [
        {"title": title, "href": url_for(endpoint), "symbol": symbol, "kind": "wait"}
        for permission, present, endpoint, symbol, title in steps
        if may(permission) and not present
    ]


def _about(counts: Any) -> list[dict[str, Any]]:
    shown = (
        (Permission.VIEW_AGENCIES, counts.agencies, "agencies.index", "building", _("Agencies")),
        (Permission.VIEW_HAMLETS, counts.hamlets, "hamlets.index", "geo-alt", _("Hamlets")),
        (Permission.VIEW_UNIT, counts.below, "public.show", "diagram-3", _("Units below")),
    )
    return [
        {"title": title, "href": url_for(endpoint), "symbol": symbol, "end": str(number)}
        for permission, number, endpoint, symbol, title in shown
        if may(permission) and number
    ]
