"""Who is told what becomes of a partner's entry: its agency by the unit, the unit by its agency.

A title or a place may name a child, so neither stands in what is told.
"""

from __future__ import annotations

from models.activity import Activity
from models.agency import Agency
from models.base import db
from models.clock import today
from models.deciders import deciders_at, partners_for
from models.notification import NotificationKind, notify
from models.unit import Unit


def tell_partners(activity: Activity, kind: NotificationKind) -> None:
    """Tell those who act for the agency what the unit decided; nothing of the unit's own entry."""
    if activity.from_partner:
        _tell(partners_for(activity.unit_id, activity.agency_id), activity, kind)


def tell_unit(activity: Activity, kind: NotificationKind) -> None:
    """Tell those who say what counts what a partner did with his own entry."""
    _tell(deciders_at(activity.unit_id), activity, kind)


def tell_of_waiting(activity: Activity) -> None:
    """Tell those who say what counts that an agency's entries wait: once a day of each agency."""
    once = f"activities:{activity.agency_id}:{today()}"
    _tell(
        deciders_at(activity.unit_id),
        activity,
        NotificationKind.ACTIVITY_WAITING,
        at="waiting",
        once=once,
    )


def _tell(
    person_ids: list[int],
    activity: Activity,
    kind: NotificationKind,
    *,
    at: str = "",
    once: str | None = None,
) -> None:
    unit = db.session.get_one(Unit, activity.unit_id)
    agency = db.session.get_one(Agency, activity.agency_id)
    told = {"unit": unit.name, "agency": agency.name, "held_on": activity.held_on.isoformat()}
    href = f"/{unit.slug}/activities/{at or activity.id}"
    notify(person_ids, kind, unit.id, href, once=once, **told)
