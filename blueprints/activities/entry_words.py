"""How an entry of an activity is told: figures, organisers, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from blueprints.filters import day, money, number
from blueprints.language import label as _l
from models.activity import FIGURES, TITLE, Activity, ActivityState
from models.activity_kind import Kind
from models.activity_sums import Sums
from models.hamlet import Hamlet
from models.text import fold

LABELS = {
    "kind": _l("Kind"),
    "title": _l("Title"),
    "held_on": _l("Day"),
    "place": _l("Place"),
    "hamlet_id": _l("Hamlet"),
    "sessions": _l("Sessions"),
    "children": _l("Children"),
    "girls": _l("Girls"),
    "boys": _l("Boys"),
    "special": _l("Children in special circumstances"),
    "adults": _l("Adults"),
    "gifts": _l("Gifts"),
    "gift_value": _l("Value of the gifts"),
    "budget": _l("State budget"),
    "mobilised": _l("Mobilised"),
    "note": _l("Note"),
}
MONEY = {"gift_value", "budget", "mobilised"}
STATES: dict[ActivityState, tuple[str, str, Any]] = {
    ActivityState.DRAFT: ("none", "pencil", _l("Draft of an entry")),
    ActivityState.PLANNED: ("doing", "calendar-event", _l("Planned")),
    ActivityState.WAITING: ("wait", "hourglass-split", _l("Waits to be accepted")),
    ActivityState.COUNTED: ("done", "check-circle-fill", _l("Counted")),
    ActivityState.DECLINED: ("back", "arrow-return-left", _l("Not counted")),
    ActivityState.WITHDRAWN: ("none", "dash-circle", _l("Withdrawn")),
}
"""Of each state: the kind of status, the icon, the words."""


def figures_of(counted: Activity | Sums) -> list[tuple[str, str]]:
    """The figures that are known, with their names."""
    known = [(name, getattr(counted, name)) for name in FIGURES]
    return [(str(LABELS[n]), written(n, value)) for n, value in known if value is not None]


def kind_of(activity: Activity, kinds: Mapping[str, Kind]) -> str:
    """What its kind is called here; the code where nobody knows it any more."""
    return kinds[activity.kind].name if activity.kind in kinds else activity.kind


def written(name: str, value: Any) -> str:
    """A value of an entry as it is shown."""
    if name in FIGURES:
        return money(value) if name in MONEY else number(value)
    return day(value) if isinstance(value, date) else str(value or "–")


def proposed_title(kind: str, place: str) -> str:
    """The title of an entry that was given none: of the name of its kind and its place, cut to
    what is kept."""
    return (f"{kind} tại {place[:1].lower()}{place[1:]}" if place else kind)[:TITLE].strip()


def place_of(activity: Activity) -> str:
    """The place and the hamlet, as far as they are known."""
    return place_in(activity.place, activity.hamlet)


def place_in(place: str | None, hamlet: Hamlet | None) -> str:
    """The place, and the hamlet where the place does not name it."""
    if hamlet is None or hamlet.folded in fold(place or ""):
        return place or ""
    return f"{place}, {hamlet.name}" if place else hamlet.name
