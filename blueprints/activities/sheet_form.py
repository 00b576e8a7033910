"""The sheet of activities to type at once: rows of few fields, empty ones ignored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import request
from wtforms import BooleanField

from blueprints.forms import Form
from blueprints.language import label as _l
from documents.list_sheet import SheetRow

FIELDS = (
    "held_on",
    "kind",
    "title",
    "place",
    "children",
    "girls",
    "boys",
    "adults",
    "gifts",
    "gift_value",
)
AS_ABOVE = ("held_on", "kind", "place")
"""Fields that a row has from the row above where they are left empty."""
NOTHING = "-"
"""Typed where a field is to stay empty all the same."""
AT_ONCE, MOST_ROWS = 10, 50
_LONGEST = 300


class SheetForm(Form):
    """What was typed, as it was typed."""

    sure = BooleanField(_l("I have looked at what is asked: it is right"))

    @property
    def count(self) -> int:
        """How many rows the page has; ten more where they are asked for."""
        count = request.form.get("count", AT_ONCE, type=int)
        more = AT_ONCE if self.wants_more else 0
        return min(max(count + more, AT_ONCE), MOST_ROWS)

    @property
    def wants_more(self) -> bool:
        return "more" in request.form

    @property
    def organiser(self) -> str:
        """Who held all of them."""
        return request.form.get("organiser", "")[:_LONGEST]

    @property
    def said_sure_of(self) -> str:
        return request.form.get("sure", "")

    def typed(self, number: int, name: str) -> str:
        return request.form.get(f"{name}-{number}", "")[:_LONGEST]

    def rows(self) -> list[SheetRow]:
        """The rows in which something was typed, with what they have from the row above."""
        return list(self._rows())

    def _rows(self) -> Iterator[SheetRow]:
        above: dict[str, str] = {}
        for number in range(1, self.count + 1):
            typed = {name: self.typed(number, name).strip() for name in FIELDS}
            if not any(typed.values()):
                continue
            cells = typed | {name: typed[name] or above.get(name, "") for name in AS_ABOVE}
            above = {name: cells[name] for name in AS_ABOVE}
            yield SheetRow(number, _filled(cells) | {"organisers": self.organiser}, {})


def _filled(cells: dict[str, str]) -> dict[str, Any]:
    return {name: "" if text == NOTHING else text for name, text in cells.items()}
