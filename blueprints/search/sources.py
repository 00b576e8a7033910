"""What is searched, and who may search it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import g
from sqlalchemy import Select

from blueprints.access import may
from blueprints.language import label as _l
from models import search
from models.permissions import Permission
from models.plan_list import listed
from models.search_terms import Terms


@dataclass(frozen=True)
class Source:
    """One kind of thing that is found."""

    key: str
    title: Any
    symbol: str
    query: Callable[[Terms], Select[Any]]
    is_asked: Callable[[], bool]


def _reads_lines() -> bool:
    return may(Permission.VIEW_CHECKLISTS)


def _reads_lines_below() -> bool:
    return bool(g.has_below) and _reads_lines() and may(Permission.VIEW_BELOW)


def _reads_tasks() -> bool:
    """Where a unit has nobody below it, what its tasks say is what its lines say."""
    return may(Permission.VIEW_PLANS) and (bool(g.has_below) or not _reads_lines())


SOURCES = (
    Source(
        "lines",
        _l("Work of this unit"),
        "list-check",
        lambda terms: search.lines(g.unit, terms),
        _reads_lines,
    ),
    Source(
        "activities",
        _l("Activities"),
        "calendar-event",
        lambda terms: search.activities(g.unit, terms),
        lambda: may(Permission.VIEW_ACTIVITIES),
    ),
    Source(
        "tasks",
        _l("Tasks of plans"),
        "card-checklist",
        lambda terms: search.tasks(g.unit, terms, drafts=g.standing.works_here),
        _reads_tasks,
    ),
    Source(
        "below",
        _l("Work that units below added"),
        "diagram-3",
        lambda terms: search.lines_below(g.unit, terms),
        _reads_lines_below,
    ),
    Source(
        "plans",
        _l("Plans"),
        "file-earmark-text",
        lambda terms: listed(g.unit, term=terms.asked, drafts=g.standing.works_here),
        lambda: may(Permission.VIEW_PLANS),
    ),
)


def sources() -> list[Source]:
    """What this person may search here."""
    return [source for source in SOURCES if source.is_asked()]
