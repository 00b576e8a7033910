"""What happened to a month, in words: a timeline that anyone concerned reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import g
from flask_babel import gettext as _

from blueprints.filters import moment
from blueprints.language import label as _l
from models.checklist import ChecklistEvent, EventKind
from models.deciders import names_of

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
    told = list(events)
    names = names_here(key for one in told for key in (_unseen(one), one.on_behalf_of_id))
    return [_step(event, above, names) for event in reversed(told)]


def names_here(person_ids: Iterable[int | None]) -> dict[int, str]:
    """How people of the units above are called, for who stands above the unit of the URL too."""
    return names_of(person_ids) if g.standing.above else {}


def by_whom(name: str | None, giver: str | None, above: str, *, is_delegated: bool) -> str:
    """Who acted, and on whose behalf; the unit above where they are not known by name."""
    if not is_delegated:
        return name or above
    if name and giver:
        return str(_("%(name)s, on behalf of %(other)s", name=name, other=giver))
    return str(_("%(unit)s, by delegation", unit=above))


def _unseen(event: ChecklistEvent) -> int | None:
    return None if event.person else event.person_id


def _step(event: ChecklistEvent, above: str, names: dict[int, str]) -> dict[str, Any]:
    kind, symbol, title = WORDS[EventKind(event.kind)]
    name = event.person.name if event.person else names.get(event.person_id or 0)
    giver = names.get(event.on_behalf_of_id or 0)
    who = by_whom(name, giver, above, is_delegated=event.on_behalf_of_id is not None)
    sub = f"{who}, {moment(event.at)}"
    told = {"at": event.at, "kind": kind, "symbol": symbol, "title": str(title)}
    return {**told, "sub": sub, "text": event.word}
