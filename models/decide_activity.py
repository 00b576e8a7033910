"""What the unit says of a partner's entry: it counts, it counts otherwise, it does not count."""

from __future__ import annotations

from typing import Any

from models import audit, clock
from models.activity import FIGURES, Activity, ActivityState
from models.activity_acts import Act, Doer
from models.activity_told import tell_partners
from models.campaign_links import fall_in
from models.follow_finding import withdraw_all
from models.log_activity import Entry, freed, opened, settle, write_entry
from models.notification import NotificationKind

KEPT = ("kind", "title", "held_on", "place", *FIGURES, "note")
"""What is kept as the partner had logged it, where the unit corrects it."""


def accept(activity: Activity, by: Doer, seen: int | None = None) -> None:
    """Count an entry as it was logged, and tell its agency; ActivityRefused.

    `seen` is the version that the decision is about: StaleVersion where there is another by now.
    """
    count_in(activity, by, seen)
    tell_partners(activity, NotificationKind.ACTIVITY_ACCEPTED)


def count_in(activity: Activity, by: Doer, seen: int | None = None) -> None:
    """As accept(), where the agency is told otherwise; ActivityRefused."""
    was = opened(activity, Act.ACCEPT, by, seen)
    _decide(activity, ActivityState.COUNTED, by, None)
    settle(activity, was, activity.held_on)
    audit.record("activity.accepted", activity)
    fall_in(activity)


def correct(activity: Activity, entry: Entry, note: str, by: Doer, seen: int | None = None) -> None:
    """Count an entry otherwise than it was logged, and tell its agency why; ActivityRefused.

    ValueError without a word on why.
    """
    if not note:
        raise ValueError("a correction says why")
    was = opened(activity, Act.CORRECT, by, seen)
    before = activity.held_on
    activity.as_logged = activity.as_logged or as_logged(activity)
    write_entry(activity, entry)
    _decide(activity, ActivityState.COUNTED, by, note)
    settle(activity, was, before)
    audit.record("activity.corrected", activity)
    fall_in(activity)
    tell_partners(activity, NotificationKind.ACTIVITY_CORRECTED)


def decline(activity: Activity, reason: str, by: Doer, seen: int | None = None) -> None:
    """Do not count an entry, and tell its agency why; ActivityRefused.

    ValueError without a reason.
    """
    if not reason:
        raise ValueError("what is not counted has a reason")
    was = opened(activity, Act.DECLINE, by, seen)
    _decide(activity, ActivityState.DECLINED, by, reason)
    settle(activity, was, activity.held_on, *freed(activity, by))
    audit.record("activity.declined", activity)
    withdraw_all(activity, reason, by.person_id)
    tell_partners(activity, NotificationKind.ACTIVITY_DECLINED)


def as_logged(activity: Activity) -> dict[str, Any]:
    """What is kept of an entry when it is corrected."""
    values = {name: getattr(activity, name) for name in KEPT}
    hamlet = activity.hamlet.name if activity.hamlet else None
    return values | {"held_on": activity.held_on.isoformat(), "hamlet": hamlet}


def _decide(activity: Activity, state: ActivityState, by: Doer, note: str | None) -> None:
    activity.state, activity.decision_note = state, note
    activity.decided_by_id, activity.decided_at = by.person_id, clock.now()
