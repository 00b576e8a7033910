"""What became of a partner's entry, in words: who decided, what counts otherwise, with whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from blueprints.activities.entry_words import LABELS, STATES, written
from blueprints.filters import moment
from blueprints.language import label as _l
from models.activity import FIGURES, Activity, ActivityState
from models.activity_kind import Kind
from models.decide_activity import as_logged
from models.deciders import names_of

KEPT = {**LABELS, "hamlet": _l("Hamlet")}
_SHOWN = ("kind", "title", "held_on", "hamlet", "place", *FIGURES, "note")


@dataclass(frozen=True)
class Outcome:
    """Where an entry stands: its status, who decided and when, and the word to its agency."""

    kind: str
    symbol: str
    title: str
    by: str = ""
    word: str = ""


@dataclass(frozen=True)
class Difference:
    """A value as it was logged, and as the unit counts it."""

    label: str
    logged: str
    counted: str


def outcome_of(activity: Activity, names: Mapping[int, str] | None = None) -> Outcome:
    """Where an entry stands, for everybody who reads it."""
    kind, symbol, title = STATES[ActivityState(activity.state)]
    if activity.from_partner and activity.state == ActivityState.COUNTED:
        title = _("Accepted with corrections") if activity.decision_note else _("Accepted")
    return Outcome(kind, symbol, str(title), _by(activity, names), activity.decision_note or "")


def _by(activity: Activity, names: Mapping[int, str] | None) -> str:
    """Who decided, and when: a partner reads it, though nobody of the unit is in his scope."""
    if activity.decided_at is None:
        return ""
    known = names_of([activity.decided_by_id]) if names is None else names
    name = known.get(activity.decided_by_id or 0, "")
    return ", ".join(part for part in (name, moment(activity.decided_at)) if part)


def logged_facts(activity: Activity, kinds: Mapping[str, Kind]) -> list[tuple[str, str]]:
    """What the partner had logged, with the names of it."""
    logged = _logged(activity)
    return [(str(KEPT[name]), _told(name, logged[name], kinds)) for name in _SHOWN if logged[name]]


def differences_of(activity: Activity, kinds: Mapping[str, Kind]) -> list[Difference]:
    """What the unit counts otherwise than it was logged, in the order of the form."""
    if activity.as_logged is None:
        return []
    before, now = _logged(activity), _with_day(as_logged(activity))
    return [
        Difference(str(KEPT[n]), _told(n, before[n], kinds), _told(n, now[n], kinds))
        for n in _SHOWN
        if before[n] != now[n]
    ]


def _logged(activity: Activity) -> dict[str, Any]:
    return _with_day(activity.as_logged or as_logged(activity))


def _with_day(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {**kept, "held_on": date.fromisoformat(kept["held_on"])}


def _told(name: str, value: Any, kinds: Mapping[str, Kind]) -> str:
    if name == "kind" and value in kinds:
        return kinds[value].name
    return written(name, value)
