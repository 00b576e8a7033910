"""The needs of a gift sheet as they are typed: a box for each hamlet and age band."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import request

from blueprints.filters import number
from blueprints.forms import Form
from blueprints.gifts.need_words import FAULTS, doubt_text
from models.figures import BadFigure
from models.gift_rules import Need, NeedFault, doubt_of, fault_of
from models.gift_sheet import GiftSheet, SheetRow
from models.list_cells import count_of
from models.write_needs import NeedChange

_LONGEST = 40
"""Characters of a box that are read."""


class BadCount(ValueError):
    """A box that holds no number which can be kept."""

    def __init__(self, fault: NeedFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass
class Typed:
    """What was typed and could not be saved, by the name of its box: the text, the complaint, and
    what is asked as key and words."""

    texts: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    asked: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        return not (self.errors or self.asked)

    def keep(self, key: int, band: int, need: Need) -> None:
        """Leave in its boxes what was not saved."""
        for name, value in zip(box_names(key, band), (need.children, need.gifts), strict=True):
            self.texts[name] = "" if value is None else number(value)


class NeedForm(Form):
    """The boxes of the sheet. Each names what was seen in it, so that the same post twice changes
    nothing, and what somebody else wrote meanwhile is not written over."""

    def read(self, sheet: GiftSheet) -> tuple[list[NeedChange], Typed]:
        """What is to be saved, and what is not."""
        typed = Typed()
        found = (self._row(row, len(sheet.bands), typed) for row in sheet.rows)
        return [change for changes in found for change in changes], typed

    def looked_at(self, sheet: GiftSheet) -> set[int | None]:
        """The hamlets of whose figures of last year somebody says that they are right."""
        said = request.form.get("looked", "")
        return {row.figures.hamlet_id for row in sheet.rows if said in {"all", str(row.key)}}

    def _row(self, row: SheetRow, bands: int, typed: Typed) -> Iterator[NeedChange]:
        seen = seen_from(request.form.get(f"seen-{row.key}", ""), bands)
        for band in range(bands):
            change = self._band(row, band, seen[band], typed)
            if change is not None:
                yield change

    def _band(self, row: SheetRow, band: int, seen: Need, typed: Typed) -> NeedChange | None:
        """The change of a band; None where nothing was changed, or it cannot be saved."""
        children_box, gifts_box = box_names(row.key, band)
        children = self._count(children_box, seen.children, typed)
        gifts = self._count(gifts_box, seen.gifts, typed)
        if typed.errors.keys() & {children_box, gifts_box}:
            return None
        need = Need(children, gifts)
        if need == seen or self._is_asked(row, band, need, typed):
            return None
        return NeedChange(row.figures.hamlet_id, band, need, seen)

    def _count(self, box: str, seen: int | None, typed: Typed) -> int | None:
        """The number in a box; what was seen where the form has no such box."""
        text = request.form.get(box)
        if text is None:
            return seen
        try:
            return count_in(text)
        except BadCount as bad:
            typed.texts[box] = text[:_LONGEST]
            typed.errors[box] = str(FAULTS[bad.fault])
            return None

    def _is_asked(self, row: SheetRow, band: int, need: Need, typed: Typed) -> bool:
        doubt = doubt_of(need, of_hamlet=row.hamlet is not None)
        box = box_names(row.key, band)[0]
        key = f"{box}:{said_of(need)}"
        if doubt is None or key in request.form.getlist("sure"):
            return False
        typed.asked[box] = (key, doubt_text(doubt, need))
        typed.keep(row.key, band, need)
        return True


def box_names(key: int, band: int) -> tuple[str, str]:
    """The boxes of a row for the children and the gifts of a band."""
    return f"c-{key}-{band}", f"g-{key}-{band}"


def count_in(text: str) -> int | None:
    """The number that was typed, None where there is none. Raises BadCount."""
    if not text.strip():
        return None
    try:
        value = count_of(text[:_LONGEST])
    except BadFigure:
        raise BadCount(NeedFault.NO_COUNT) from None
    if fault := fault_of(value):
        raise BadCount(fault)
    return value


def said_of(need: Need) -> str:
    """A need as a form carries it: "30/", "30/25"."""
    return "/".join("" if value is None else str(value) for value in (need.children, need.gifts))


def seen_of(row: SheetRow) -> str:
    """What a row shows, as its form carries it."""
    return ",".join(said_of(need) for need in row.figures.needs)


def seen_from(text: str, bands: int) -> list[Need]:
    """What a form says was seen in a row; a form that was tampered with has seen nothing."""
    parts = [part.split("/") for part in text[: bands * 2 * _LONGEST].split(",")]
    needs = [_seen(part) for part in parts[:bands]]
    return [*needs, *[Need()] * (bands - len(needs))]


def _seen(part: list[str]) -> Need:
    """No number that could not have been kept: where a form has no box, what was seen stays."""
    numbers = []
    for one in (*part, "", "")[:2]:
        try:
            numbers.append(count_in(one))
        except BadCount:
            numbers.append(None)
    return Need(*numbers)
