"""Who organised an event: the agencies of every entry of it, whoever logged which."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from models.activity import Activity, ActivityOrganiser
from models.agency import Agency
from models.base import db
from models.tenancy import unscoped

EVENT = func.coalesce(Activity.joined_to_id, Activity.id)
"""The entry that leads: what is joined to it is the same event."""


@dataclass
class Event:
    """Who organised it, the leading entry's organiser first; None stands for the unit itself.
    `entries`: by how many it was logged."""

    organisers: list[str | None] = field(default_factory=list)
    entries: int = 0

    def name(self, organiser: str | None) -> None:
        if organiser not in self.organisers:
            self.organisers.append(organiser)


def events_of(activities: Iterable[Activity]) -> dict[uuid.UUID, Event]:
    """The event of each entry. Two queries.

    An agency reads with whom it held an event, though the other one's entry is not its to read.
    """
    keys = {one.id: one.joined_to_id or one.id for one in activities}
    if not keys:
        return {}
    events: defaultdict[uuid.UUID, Event] = defaultdict(Event)
    with unscoped("who held an event together is named to each of them"):
        for key, name in _who_logged(keys.values()):
            events[key].entries += 1
            events[key].name(name)
        for key, name in _who_took_part(keys.values()):
            events[key].name(name)
    return {one: events[key] for one, key in keys.items()}


def others_of(activities: Iterable[Activity]) -> dict[uuid.UUID, list[str | None]]:
    """Who logged the other entries of the event of each entry, where there are any. One query."""
    keys = {one.id: one.joined_to_id or one.id for one in activities}
    leads = [event for one, event in keys.items() if one != event]
    is_of = Activity.joined_to_id.in_(keys.values()) | Activity.id.in_(leads)
    query = select(EVENT, Activity.id, Agency.name)
    query = query.outerjoin(Agency, Agency.id == Activity.agency_id).where(is_of)
    if not keys:
        return {}
    with unscoped("who held an event together is named to each of them"):
        rows = db.session.execute(query.order_by(Activity.id)).all()
    logged: defaultdict[uuid.UUID, list[Any]] = defaultdict(list)
    for event, other, name in rows:
        logged[event].append((other, name))
    named = {one: [n for other, n in logged[key] if other != one] for one, key in keys.items()}
    return {one: names for one, names in named.items() if names}


def _who_logged(events: Collection[uuid.UUID]) -> Iterable[Any]:
    query = select(EVENT, Agency.name).outerjoin(Agency, Agency.id == Activity.agency_id)
    query = query.where(_is_of(events))
    return db.session.execute(query.order_by(Activity.joined_to_id.is_not(None), Activity.id))


def _who_took_part(events: Collection[uuid.UUID]) -> Iterable[Any]:
    query = select(EVENT, Agency.name).join_from(
        ActivityOrganiser, Activity, Activity.id == ActivityOrganiser.activity_id
    )
    query = query.join(Agency, Agency.id == ActivityOrganiser.agency_id)
    return db.session.execute(query.where(_is_of(events)).order_by(ActivityOrganiser.id))


def _is_of(events: Collection[uuid.UUID]) -> Any:
    return Activity.id.in_(events) | Activity.joined_to_id.in_(events)
