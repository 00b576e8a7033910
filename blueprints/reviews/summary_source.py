"""The pages behind the numbers of a summary: what they are added up from, unit by unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import abort, request
from flask_babel import gettext as _

from blueprints.asked import page_asked, page_count
from blueprints.filters import number
from blueprints.reviews.summary_rows import (
    SourceRow,
    added_rows,
    difficulty_rows,
    share_row,
    unit_row,
)
from blueprints.reviews.summary_words import (
    GROUPS,
    PENDING,
    Figure,
    counts,
    of_tasks,
    of_units,
    summary_href,
    title_of,
)
from models.base import db
from models.line_status import LineStatus
from models.month_summary import Total, total_of, total_of_all
from models.read_summary import MonthSummary
from models.task import Task

ROWS = 50

Chip = tuple[str, str, str, bool]
"""Address, words, how many, and whether it is the one in force."""


@dataclass
class SourcePage:
    """Rows behind a number, and their sums; `href` is the page without what is asked."""

    summary: MonthSummary
    title: str
    lead: str
    href: str
    rows: list[SourceRow]
    empty: str
    shown: str = ""
    chips: list[Chip] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    page: int = field(default_factory=page_asked)

    @property
    def pages(self) -> int:
        return page_count(len(self.rows), ROWS)

    @property
    def on_page(self) -> list[SourceRow]:
        return self.rows[ROWS * (self.page - 1) : ROWS * self.page]

    @property
    def back(self) -> str:
        """The summary itself."""
        return summary_href(self.summary.named)

    def address(self, page: int) -> str:
        """Another page of the same rows."""
        asked = [f"show={self.shown}"] if self.shown else []
        asked += [f"page={page}"] if page > 1 else []
        return "?".join(filter(None, (self.href, "&".join(asked))))


def units_page(summary: MonthSummary) -> SourcePage:
    """The units below: all, a group, or those with tasks that stand in one way."""
    href, shown = f"{summary_href(summary.named)}/units", request.args.get("show", "")
    groups = {group: summary.group(group) for group in GROUPS}
    found = {"": summary.own, **{group.value: units for group, units in groups.items()}}
    found |= {one.value: _with_status(summary, one) for one in LineStatus if one not in found}
    shown = shown if shown in found else ""
    units, totals = found[shown], summary.totals.by_unit
    chips = [(href, str(_("All")), number(len(summary.own)), not shown)]
    chips += [
        (f"{href}?show={group}", str(words), number(len(groups[group])), shown == group)
        for group, words in GROUPS.items()
        if groups[group]
    ]
    return SourcePage(
        summary,
        str(_("Units in month %(month)s", month=_month(summary))),
        str(_("What approved months add up to, unit by unit")),
        href,
        [unit_row(summary, one) for one in units],
        str(_("No unit stands there.")),
        shown,
        chips,
        of_tasks(total_of_all(totals[one.unit_id] for one in units if one.unit_id in totals)),
    )


def _with_status(summary: MonthSummary, status: LineStatus) -> list[Any]:
    """The units with a task that stands so."""
    totals = summary.totals.by_unit
    return [o for o in summary.own if o.unit_id in totals and totals[o.unit_id].counts[status]]


def task_page(summary: MonthSummary, task_id: int) -> SourcePage:
    """What each unit did of a task; 404 for a task that nobody has and that cannot be read."""
    href, shown = f"{summary_href(summary.named)}/{task_id}", request.args.get("show", "")
    found = summary.totals.tasks.get(task_id)
    is_pending = shown == PENDING
    shares = summary.totals.pending_shares if is_pending else summary.totals.shares
    wanted = [one for one in summary.own if one.unit_id in shares]
    if shown in set(LineStatus):
        wanted = [one for one in wanted if shares[one.unit_id].status == shown]
    counted = found.counted if found else Total()
    pending = found.pending if found else Total()
    return SourcePage(
        summary,
        str(_("A task in month %(month)s", month=_month(summary))),
        title_of(found.line) if found else _text_of(task_id),
        href,
        [share_row(summary, one, shares[one.unit_id]) for one in wanted],
        str(_("No unit stands there.")),
        shown,
        _chips(href, shown, counted, pending),
        of_units(total_of(shares[one.unit_id] for one in wanted)),
    )


def _text_of(task_id: int) -> str:
    task = db.session.get(Task, task_id)
    return task.text if task else abort(404)


def _chips(href: str, shown: str, counted: Total, pending: Total) -> list[Chip]:
    """All, how they stand, and apart those that wait for a decision."""
    chips = [(href, str(_("All")), number(counted.all), not shown)]
    chips += [
        (one.href, one.words, one.number, one.href.endswith(f"={shown}"))
        for one in counts(counted, href)
    ]
    if pending.all:
        words = str(_("Not yet approved"))
        chips.append((f"{href}?show={PENDING}", words, number(pending.all), shown == PENDING))
    return chips


def difficulties_page(summary: MonthSummary) -> SourcePage:
    """All difficulties of approved months."""
    return SourcePage(
        summary,
        str(_("Difficulties in month %(month)s", month=_month(summary))),
        str(_("As the units wrote them, in approved months")),
        f"{summary_href(summary.named)}/difficulties",
        difficulty_rows(summary),
        str(_("No unit wrote of a difficulty.")),
    )


def added_page(summary: MonthSummary) -> SourcePage:
    """All work that units gave themselves."""
    href, shown = f"{summary_href(summary.named)}/added", request.args.get("show", "")
    wanted = LineStatus(shown) if shown in set(LineStatus) else None
    return SourcePage(
        summary,
        str(_("Work added by units in month %(month)s", month=_month(summary))),
        str(_("Added to the checklist, or from a plan of the unit's own; approved months")),
        href,
        added_rows(summary, wanted),
        str(_("No unit added work of its own.")),
        shown if wanted else "",
        _chips(href, shown if wanted else "", summary.totals.own, Total()),
        of_tasks(summary.totals.own),
    )


def _month(summary: MonthSummary) -> str:
    return f"{summary.named.month}/{summary.named.year}"
