"""The lines of a month in numbers, kept with its submission: a list of 168 months reads no line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from models.checklist import Checklist, ChecklistEvent
from models.line import FINISHED
from models.line_status import LineStatus
from models.live_lines import Place
from models.month_findings import findings_for_decider
from models.month_line import MonthLine


def count_lines(
    checklist: Checklist,
    lines: Collection[MonthLine],
    day: date,
    *,
    evidence: Mapping[Any, int],
    returned: ChecklistEvent | None,
    returned_for: Collection[str],
) -> None:
    """Keep how many lines a month had as at a day, how many were finished and overdue, and how
    many deserve a look."""
    present = [line for line in lines if line.place is not Place.UPCOMING]
    found = findings_for_decider(
        lines, day, evidence=evidence, returned=returned, returned_for=returned_for
    )
    checklist.lines_all = len(present)
    checklist.lines_done = sum(line.state in FINISHED for line in present)
    checklist.lines_over = sum(line.status_on(day) is LineStatus.OVER for line in present)
    checklist.lines_to_see = len({one.line.assignment_id for one in found})
