"""A list of activities to log at once: each row read and checked, nothing written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from models import figure_rules
from models.clock import today
from models.days import BadDay
from models.figure_rules import Doubt, Figures, Finding
from models.figures import BadFigure
from models.known_names import KnownNames, UnknownName
from models.list_cells import ListedRow, count_of, day_of, money_of
from models.log_activity import Entry
from models.text import fold, normalise

TEXTS = {"title": 200, "place": 200, "note": 2000}
"""The longest texts, in characters."""
_FIGURES = tuple(one.name for one in fields(Figures))
_HAMLET = re.compile(r"(?:thon|ban|lang|ap|buon|khom|to dan pho|tdp|khu pho|khu dan cu)\b")
_PARTS = re.compile(r"[;\n]")


class ListFault(StrEnum):
    """Why a cell is refused, besides what the rules of figures say."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    BAD_DAY = "bad_day"
    BAD_COUNT = "bad_count"
    BAD_MONEY = "bad_money"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_HAMLET = "unknown_hamlet"
    UNKNOWN_AGENCY = "unknown_agency"
    OTHERS_AGENCY = "others_agency"


Sameness = tuple[date, str, int | None, str, str]


def sameness(
    held_on: date, kind: str, hamlet_id: int | None, place: str | None, title: str
) -> Sameness:
    """What the same activity has alike, wherever it is logged: day, kind, place and title."""
    return held_on, kind, hamlet_id, fold(place or ""), fold(title)


@dataclass(frozen=True)
class Wrong:
    """Why a cell is refused, with the name that may have been meant and what the rules compared."""

    what: Any
    nearest: str = ""
    values: tuple[int, ...] = ()


@dataclass(frozen=True)
class Words:
    """What the rows of a unit's list may name; `own` are the agencies a partner logs for.

    `agencies` has the unit itself too, as UNIT.
    """

    kinds: KnownNames[str]
    hamlets: KnownNames[int]
    agencies: KnownNames[int]
    own: tuple[int, ...] | None = None


UNIT = 0
"""In place of an agency's key: the unit itself."""


@dataclass
class ReadRow:
    """One row: what it says, what it means, what is wrong with it by field, what is asked back."""

    number: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, Wrong] = field(default_factory=dict)
    doubts: list[Finding] = field(default_factory=list)

    @property
    def entry(self) -> Entry:
        """What is logged; only of a row without faults."""
        return Entry(**self.values)

    @property
    def figures(self) -> Figures:
        return Figures(**{name: self.values.get(name) for name in _FIGURES})

    @property
    def sameness(self) -> Sameness:
        """What it is known by; only of a row without faults."""
        names = ("held_on", "kind", "hamlet_id", "place", "title")
        return sameness(*(self.values[name] for name in names))

    def refuse(self, name: str, what: Any, **told: Any) -> None:
        """Note the first thing that is wrong with a cell."""
        self.faults.setdefault(name, Wrong(what, **told))


def check(
    rows: Iterable[ListedRow], words: Words, *, began: date | None = None, has_below: bool = False
) -> list[ReadRow]:
    """Each row with what it means and what is wrong with it; that a day is long ago is no wonder.

    `began` is the unit's first day, `has_below` whether there are units below it.
    """
    found = [ReadRow(row.number, row.cells, faults=_wrong(row)) for row in rows]
    for row in found:
        _read_texts(row)
        _read_kind(row, words)
        _read_place(row, words)
        _read_organisers(row, words)
        _read_figures(row, has_below=has_below)
        _read_day(row, began)
    return found


def _wrong(row: ListedRow) -> dict[str, Wrong]:
    return {name: Wrong(why) for name, why in row.faults.items()}


def _read_texts(row: ReadRow) -> None:
    for name, most in TEXTS.items():
        text = normalise(row.cells.get(name, ""), keep_lines=name == "note")
        row.values[name] = text or None
        if len(text) > most:
            row.refuse(name, ListFault.TOO_LONG, values=(most,))
    if not row.values["title"]:
        row.refuse("title", ListFault.MISSING)


