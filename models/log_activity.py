"""Log an activity, and change or take back what was logged."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select

from models import audit, clock
from models.activity import Activity, ActivityOrganiser, ActivityState
from models.activity_acts import Act, Doer, allow
from models.activity_months import mark_late, mark_moved, note_on_months
from models.activity_told import tell_of_waiting, tell_unit
from models.base import db
from models.campaign_links import fall_in, forget
from models.checklist import Checklist
from models.database import StaleVersion, lock
from models.evidence import Evidence
from models.follow_finding import withdraw_all
from models.match_activity import take_over
from models.notification import NotificationKind
from models.text import normalise


@dataclass(frozen=True)
class Entry:
    """What is typed of an activity; `organisers` are the keys of the other agencies."""

    kind: str
    title: str
    held_on: date
    agency_id: int | None = None
    hamlet_id: int | None = None
    place: str | None = None
    sessions: int | None = None
    children: int | None = None
    girls: int | None = None
    boys: int | None = None
    special: int | None = None
    adults: int | None = None
    gifts: int | None = None
    gift_value: int | None = None
    budget: int | None = None
    mobilised: int | None = None
    note: str | None = None
    organisers: frozenset[int] = frozenset()

    def columns(self) -> dict[str, Any]:
        """The values of the row, texts as they are stored."""
        given = asdict(self)
        del given["organisers"]
        place = normalise(self.place or "") or None
        return given | {"title": normalise(self.title), "place": place, "note": self.note or None}


def entry_of(activity: Activity) -> Entry:
    """An entry as it stands, to change it or to begin another one from it."""
    names = {field.name for field in fields(Entry)} - {"organisers"}
    values: dict[str, Any] = {name: getattr(activity, name) for name in names}
    return Entry(**values, organisers=frozenset(one.agency_id for one in activity.organisers))


def log(
    entry: Entry, by: Doer, *, is_draft: bool = False, key: uuid.UUID | None = None
) -> Activity:
    """Log an activity of the bound unit, in a transaction that writes.

    A day to come makes it planned; what a partner did waits until the unit accepts it, all else
    counts at once, also in a month that is approved: then it is marked as late.
    """
    Checklist.queue_up()
    activity = begun(entry, by)
    if key is not None:
        activity.id = key
    if is_draft:
        activity.state = ActivityState.DRAFT
    mark_late(activity)  # before the row is added: what is asked would write it, unrecorded
    db.session.add(activity)
    audit.record("activity.logged", activity)
    fall_in(activity)
    db.session.flush()
    if activity.state == ActivityState.WAITING:
        tell_of_waiting(activity)
    return activity


def begun(entry: Entry, by: Doer) -> Activity:
    """The row of what was typed, in the state that its day and author give it; not added yet."""
    activity = Activity(logged_by_id=by.person_id, from_partner=not by.writes)
    activity.state = _state(entry, by)
    write_entry(activity, entry)
    return activity


def rewrite(
    activity: Activity,
    entry: Entry,
    by: Doer,
    *,
    is_draft: bool = False,
    seen: int | None = None,
) -> None:
    """Change an entry, finish a draft, or say that what was planned was done; ActivityRefused.

    `is_draft` keeps a draft one; what is none any more is taken back with a reason instead. `seen`
    is the version that was changed: StaleVersion where there is another by now.
    """
    was = opened(activity, Act.EDIT, by, seen)
    before, is_same = activity.held_on, entry_of(activity) == entry
    write_entry(activity, entry)
    is_draft = is_draft and was == ActivityState.DRAFT
    activity.state = ActivityState.DRAFT if is_draft else _state(entry, by)
    if not (is_same and was == activity.state):
        settle(activity, was, before, *freed(activity, by))
    audit.record("activity.changed", activity)
    fall_in(activity)
    _tell_of_change(activity, was)


def withdraw(activity: Activity, reason: str, by: Doer) -> None:
    """Take an entry back: it stays on record and counts no more; ActivityRefused."""
    was = opened(activity, Act.WITHDRAW, by)
    activity.state, activity.decision_note = ActivityState.WITHDRAWN, reason
    activity.decided_by_id, activity.decided_at = by.person_id, clock.now()
    settle(activity, was, activity.held_on, *freed(activity, by))
    audit.record("activity.withdrawn", activity)
    withdraw_all(activity, reason, by.person_id)
    if was == ActivityState.WAITING:
        tell_unit(activity, NotificationKind.ACTIVITY_WITHDRAWN)


def delete_draft(activity: Activity, by: Doer) -> list[str]:
    """Remove a draft that nobody but its maker has seen, photos and all; ActivityRefused.

    The digests of its files, to be let go once this is committed.
    """
    lock(activity)
    allow(Act.DELETE, by, activity, clock.today())
    photos = db.session.scalars(select(Evidence).where(Evidence.activity_id == activity.id)).all()
    digests = {digest for one in photos for digest in one.digests}
    for one in photos:
        db.session.delete(one)
    forget(activity)
    db.session.flush()
    db.session.delete(activity)
    audit.record("activity.deleted", activity, before={}, after={})
    return sorted(digests)


def opened(activity: Activity, act: Act, by: Doer, seen: int | None = None) -> ActivityState:
    """Keep an entry for an act that may be done with it; how it stands. ActivityRefused.

    The unit's queue comes first, then the row: everywhere, or two would wait for one another.
    """
    Checklist.queue_up()
    lock(activity)
    allow(act, by, activity, clock.today())
    if seen is not None and seen != activity.version:
        raise StaleVersion(activity)
    return ActivityState(activity.state)


def settle(activity: Activity, was: ActivityState, before: date, *others: date) -> None:
    """Tell the approved months of a change of what counts: of the day it was, and that it is, and
    of those of the entries that were joined to it."""
    if was != ActivityState.COUNTED:
        mark_late(activity)
        return
    note_on_months(before, activity.held_on, *others)
    if before != activity.held_on:
        mark_moved(activity)


def freed(activity: Activity, by: Doer) -> list[date]:
    """Let go of the entries joined to one that counts no more: the oldest of them leads now, and
    fills its lines. The days of all of them."""
    if activity.state == ActivityState.COUNTED:
        return []
    joined = sorted(activity.joined, key=lambda one: one.id)
    for one in joined:
        lock(one)
        one.joined_to_id = None if one is joined[0] else joined[0].id
        one.adds_gifts = one.adds_gifts and one is not joined[0]
        audit.record("activity.unjoined", one)
    if joined:
        take_over(activity, joined[0], by)
    activity.joined_to_id, activity.adds_gifts = None, False
    return [one.held_on for one in joined]


def _tell_of_change(activity: Activity, was: ActivityState) -> None:
    """Tell the unit of what waits now, or waits otherwise than before."""
    if was == ActivityState.WAITING:
        tell_unit(activity, NotificationKind.ACTIVITY_CHANGED)
    elif activity.state == ActivityState.WAITING:
        tell_of_waiting(activity)


def _state(entry: Entry, by: Doer) -> ActivityState:
    if entry.held_on > clock.today():
        return ActivityState.PLANNED
    return ActivityState.COUNTED if by.writes else ActivityState.WAITING


def write_entry(activity: Activity, entry: Entry) -> None:
    """Put what was typed into the row."""
    for name, value in entry.columns().items():
        setattr(activity, name, value)
    _name(activity, entry.organisers - {entry.agency_id})


def _name(activity: Activity, agency_ids: Collection[int | None]) -> None:
    """The other agencies of the entry are exactly these."""
    kept = [one for one in activity.organisers if one.agency_id in agency_ids]
    new = {key for key in agency_ids if key is not None} - {one.agency_id for one in kept}
    activity.organisers = [*kept, *(ActivityOrganiser(agency_id=key) for key in sorted(new))]
