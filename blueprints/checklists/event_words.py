"""What happened to a month, in words: a timeline that anyone concerned reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from blueprints.filters import moment
from blueprints.language import label as _l
from models.checklist import ChecklistEvent, EventKind

WORDS: dict[EventKind, tuple[str, str, Any]] = {
    EventKind.SUBMITTED: ("wait", "send", _l("Submitted")),
    EventKind.TAKEN_BACK: ("none", "arrow-repeat", _l("Taken back")),
    EventKind.TAKEN_IN_HAND: ("wait", "eye", _l("Taken in hand")),
    EventKind.LET_GO: ("none", "arrow-repeat", _l("Let go")),
    EventKind.RETURNED: ("back", "arrow-return-left", _l("Returned")),
    EventKind.APPROVED: ("done", "check2-all", _l("Approved")),
    EventKind.REOPENED: ("back", "unlock", _l("Reopened")),
    EventKind.EXCUSED: ("none", "dash-circle", _l("Excused")),
}
"""Of each kind: the kind of status, the icon, the words."""


def steps_of(events: Iterable[ChecklistEvent], above: str) -> list[dict[str, Any]]:
    """The steps of a timeline, the latest first.

    Who works above is not known by name below: there the unit `above` has acted.
    """
    return [_step(event, above) for event in reversed(list(events))]


def _step(event: ChecklistEvent, above: str) -> dict[str, Any]:
    kind, symbol, title = WORDS[EventKind(event.kind)]
    sub = f"{event.person.name if event.person else above}, {moment(event.at)}"
    told = {"at": event.at, "kind": kind, "symbol": symbol, "title": str(title)}
    return {**told, "sub": sub, "text": event.word}
