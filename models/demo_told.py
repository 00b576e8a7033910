"""A unit of the demo with all that is told of it: its work, its lines, its months, its people."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from models.checklist import EventKind
from models.demo_logged import LOGGED_BELOW, activity_of, numbers_of
from models.demo_outstanding import make_stand_out
from models.demo_steps import SENT_BACK, Fate, Step, fate_of, sent_back, steps_of
from models.demo_story import Row, Span, Work, rows_of
from models.month_calendar import Month
from models.month_line import NUMBERS, MonthLine
from models.return_reason import Reason
from models.unit import Unit


@dataclass
class Told:
    """What it got, who writes and who decides; `words` are the lines of its tasks, unwritten.

    With `is_acted_out` its people act themselves in the month before the demo's day.
    """

    unit: Unit
    above: str
    writer_id: int
    decider_id: int | None
    works: dict[int, Work]
    words: dict[str, MonthLine]
    span: Span
    is_acted_out: bool
    partner_id: int | None = None
    mended: dict[int, Row] = field(default_factory=dict)

    @cached_property
    def rows(self) -> list[Row]:
        """Its lines, as they stand on the demo's day."""
        rows = [row for work in self.works.values() for row in rows_of(work, self.span)]
        make_stand_out(self.unit.slug, rows, self.works, self.span)
        return [{**row, "written_by_id": self.writer_id} for row in rows]

    @property
    def past(self) -> Sequence[Month]:
        """The months before that of the demo's day."""
        return self.span.months[:-1]

    @property
    def acted(self) -> Sequence[Month]:
        """The months in which its people act themselves."""
        return self.past[-1:] if self.is_acted_out else ()

    @cached_property
    def steps(self) -> dict[date, list[Step]]:
        """What happened to each month before that of the demo's day."""
        slug, as_at = self.unit.slug, self.span.as_at
        return {m.named: list(steps_of(slug, m, self._fate(m), as_at)) for m in self.past}

    @cached_property
    def back(self) -> dict[date, list[tuple[Row, Reason]]]:
        """The lines that were sent back, and why, by month."""
        found = {m.named: sent_back(self.rows, m) for m in self.past}
        return {
            named: found[named]
            for named, steps in self.steps.items()
            if any(step.kind == EventKind.RETURNED for step in steps)
        }

    @cached_property
    def activities(self) -> dict[uuid.UUID, Row]:
        """The activities that fill its lines, by line; none of those that were sent back."""
        if self.above not in LOGGED_BELOW:
            return {}
        back = {row["id"] for sent in self.back.values() for row, _reason in sent}
        people = self.writer_id, self.partner_id
        rows = (row for row in self.rows if row["id"] not in back)
        told = ((row, activity_of(row, self.works[row["assignment_id"]], people)) for row in rows)
        return {row["id"]: activity for row, activity in told if activity is not None}

    def numbers_of(self, row: Row) -> dict[str, int | None]:
        """What was counted of a line, by its activity where it has one."""
        activity = self.activities.get(row["id"])
        typed = {name: row[name] for name in NUMBERS}
        return typed | (numbers_of(activity) if activity else {})

    def _fate(self, month: Month) -> Fate:
        is_decided, is_last = self.decider_id is not None, month == self.past[-1]
        fate = fate_of(self.unit.slug, month, is_last=is_last, is_decided=is_decided)
        has_any = fate not in SENT_BACK or sent_back(self.rows, month)
        return fate if has_any else Fate.APPROVED
