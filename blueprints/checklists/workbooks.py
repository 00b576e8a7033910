"""The lines of a month as rows of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.month_rows import Row
from blueprints.mail import public_address
from blueprints.plans.task_words import CADENCES
from documents.workbook import leading
from models.month_line import NUMBERS


def headings() -> list[str]:
    """What a line is, how it stands, what was counted and written."""
    told = [_("Document"), _("Section"), _("No."), _("Task"), _("How often"), _("Who"), _("Due")]
    told += [_("State"), _("Done on"), _("Number of times"), _("Children"), _("Adults")]
    told += [_("Money (đ)"), _("Note, result"), _("Why nothing arose"), _("Difficulty")]
    return [*told, _("Photos and files"), _("Returned")]


def rows_of(page: MonthPage, shown: str, by: str) -> Iterator[list[Any]]:
    """The lines that are shown, in the order of the page, to which their numbers lead; at the end,
    that the month changed since its figures were approved, if it did."""
    href = public_address(page.href)
    for group in page.groups(shown, by):
        yield from (_cells(row, f"{href}#line-{row.key}") for row in group.rows)
    if page.changed:
        told = _("%(what)s. These figures are those that were approved.", what=page.changed)
        blank = [""] * (len(headings()) - 1)
        yield from (["", *blank], [told, *blank])


def _cells(row: Row, href: str) -> list[Any]:
    line = row.line
    plan = _("Added by the unit") if line.is_own else line.plan
    asked = [plan, line.section, leading(line.number or None, href)]
    asked += [line.text, str(CADENCES[line.cadence]), line.bearer]
    back = ". ".join(part for part in (row.reason, row.word) if part)
    written = [line.note, line.reason, line.difficulty, leading(row.evidence, href), back]
    figures = [leading(getattr(line, name), href) for name in NUMBERS]
    return [*asked, line.due_on, row.status, line.done_on, *figures, *written]