def _read_kind(row: ReadRow, words: Words) -> None:
    typed = row.cells.get("kind", "")
    if not typed:
        row.refuse("kind", ListFault.MISSING)
        return
    try:
        row.values["kind"] = words.kinds.find(typed)
    except UnknownName as unknown:
        row.refuse("kind", ListFault.UNKNOWN_KIND, nearest=unknown.nearest)


def _read_place(row: ReadRow, words: Words) -> None:
    """A hamlet, a place in one, or any other; what calls itself a hamlet has to be one."""
    typed = row.values["place"] or ""
    row.values["hamlet_id"] = words.hamlets.within(typed)
    try:
        row.values["hamlet_id"], row.values["place"] = words.hamlets.find(typed), None
    except UnknownName as unknown:
        claims = row.values["hamlet_id"] is None and _HAMLET.match(fold(typed))
        if claims and len(words.hamlets):
            row.refuse("place", ListFault.UNKNOWN_HAMLET, nearest=unknown.nearest)


def _read_organisers(row: ReadRow, words: Words) -> None:
    """The first one holds the activity, the others take part; nobody named is who logs it."""
    try:
        keys = _agencies(row.cells.get("organisers", ""), words.agencies)
    except UnknownName as unknown:
        row.refuse("organisers", ListFault.UNKNOWN_AGENCY, nearest=unknown.nearest)
        return
    holder = keys[0] if keys else _who_logs(row, words)
    if words.own is not None and holder not in words.own:
        row.refuse("organisers", ListFault.OTHERS_AGENCY)
    row.values["agency_id"] = holder or None
    row.values["organisers"] = frozenset(keys) - {UNIT, holder}


def _who_logs(row: ReadRow, words: Words) -> int:
    """The agency meant where none is named: a partner's only one, else the unit itself."""
    if words.own is None:
        return UNIT
    if len(words.own) > 1:
        row.refuse("organisers", ListFault.MISSING)
    return next(iter(words.own), UNIT)


def _agencies(text: str, known: KnownNames[int]) -> list[int]:
    """The agencies of a text, parted by semicolons; by commas where the whole is no name."""
    keys: list[int] = []
    for part in filter(None, map(normalise, _PARTS.split(text))):
        try:
            keys.append(known.find(part))
        except UnknownName:
            if "," not in part:
                raise
            keys += [known.find(name) for name in part.split(",")]
    return keys


def _read_figures(row: ReadRow, *, has_below: bool) -> None:
    for name in figure_rules.COUNTS:
        _read(row, name, count_of, ListFault.BAD_COUNT)
    for name in figure_rules.MONEY:
        _read(row, name, money_of, ListFault.BAD_MONEY)
    if any(name in row.faults for name in _FIGURES):
        return
    given = figure_rules.complete(row.figures)
    row.values |= {name: getattr(given, name) for name in _FIGURES}
    for finding in figure_rules.faults(given):
        row.refuse(finding.field, finding.what, values=finding.values)
    row.doubts += figure_rules.doubts(given, has_below=has_below)


def _read(row: ReadRow, name: str, parse: Callable[[str], int], why: ListFault) -> None:
    typed = normalise(row.cells.get(name, ""))
    row.values[name] = None
    try:
        if typed:
            row.values[name] = parse(typed)
    except BadFigure:
        row.refuse(name, why)


def _read_day(row: ReadRow, began: date | None) -> None:
    typed = row.cells.get("held_on", "")
    if not typed:
        row.refuse("held_on", ListFault.MISSING)
        return
    try:
        day = day_of(typed)
    except BadDay:
        row.refuse("held_on", ListFault.BAD_DAY)
        return
    row.values["held_on"] = day
    for finding in figure_rules.day_faults(day, today(), began):
        row.refuse("held_on", finding.what, values=finding.values)
    counted = [row.values[name] for name in _FIGURES]
    found = figure_rules.day_doubts(day, today(), is_counted=counted != [None] * len(counted))
    row.doubts += [one for one in found if one.what is not Doubt.LONG_AGO]
