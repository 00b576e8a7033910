"""The list of activities as a workbook: every entry that is asked for, and the sums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from blueprints.activities.entry_words import LABELS, STATES
from blueprints.activities.list_page import ListPage
from blueprints.activities.list_rows import ListRow
from blueprints.activities.organiser_words import own_name
from models import activity_list
from models.activity import FIGURES, ActivityState
from models.event_organisers import others_of

MOST_ROWS = 5_000
"""A longer list is narrowed first: it takes seconds, and nobody reads it."""


def headings() -> list[str]:
    """The names of the columns."""
    first = [_("Day"), _("Unit"), _("Title"), _("Kind"), _("Organisers"), _("Hamlet"), _("Place")]
    figures = [str(LABELS[name]) for name in FIGURES]
    last = [_("State"), _("Counted with another entry"), _("Photos and files"), _("Lines filled")]
    return [*first, *figures, *last]


def rows_of(page: ListPage) -> Iterator[list[Any]]:
    """The entries in the order of the list, then what those of them that count add up to."""
    rows = activity_list.page(page.filter, page.asked.sort, MOST_ROWS)
    others = others_of(row.Activity for row in rows)
    yield from (_cells(ListRow(row, page.kinds, others)) for row in rows)
    sums = page.listed.sums
    told = ["", "", _("Total of %(num)s counted", num=sums.activities), "", "", "", ""]
    yield [*told, *(getattr(sums, name) for name in FIGURES), "", "", "", ""]


def _cells(row: ListRow) -> list[Any]:
    one = row.activity
    hamlet = one.hamlet.name if one.hamlet else None
    held = row.organisers or own_name(row.at)
    about = [one.held_on, row.at.name, one.title, row.kind.name, held, hamlet, one.place]
    state = str(STATES[ActivityState(one.state)][2])
    joined = _("yes") if one.is_joined else None
    figures = [getattr(one, name) for name in FIGURES]
    return [*about, *figures, state, joined, row.evidence or None, row.lines or None]
