"""The same event, logged by two: joined, so that heads count once; and taken apart again."""

from __future__ import annotations

from models import audit, clock
from models.activity import Activity, ActivityState
from models.activity_acts import Act, Doer, allow
from models.activity_months import note_on_months
from models.base import db
from models.checklist import Checklist
from models.database import lock
from models.decide_activity import accept
from models.match_activity import take_over


class CannotJoin(ValueError):
    """Two entries that are not of one unit, or are one and the same."""


def join(activity: Activity, lead: Activity, by: Doer, *, adds_gifts: bool) -> None:
    """Count the heads of an entry with those of another one of the same event.

    The other one, or the one that it is joined to, leads; what was joined to this one follows it.
    Both count from then on. `adds_gifts`: gifts and money were each agency's own. The lines of
    this one are filled by the lead as well. Raises ActivityRefused, CannotJoin.
    """
    Checklist.queue_up()
    for one in sorted({activity, lead}, key=lambda each: each.id):
        lock(one)
    lead = db.session.get_one(Activity, lead.joined_to_id) if lead.joined_to_id else lead
    if lead.id == activity.id or lead.unit_id != activity.unit_id:
        raise CannotJoin
    for one in (activity, lead):
        allow(Act.JOIN, by, one, clock.today())
        if one.state == ActivityState.WAITING:
            accept(one, by)
    for one in [activity, *activity.joined]:
        one.joined_to_id = lead.id
        one.adds_gifts = adds_gifts if one is activity else one.adds_gifts
        take_over(one, lead, by)
        audit.record("activity.joined", one)
    note_on_months(activity.held_on, lead.held_on)


def unjoin(activity: Activity, by: Doer) -> None:
    """Count an entry by itself again; ActivityRefused."""
    Checklist.queue_up()
    lock(activity)
    allow(Act.UNJOIN, by, activity, clock.today())
    activity.joined_to_id, activity.adds_gifts = None, False
    note_on_months(activity.held_on)
    audit.record("activity.unjoined", activity)
