"""The reasons for returning a line, in words."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.language import label as _l
from blueprints.settings.own_lists import Words
from models.own_list import Fault
from models.return_reason import LooksFor, Reason, ReturnReason

LOOKS_FOR = {
    LooksFor.EVIDENCE: _l("A photo or a file"),
    LooksFor.NUMBERS: _l("Numbers"),
    LooksFor.NOTE: _l("A word on the result"),
    LooksFor.DIFFICULTY: _l("The difficulty"),
    LooksFor.NOTHING: _l("Nothing that could be looked for beforehand"),
}
_ASKED_FOR = {
    LooksFor.EVIDENCE: _l("Asked for before submitting: a photo or a file"),
    LooksFor.NUMBERS: _l("Asked for before submitting: numbers"),
    LooksFor.NOTE: _l("Asked for before submitting: a word on the result"),
    LooksFor.DIFFICULTY: _l("Asked for before submitting: the difficulty"),
}
WORDS = Words(
    title=_l("Reasons for returning a line"),
    lead=_l(
        "Who decides on the months of the units below chooses among these. What came back keeps "
        "the words it came back with."
    ),
    add=_l("Add a reason"),
    change=_l("Change a reason"),
    copied=_l(
        "A list of its own begins as a copy of this one. What the units above change later does "
        "not reach it."
    ),
    followed=_l(
        "Without a list of its own the unit offers the reasons of the units above. The own ones "
        "are ended, not deleted."
    ),
    closing=_l(
        "A reason that is no longer given is closed, not deleted: lines that came back for it "
        "keep it."
    ),
    faults={
        Fault.DUPLICATE: _l(
            "There is a reason with this name already; if it was ended, reopen it."
        ),
        Fault.LAST: _l(
            "This is the only reason left. Add another one first, or follow the units above again."
        ),
        Fault.FULL: _l("There are %(most)d reasons already. End one first."),
        Fault.ENDED: _l("This reason was ended. Reopen it first."),
    },
)


def rows_of(reasons: list[Reason]) -> list[dict[str, Any]]:
    """The reasons of another list, to be read."""
    return [{"title": one.name, "sub": _told(one.looks_for, one.needs_word)} for one in reasons]


def reviewing_rows() -> list[dict[str, str]]:
    """The ways to what who decides on the units below is offered and shown."""
    told = (
        (_("Reasons for returning a line"), "settings.return_reasons"),
        (_("What deserves a look in a month"), "settings.hints"),
    )
    return [{"title": title, "href": url_for(endpoint)} for title, endpoint in told]


def own_row(row: ReturnReason, used: int) -> dict[str, str]:
    """One of the unit's own reasons: its name, and what is to know of it."""
    told = [_told(row.looks_for, row.needs_word)]
    if used:
        told.append(ngettext("used %(num)d time", "used %(num)d times", used))
    return {"title": row.name, "sub": " · ".join(one for one in told if one)}


def _told(looks_for: str, needs_word: bool) -> str:
    asked = _ASKED_FOR.get(LooksFor(looks_for))
    word = _("a word is required") if needs_word else ""
    return " · ".join(one for one in (str(asked) if asked else "", word) if one)
