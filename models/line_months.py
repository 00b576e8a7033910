"""In which month the line of an assignment is found: the last one that holds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Row, select

from models import clock
from models.base import db
from models.line import Line, LineState
from models.live_lines import Duty, Written, lines_of
from models.month_calendar import Month, MonthRules, month_of, previous_month
from models.month_rules import rules_at_each
from models.task import Cadence

MOST_MONTHS = 36
"""How far back is looked; beyond it the month is the first in which the work counted."""


class _Place(NamedTuple):
    id: int
    path: str


def last_months(rows: Sequence[Row[Any]]) -> dict[int, date]:
    """The named month in which each assignment's line stood last, by the assignment's key.

    The rows are those of models.search; two statements.
    """
    if not rows:
        return {}
    rules = rules_at_each({_Place(row.unit_id, row.path) for row in rows})
    written = _written([row.id for row in rows])
    return {row.id: _last_month(row, written.get(row.id, []), rules[row.unit_id]) for row in rows}


def _written(keys: list[int]) -> dict[int, list[Written]]:
    columns = (Line.assignment_id, Line.period_on, Line.state, Line.begun_in, Line.done_in)
    found: dict[int, list[Written]] = {}
    for key, period_on, state, *days in db.session.execute(
        select(*columns, Line.done_on).where(Line.assignment_id.in_(keys))
    ):
        found.setdefault(key, []).append(Written(key, period_on, LineState(state), *days))
    return found


def _last_month(row: Any, written: list[Written], rules: MonthRules) -> date:
    duty = _duty(row, rules)
    present = month_of(clock.today(), rules)
    for month in islice(_back_from(present, rules), MOST_MONTHS):
        if any(lines_of([duty], written, month, rules)):
            return month.named
    return min(duty.joins_on, present.named)


def _back_from(month: Month, rules: MonthRules) -> Iterator[Month]:
    while True:
        yield month
        month = previous_month(month, rules)


def _duty(row: Any, rules: MonthRules) -> Duty:
    known = row._mapping
    return Duty(
        key=row.id,
        cadence=Cadence(row.cadence),
        joins_on=month_of(row.assigned_on, rules).named,
        starts_on=known.get("starts_on"),
        due_on=row.due_on,
        until=known.get("until"),
        ended_on=row.ended_on,
    )
