"""What changed in a month, in words: of each line what it was and what it is."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _

from blueprints.checklists.line_forms import STATES
from blueprints.checklists.month_page import MonthPage
from blueprints.filters import day, moment, money, number
from blueprints.language import label as _l
from models.activity import Activity
from models.evidence_pieces import Piece
from models.line import LineState
from models.month_changes import ADDED, CAME, WENT, WITHDRAWN, ChangeKind, FieldChange
from models.month_since import Entry, Since

_FIELDS: dict[str, Any] = {
    "text": _l("Task"),
    "product": _l("Product"),
    "due_on": _l("Due"),
    "state": _l("State"),
    "done_on": _l("Done on"),
    "times": _l("Times"),
    "children": _l("Children"),
    "adults": _l("Adults"),
    "amount": _l("Money spent (đồng)"),
    "reason": _l("Why nothing arose"),
    "difficulty": _l("Difficulty"),
    "note": _l("Note, result"),
}
_KINDS: dict[ChangeKind, tuple[str, str, Any]] = {
    ChangeKind.ADDED: ("doing", "plus-lg", _l("New in the month")),
    ChangeKind.REMOVED: ("none", "dash-circle", _l("No longer in the month")),
}
_BACK = {
    True: ("done", "check-lg", _l("Completed")),
    False: ("back", "arrow-return-left", _l("Returned, not completed")),
}


@dataclass
class Told:
    """What became of one photo or file: the icon, the words, who and when, where it is seen."""

    symbol: str
    text: str
    who: str
    href: str


@dataclass
class ChangedLine:
    """One line: its marks (kind, icon, words), its fields (name, was, is; empty where nothing was
    written), its evidence."""

    number: str
    text: str
    href: str
    marks: list[tuple[str, str, str]]
    fields: list[tuple[str, str, str]] = field(default_factory=list)
    evidence: list[Told] = field(default_factory=list)
    who: str = ""
    activities: list[Told] = field(default_factory=list)


def late_activities(since: Since) -> list[Told]:
    """What was logged into the month after its approval, also what fills no line."""
    return [_activity(one, "plus-lg", day(one.held_on)) for one in since.late]


def changed_lines(page: MonthPage, since: Since) -> list[ChangedLine]:
    """The lines there is something to say of."""
    return [_line(page, entry, since) for entry in since.entries]


def _line(page: MonthPage, entry: Entry, since: Since) -> ChangedLine:
    line, change = entry.line, entry.change
    told = ChangedLine(line.number, line.text, f"{page.href}#line-{line.assignment_id}", [])
    told.marks = [(kind, symbol, str(words)) for kind, symbol, words in _marks(entry)]
    for one in change.fields if change else ():
        if one.name in {ADDED, WITHDRAWN}:
            told.evidence += _pieces(one, since)
        elif one.name in {CAME, WENT}:
            told.activities += _activities(one, since)
        else:
            told.fields.append(_field(one))
    if told.fields and line.written_at:
        told.who = _by(since.names.get(line.written_by or 0), moment(line.written_at))
    return told


def _marks(entry: Entry) -> Iterator[tuple[str, str, Any]]:
    if entry.is_mended is not None:
        yield _BACK[entry.is_mended]
    if entry.change is not None and entry.change.kind in _KINDS:
        yield _KINDS[entry.change.kind]


def _field(one: FieldChange) -> tuple[str, str, str]:
    return str(_FIELDS[one.name]), _value(one.name, one.was), _value(one.name, one.now)


def _value(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "state":
        return str(STATES[LineState(value)])
    if name == "amount":
        return money(value)
    if isinstance(value, date):
        return day(value)
    return number(value) if isinstance(value, int) else str(value)


def _pieces(one: FieldChange, since: Since) -> Iterator[Told]:
    ids: tuple[uuid.UUID, ...] = one.now if one.name == ADDED else one.was
    for evidence_id in ids:
        piece = since.pieces[evidence_id]
        yield _added(piece) if one.name == ADDED else _withdrawn(piece)


def _activities(one: FieldChange, since: Since) -> Iterator[Told]:
    is_new = one.name == CAME
    symbol = "plus-lg" if is_new else "dash-circle"
    found = (since.activities.get(key) for key in (one.now if is_new else one.was))
    for activity in found:
        if activity is not None:
            words = _("Now fills this line") if is_new else _("No longer fills this line")
            yield _activity(activity, symbol, f"{day(activity.held_on)} · {words}")


def _activity(activity: Activity, symbol: str, who: str) -> Told:
    href = url_for("activities.show", activity_id=activity.id)
    return Told(symbol, activity.title, who, href)


def _added(piece: Piece) -> Told:
    href = url_for("evidence.show", evidence_id=piece.id)
    who = _by(piece.added_by, moment(piece.added_at))
    return Told("paperclip", str(_("Photo or file added")), who, href)


def _withdrawn(piece: Piece) -> Told:
    href = url_for("evidence.show", evidence_id=piece.id)
    who = _by(piece.withdrawn_by, moment(piece.withdrawn_at))
    return Told("trash", str(_("Photo or file withdrawn")), who, href)


def _by(name: str | None, at: str) -> str:
    return f"{name or g.unit.name}, {at}"
