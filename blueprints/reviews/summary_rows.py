"""What the numbers of a summary are made of, row by row: units, shares of a task, words quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from blueprints.checklists.month_rows import in_words
from blueprints.checklists.month_words import STATUSES
from blueprints.filters import number
from blueprints.reviews.queue_page import WORDS, when_of
from blueprints.reviews.summary_words import (
    ORDER,
    Status,
    added_by,
    line_href,
    month_href,
    status_of,
    title_of,
)
from models.line_status import LineStatus
from models.month_summary import Said, Share, Total
from models.read_summary import MonthSummary
from models.review_queue import QueuedMonth


@dataclass(frozen=True)
class SourceRow:
    """One row behind a number, and where it leads; nowhere for a unit that was taken over."""

    title: str
    href: str
    told: list[str]
    quote: str = ""
    status: Status | None = None


def unit_row(summary: MonthSummary, one: QueuedMonth) -> SourceRow:
    """A unit with where its month stands, and its figures where it was approved."""
    kind, icon, words = WORDS[one.place]
    total = summary.totals.by_unit.get(one.unit_id)
    told = [when_of(one), *(figures_of(total) if total else ())]
    if one.unit_id in summary.reopened:
        on = summary.reopened[one.unit_id]
        told.append(str(_("Reopened on %(day)s", day=f"{on:%d/%m/%Y}")))
    return SourceRow(
        title=one.name,
        href="" if one.is_former else month_href(one.slug, summary.named),
        told=[words for words in told if words],
        quote=summary.excused.get(one.unit_id, ""),
        status=Status(kind, str(words), icon),
    )


def figures_of(total: Total) -> Iterator[str]:
    """How many tasks stand how, and what was counted, each on a line."""
    counted = [(one, total.counts[one]) for one in ORDER if total.counts[one]]
    yield " · ".join(f"{STATUSES[one]} {number(count)}" for one, count in counted)
    yield " · ".join(in_words(total.figures))


def share_row(summary: MonthSummary, one: QueuedMonth, share: Share) -> SourceRow:
    """What one unit did of a task."""
    return SourceRow(
        title=one.name,
        href=line_href(one.slug, summary.named, share.assignment_id),
        told=[" · ".join(in_words(share.figures))],
        status=status_of(share.status),
    )


def difficulty_rows(summary: MonthSummary) -> list[SourceRow]:
    """What stands in the way, in the words of the units, by unit."""
    return [
        _said_row(summary, one, said, title_of(said.line), said.line.difficulty or "")
        for one, said in by_unit(summary, summary.totals.difficulties)
    ]


def added_rows(summary: MonthSummary, wanted: LineStatus | None = None) -> list[SourceRow]:
    """What units gave themselves, by unit; only what stands as is wanted."""
    return [
        _said_row(summary, one, said, f"{said.line.text} ({added_by(said.line)})", "")
        for one, said in by_unit(summary, summary.totals.added)
        if wanted in (None, said.status)
    ]


def by_unit(summary: MonthSummary, told: Iterable[Said]) -> list[tuple[QueuedMonth, Said]]:
    """What units said, each with its unit, in the order of their names."""
    order = {one.unit_id: place for place, one in enumerate(summary.own)}
    places = sorted((order[said.unit_id], at, said) for at, said in enumerate(told))
    return [(summary.own[place], said) for place, _at, said in places]


def _said_row(
    summary: MonthSummary, one: QueuedMonth, said: Said, task: str, quote: str
) -> SourceRow:
    figures = "" if quote else " · ".join(in_words(figures_in(said)))
    return SourceRow(
        title=one.name,
        href=line_href(one.slug, summary.named, said.line.assignment_id),
        told=[words for words in (task, figures) if words],
        quote=quote,
        status=None if quote else status_of(said.status),
    )


def figures_in(said: Said) -> tuple[int | None, ...]:
    """What was counted on a line."""
    line = said.line
    return line.times, line.children, line.adults, line.amount
