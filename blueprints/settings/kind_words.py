"""The kinds of activities, in words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from blueprints.language import label as _l
from blueprints.settings.own_lists import Words, source
from models.activity_kind import ActivityKind, Asks, Kind, KindList
from models.own_list import Fault

ASKS = {
    Asks.SESSIONS: _l("Number of sessions"),
    Asks.CHILDREN: _l("Children, girls and boys"),
    Asks.SPECIAL: _l("Children in special circumstances"),
    Asks.ADULTS: _l("Adults"),
    Asks.GIFTS: _l("Gifts and their value"),
    Asks.MONEY: _l("Money by source"),
    Asks.FINDINGS: _l("Findings, who must mend them and by when"),
}
_SHORT = {
    Asks.SESSIONS: _l("sessions"),
    Asks.CHILDREN: _l("children"),
    Asks.SPECIAL: _l("in special circumstances"),
    Asks.ADULTS: _l("adults"),
    Asks.GIFTS: _l("gifts"),
    Asks.MONEY: _l("money"),
    Asks.FINDINGS: _l("findings"),
}
WORDS = Words(
    title=_l("Kinds of activities"),
    lead=_l(
        "Who logs an activity chooses its kind among these and is asked for the figures of that "
        "kind alone."
    ),
    add=_l("Add a kind of activities"),
    change=_l("Change a kind of activities"),
    copied=_l(
        "A list of its own begins as a copy of this one, and activities are still added up by "
        "these kinds. What the units above change later does not reach it."
    ),
    followed=_l(
        "Without a list of its own the unit offers the kinds of the units above. The own ones are "
        "ended, not deleted."
    ),
    closing=_l(
        "A kind that is no longer used is closed, not deleted: activities that were logged keep it."
    ),
    faults={
        Fault.DUPLICATE: _l("There is a kind with this name already; if it was ended, reopen it."),
        Fault.LAST: _l(
            "This is the only kind left. Add another one first, or follow the units above again."
        ),
        Fault.FULL: _l("There are %(most)d kinds already. End one first."),
        Fault.ENDED: _l("This kind was ended. Reopen it first."),
    },
)


def rows_of(kinds: list[Kind]) -> list[dict[str, Any]]:
    """The kinds of another list, to be read."""
    return [_told(one, one.asks) for one in kinds]


def own_row(row: ActivityKind) -> dict[str, Any]:
    """One of the unit's own kinds: its name, and what it asks for."""
    return _told(row, row.asks)


def way_to(found: KindList) -> dict[str, str]:
    """The way to the list, and whose it is."""
    return {
        "title": str(WORDS.title),
        "sub": source(found.unit),
        "href": url_for("settings.activity_kinds"),
    }


def _told(one: Kind | ActivityKind, asks: Collection[str]) -> dict[str, Any]:
    asked = [str(text) for code, text in _SHORT.items() if code in asks]
    return {
        "title": one.name,
        "sub": " · ".join(asked) or _("no figures"),
        "symbol": one.icon,
    }
