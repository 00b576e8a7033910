"""The entries of a unit that may be the same event as another one, each list in one query."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from models.activity import Activity, ActivityState
from models.base import db
from models.same_event import Event, Likeness, likeness

NEAR = timedelta(days=3)
"""How far apart two people write the day of one event from memory."""


@dataclass(frozen=True)
class LikelySame:
    """An entry that may be the same event, and why."""

    activity: Activity
    reasons: tuple[Likeness, ...]


def event_of(activity: Activity) -> Event:
    """An entry as it is held against another."""
    where = f"{activity.place or ''}; {activity.hamlet.name if activity.hamlet else ''}"
    return Event(
        activity.kind,
        activity.title,
        activity.held_on,
        activity.agency_id,
        activity.hamlet_id,
        where,
    )


def likely_same(unit_id: int, event: Event, besides: Activity | None = None) -> list[LikelySame]:
    """The entries of other organisers that may be the same event, those most alike first; not
    what is joined already with the entry itself."""
    others = db.session.scalars(_there(unit_id).where(Activity.held_on == event.held_on)).all()
    return _most_alike(event, others, besides)


def likely_same_each(
    unit_id: int, activities: Collection[Activity]
) -> dict[uuid.UUID, list[LikelySame]]:
    """As likely_same(), of each of several entries; one query."""
    days = {one.held_on for one in activities}
    others = db.session.scalars(_there(unit_id).where(Activity.held_on.in_(days))).all()
    return {one.id: _most_alike(event_of(one), others, one) for one in activities}


def held_near(activity: Activity, most: int) -> list[LikelySame]:
    """The entries of the days around, those that may be the same event first; one query."""
    day = activity.held_on
    around = _there(activity.unit_id).where(Activity.held_on.between(day - NEAR, day + NEAR))
    others = db.session.scalars(around).all()
    likely = _most_alike(event_of(activity), others, activity)
    told = {one.activity.id for one in likely}
    apart = [one for one in others if one.id not in told and not _are_joined(one, activity)]
    apart.sort(key=lambda one: abs(one.held_on - day))
    return [*likely, *(LikelySame(one, ()) for one in apart)][:most]


def _there(unit_id: int) -> Select[Activity]:
    """The entries of a unit that take part in an event: they wait, or count."""
    there = (ActivityState.WAITING, ActivityState.COUNTED)
    query = select(Activity).where(Activity.unit_id == unit_id, Activity.state.in_(there))
    shown = (joinedload(Activity.agency), joinedload(Activity.hamlet))
    return query.options(*shown).order_by(Activity.id)


def _most_alike(
    event: Event, others: Iterable[Activity], besides: Activity | None
) -> list[LikelySame]:
    found = [
        LikelySame(one, likeness(event, event_of(one)))
        for one in others
        if besides is None or not _are_joined(one, besides)
    ]
    likely = [one for one in found if one.reasons]
    return sorted(likely, key=lambda one: -len(one.reasons))


def _are_joined(one: Activity, other: Activity) -> bool:
    """Whether two entries are one, or are joined to one another or to the same third one."""
    lead: uuid.UUID = one.joined_to_id or one.id
    return lead == (other.joined_to_id or other.id)
