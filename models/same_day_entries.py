"""The entries of a unit that may be the same event as another one: of the same day; one query."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.activity import Activity, ActivityState
from models.base import db
from models.same_event import Event, Likeness, likeness


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
    there = (ActivityState.WAITING, ActivityState.COUNTED)
    query = (
        select(Activity)
        .where(
            Activity.unit_id == unit_id,
            Activity.held_on == event.held_on,
            Activity.state.in_(there),
        )
        .options(joinedload(Activity.agency), joinedload(Activity.hamlet))
        .order_by(Activity.id)
    )
    found = [
        LikelySame(one, likeness(event, event_of(one)))
        for one in db.session.scalars(query)
        if besides is None or not _are_joined(one, besides)
    ]
    likely = [one for one in found if one.reasons]
    return sorted(likely, key=lambda one: -len(one.reasons))


def _are_joined(one: Activity, other: Activity) -> bool:
    """Whether two entries are one, or are joined to one another or to the same third one."""
    lead: uuid.UUID = one.joined_to_id or one.id
    return lead == (other.joined_to_id or other.id)
