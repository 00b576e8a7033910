"""A summary as the sheets of a workbook; its numbers lead to what they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from blueprints.checklists.month_words import STATUSES
from blueprints.mail import public_address
from blueprints.reviews.queue_page import WORDS
from blueprints.reviews.summary_rows import by_unit
from blueprints.reviews.summary_words import (
    ORDER,
    PENDING,
    added_by,
    line_href,
    month_href,
    summary_href,
)
from documents.linked import Link
from documents.workbook import Sheet, leading
from models.clock import vietnam_day
from models.month_line import NUMBERS
from models.month_summary import Said, Total
from models.read_summary import MonthSummary

Cells = list[Any]
_WIDTH = 1 + len(ORDER) + len(NUMBERS)


def sheets_of(summary: MonthSummary) -> list[Sheet]:
    """By task, by unit, difficulties, work that units added."""
    unit, work = _("Unit"), [_("No."), _("Task")]
    of_task = [_("Document"), _("Section"), *work, _("Units"), *_headings()]
    of_unit = [unit, _("State"), _("Submitted"), _("Reason"), _("Tasks"), *_headings()]
    of_added = [unit, _("Document"), _("Task"), _("State"), *_figure_headings()]
    return [
        Sheet(_("By task"), [*of_task, _("Not yet approved")], list(_tasks(summary))),
        Sheet(_("By unit"), of_unit, list(_units(summary))),
        Sheet(_("Difficulties"), [unit, *work, _("Difficulty")], list(_difficulties(summary))),
        Sheet(_("Added by units"), of_added, list(_added(summary))),
    ]


def _headings() -> list[str]:
    return [*(str(STATUSES[one]) for one in ORDER), *_figure_headings()]


def _figure_headings() -> list[str]:
    return [_("Number of times"), _("Children"), _("Adults"), _("Money (đ)")]


def _tasks(summary: MonthSummary) -> Iterator[Cells]:
    base = public_address(summary_href(summary.named))
    for key, task in summary.totals.in_order:
        line, href = task.line, f"{base}/{key}"
        pending = leading(task.pending.all or None, f"{href}?show={PENDING}")
        numbers = _numbers(task.counted, href)
        yield [line.plan, line.section, line.number, line.text, *numbers, pending]
    own, all_ = summary.totals.own, summary.totals.all
    yield [_("Added by units"), None, None, None, *_numbers(own, f"{base}/added"), None]
    yield [_("Together"), None, None, None, *_numbers(all_, f"{base}/units"), None]


def _units(summary: MonthSummary) -> Iterator[Cells]:
    for one in [*summary.own, *summary.former]:
        total = summary.totals.by_unit.get(one.unit_id)
        href = public_address(month_href(one.slug, summary.named))
        on = vietnam_day(one.submitted_at) if one.submitted_at else None
        name = one.name if one.is_former else Link(one.name, href)
        state = _("Former unit, not added") if one.is_former else str(WORDS[one.place][2])
        numbers = _numbers(total, href, has_parts=False) if total else [None] * _WIDTH
        yield [name, state, on, summary.excused.get(one.unit_id), *numbers]
    base = public_address(summary_href(summary.named))
    yield [_("Together"), None, None, None, *_numbers(summary.totals.all, f"{base}/units")]


def _numbers(total: Total, href: str, *, has_parts: bool = True) -> Cells:
    """How many there are, how they stand, and what was counted."""
    parts = [(total.counts[one], f"{href}?show={one}" if has_parts else href) for one in ORDER]
    counts = [leading(count or None, where) for count, where in parts]
    return [leading(total.all, href), *counts, *(leading(one, href) for one in total.figures)]


def _difficulties(summary: MonthSummary) -> Iterator[Cells]:
    for one, said in by_unit(summary, summary.totals.difficulties):
        name = Link(one.name, _line(summary, one.slug, said))
        yield [name, said.line.number, said.line.text, said.line.difficulty]


def _added(summary: MonthSummary) -> Iterator[Cells]:
    for one, said in by_unit(summary, summary.totals.added):
        href, line = _line(summary, one.slug, said), said.line
        figures = [leading(getattr(line, name), href) for name in NUMBERS]
        state = str(STATUSES[said.status])
        yield [Link(one.name, href), added_by(line), line.text, state, *figures]


def _line(summary: MonthSummary, slug: str, said: Said) -> str:
    return public_address(line_href(slug, summary.named, said.line.assignment_id))
