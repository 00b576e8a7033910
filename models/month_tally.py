"""The lines of a month in numbers, kept with its submission: a list of 168 months reads no line."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from models.checklist import Checklist
from models.line import FINISHED
from models.line_status import LineStatus
from models.live_lines import Place
from models.month_findings import Finding
from models.month_line import MonthLine


def count_lines(
    checklist: Checklist, lines: Collection[MonthLine], day: date, found: Collection[Finding]
) -> None:
    """Keep how many lines a month had as at a day, how many were finished and overdue, and how
    many deserve a look."""
    present = [line for line in lines if line.place is not Place.UPCOMING]
    checklist.lines_all = len(present)
    checklist.lines_done = sum(line.state in FINISHED for line in present)
    checklist.lines_over = sum(line.status_on(day) is LineStatus.OVER for line in present)
    checklist.lines_to_see = len({one.line.assignment_id for one in found})
