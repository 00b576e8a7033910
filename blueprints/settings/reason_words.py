"""The reasons for returning a line, in words."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.filters import day
from blueprints.language import label as _l
from models.return_reason import MOST_REASONS, Fault, LooksFor, Reason, ReasonList, ReturnReason

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
FAULTS = {
    Fault.DUPLICATE: _l("There is a reason with this name already; if it was ended, reopen it."),
    Fault.LAST: _l(
        "This is the only reason left. Add another one first, or follow the units above again."
    ),
    Fault.FULL: _l("There are %(most)d reasons already. End one first."),
    Fault.ENDED: _l("This reason was ended. Reopen it first."),
}


def fault(why: Fault) -> str:
    """Why the list did not take a change."""
    return str(FAULTS[why]) % {"most": MOST_REASONS}


def source(found: ReasonList) -> str:
    """Whose list it is."""
    if found.unit is None:
        return str(_("As in the whole portal"))
    return str(_("As %(unit)s states it", unit=found.unit.name))


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
    if row.ended_on is not None:
        told.append(_("closed on %(day)s", day=day(row.ended_on)))
    return {"title": row.name, "sub": " · ".join(one for one in told if one)}


def _told(looks_for: str, needs_word: bool) -> str:
    asked = _ASKED_FOR.get(LooksFor(looks_for))
    word = _("a word is required") if needs_word else ""
    return " · ".join(one for one in (str(asked) if asked else "", word) if one)
