"""The same event, logged by two: joined, so that heads count once; and taken apart again."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from models import audit, clock
from models.activity import Activity, ActivityState
from models.activity_acts import Act, Doer, allow
from models.activity_months import note_on_months
from models.activity_told import tell_partners
from models.base import db
from models.campaign_links import carry_over
from models.checklist import Checklist
from models.database import StaleVersion, lock
from models.decide_activity import count_in
from models.match_activity import take_over
from models.notification import NotificationKind


class Apart(StrEnum):
    """Why two entries are not joined."""

    ITSELF = "itself"
    TOGETHER = "together"
    ELSEWHERE = "elsewhere"


class CannotJoin(ValueError):
    """Two entries that are one and the same, one event already, or of two units."""

    def __init__(self, why: Apart) -> None:
        super().__init__(why)
        self.why = why


def join(
    activity: Activity,
    lead: Activity,
    by: Doer,
    *,
    adds_gifts: bool,
    seen: Mapping[UUID, int | None] | None = None,
) -> None:
    """Count the heads of an entry with those of another one of the same event.

    The other one, or the one that it is joined to, leads; what was joined to this one follows it.
    Both count from then on. `adds_gifts`: gifts and money were each agency's own. The lines of
    this one are filled by the lead as well, and both are in the campaigns of either. `seen` are
    the versions that the decision is about.
    Raises ActivityRefused, CannotJoin, StaleVersion.
    """
    Checklist.queue_up()
    _hold((activity, lead), seen or {})
    lead = _leading(activity, lead)
    for one in (activity, lead):
        _count(one, by)
    for one in [activity, *activity.joined]:
        one.joined_to_id = lead.id
        one.adds_gifts = adds_gifts if one is activity else one.adds_gifts
        take_over(one, lead, by)
        audit.record("activity.joined", one)
    carry_over(lead, by)
    note_on_months(activity.held_on, lead.held_on)
    for one in (activity, lead):
        tell_partners(one, NotificationKind.ACTIVITY_JOINED)


def unjoin(activity: Activity, by: Doer) -> None:
    """Count an entry by itself again, and tell its agency; ActivityRefused."""
    Checklist.queue_up()
    lock(activity)
    allow(Act.UNJOIN, by, activity, clock.today())
    activity.joined_to_id, activity.adds_gifts = None, False
    note_on_months(activity.held_on)
    audit.record("activity.unjoined", activity)
    tell_partners(activity, NotificationKind.ACTIVITY_UNJOINED)


def _hold(entries: tuple[Activity, Activity], seen: Mapping[UUID, int | None]) -> None:
    """Keep both from others, in one order: two who join them to each other never wait in a
    circle."""
    if entries[0].unit_id != entries[1].unit_id:
        raise CannotJoin(Apart.ELSEWHERE)
    if entries[0].id == entries[1].id:
        raise CannotJoin(Apart.ITSELF)
    for one in sorted(entries, key=lambda each: each.id):
        lock(one)
        if seen.get(one.id, one.version) != one.version:
            raise StaleVersion(one)


def _leading(activity: Activity, lead: Activity) -> Activity:
    """The entry whose heads count once these two are one event."""
    if lead.joined_to_id is not None:
        lead = db.session.get_one(Activity, lead.joined_to_id)
    if lead.id in (activity.id, activity.joined_to_id):
        raise CannotJoin(Apart.TOGETHER)
    return lead


def _count(activity: Activity, by: Doer) -> None:
    """Let an entry take part that waits or counts."""
    allow(Act.JOIN, by, activity, clock.today())
    if activity.state == ActivityState.WAITING:
        count_in(activity, by)
