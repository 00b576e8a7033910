"""Who held an activity, in words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from models.activity import Activity
from models.event_organisers import Event, events_of
from models.plan_citation import committee_of
from models.unit import Unit


def own_name(unit: Unit) -> str:
    """The unit itself as an organiser, without the name that stands above every page."""
    return "UBND " + unit.name_within.removesuffix(f" {unit.short_name}")


def short_name(name: str, unit: Unit) -> str:
    """An agency's name without that of its unit."""
    without = name.removesuffix(f" {unit.name_within}")
    return without if without != name else name.removesuffix(f" {unit.short_name}")


def organisers_of(activity: Activity, unit: Unit) -> list[str]:
    """Who held it as the entry itself says, the first first, for a page of the unit."""
    agencies = [activity.agency, *(one.agency for one in activity.organisers)]
    names = [short_name(one.name, unit) for one in agencies if one]
    return names if activity.agency_id else [own_name(unit), *names]


def organisers_told(activities: Iterable[Activity]) -> dict[uuid.UUID, str]:
    """Of each entry: who organised its event, in words; those of entries joined to it with them."""
    entries = [*activities]
    events = events_of(entries)
    return {one.id: organisers_in(events[one.id], one) for one in entries}


def organisers_in(event: Event, entry: Activity) -> str:
    """Who organised an event, in words, of which this is an entry."""
    return ", ".join(name or committee_of(entry.unit) for name in event.organisers)
