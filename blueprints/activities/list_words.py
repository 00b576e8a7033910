"""The words of the list of activities: what can be asked for, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import g
from flask_babel import gettext as _

from blueprints.activities.entry_words import STATES
from blueprints.activities.list_filter import ALL_TIME, LATE, OWN
from blueprints.activities.list_page import Choice, ListPage
from blueprints.activities.organiser_words import own_name
from blueprints.checklists.month_words import month_name
from blueprints.filters import day
from blueprints.language import label as _l
from models.activity_filter import Logged
from models.activity_list import Sort
from models.activity_period import Period
from models.agency_kind import AGENCY_KINDS

SORTS = {
    Sort.NEWEST: _l("Newest first"),
    Sort.OLDEST: _l("Oldest first"),
    Sort.CHILDREN: _l("Most children first"),
    Sort.COST: _l("Highest cost first"),
}
LOGGED = {
    Logged.ME: _l("By me"),
    Logged.UNIT: _l("By the unit"),
    Logged.PARTNERS: _l("By partners"),
}
TICKED = {
    "evidence": {"yes": _l("With photos or files"), "no": _l("Without photos or files")},
    "fills": {"yes": _l("Fills a line"), "no": _l("Fills no line")},
    "joined": {"yes": _l("Joined to another entry"), "no": _l("Not joined to another entry")},
}
"""What is so, not so, or not asked for."""
_CHOSEN = ("kind", "of", "by", "hamlet", "campaign", "period", "state", *TICKED, "logged")
"""What is chosen from a list and told above the entries; their order is not."""
LATE_WORD = _l("Came after approval")


def period_name(period: Period) -> str:
    """A period in words: Month 9/2026, Quarter 3/2026, Year 2026."""
    if period.months == 1:
        return month_name(date(period.year, period.first, 1))
    if period.months == 3:
        part = f"{(period.first + 2) // 3}/{period.year}"
        return str(_("Quarter %(quarter)s", quarter=part))
    if period.months == 12:
        return str(_("Year %(year)s", year=period.year))
    if period.first == 1:
        return str(_("First half of %(year)s", year=period.year))
    return str(_("Second half of %(year)s", year=period.year))


def choices(page: ListPage) -> dict[str, list[Choice]]:
    """What each filter offers, in its order."""
    periods = [Choice(one.code, period_name(one)) for one in page.periods]
    states = [Choice(state.value, str(words[2])) for state, words in STATES.items()]
    offered = {
        "kind": [Choice(code, kind.name) for code, kind in page.kinds.items()],
        "period": [*periods, Choice(ALL_TIME, str(_("All time")))],
        "state": [*states, Choice(LATE, str(LATE_WORD))],
        "by": _organisers(page),
        "of": _units(page),
        "hamlet": page.hamlets,
        "campaign": page.campaigns,
        "logged": [Choice(one.value, str(word)) for one, word in LOGGED.items()],
        "sort": [Choice(one.value, str(word)) for one, word in SORTS.items()],
    }
    for name, words in TICKED.items():
        offered[name] = [Choice(value, str(word)) for value, word in words.items()]
    return offered


def _organisers(page: ListPage) -> list[Choice]:
    own = Choice(OWN, own_name(g.unit) if not g.has_below else str(_("The unit itself")))
    kinds = [Choice(kind.code, kind.label) for kind in AGENCY_KINDS] if g.has_below else []
    return [own, *page.agencies, *kinds]


def _units(page: ListPage) -> list[Choice]:
    if not g.has_below:
        return []
    return [Choice(g.unit.slug, g.unit.name), *(Choice(one.slug, one.name) for one in page.around)]


def shortened(text: str, most: int = 60) -> str:
    """A text cut after a word, where it is longer than so many letters."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]}…"


def chips(page: ListPage, offered: dict[str, list[Choice]]) -> Iterator[tuple[str, str]]:
    """What is asked for, in words, each with the address of the list without it."""
    asked = page.asked
    for name, words in _told(page, offered):
        without: dict[str, Any] = {name: None}
        yield words, asked.address(**without)


def _told(page: ListPage, offered: dict[str, list[Choice]]) -> Iterator[tuple[str, str]]:
    asked = page.asked
    if asked.get("q"):
        yield "q", f"“{asked.get('q')}”"
    if asked.line:
        yield "line", shortened(page.line_text)
    for name in _CHOSEN:
        yield from ((name, one.name) for one in offered[name] if one.value == asked.get(name))
    if asked.first:
        yield "from", _("from %(day)s", day=day(asked.first))
    if asked.last:
        yield "to", _("until %(day)s", day=day(asked.last))
