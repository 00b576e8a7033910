"""A month of the units below a unit, read for its summary: five queries, and one unit at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, func, or_, select

from models.assignment import Assignment
from models.base import db
from models.checklist import Checklist, ChecklistEvent, EventKind
from models.clock import vietnam_day
from models.month_acts import AWAITED, SENT_BACK, MonthState
from models.month_line import MonthLine
from models.month_summary import Summary, TaskPlace
from models.plan import Plan
from models.review_queue import Queue, QueuedMonth, QueuePlace, queue_of
from models.task import Task
from models.text import sort_key
from models.unit import Unit
from models.unit_month import SETTLED

_AT_ONCE = 10
"""Months whose lines are in memory together."""
_APART = timedelta(days=31)
"""How far from each other months of one name may begin and end, where units count in two ways."""
_KINDS = (EventKind.SUBMITTED, EventKind.EXCUSED, EventKind.REOPENED)


class UnitGroup(StrEnum):
    """What can be asked of the units; `REOPENED` also where the month was approved again."""

    ON_TIME = "on_time"
    LATE = "late"
    APPROVED = "approved"
    WAITING = "waiting"
    SENT_BACK = "sent_back"
    REOPENED = "reopened"
    EXCUSED = "excused"
    MISSING = "missing"
    PREPARED = "prepared"
    NOTHING = "nothing"
    FORMER = "former"


@dataclass
class MonthSummary:
    """The month of the units below, and what their approved months add up to.

    `former` are units that were taken over: shown, never added. `excused` has the reasons by unit,
    `reopened` the days on which a decision was last undone, also of a month approved again since.
    """

    queue: Queue
    own: list[QueuedMonth]
    former: list[QueuedMonth]
    totals: Summary
    excused: dict[int, str] = field(default_factory=dict)
    reopened: dict[int, date] = field(default_factory=dict)

    @property
    def named(self) -> date:
        """The first day of the calendar month that names it."""
        return self.queue.month.named

    @property
    def expected(self) -> list[QueuedMonth]:
        """The units of which a month was asked, or that wrote one."""
        return [one for one in self.own if one.place is not QueuePlace.NOTHING]

    def group(self, group: UnitGroup) -> list[QueuedMonth]:
        """The units of a group, by name; a unit is in each that holds for it."""
        if group is UnitGroup.FORMER:
            return self.former
        if group is UnitGroup.REOPENED:
            return [one for one in self.own if one.unit_id in self.reopened]
        return [one for one in self.own if _HOLDS[group](one)]


def _is_handed_in(one: QueuedMonth) -> bool:
    is_there = one.state not in {MonthState.OPEN, MonthState.EXCUSED}
    return is_there and one.submitted_first_at is not None


_HOLDS: dict[UnitGroup, Callable[[QueuedMonth], bool]] = {
    UnitGroup.ON_TIME: lambda one: _is_handed_in(one) and not one.days_late,
    UnitGroup.LATE: lambda one: _is_handed_in(one) and one.days_late > 0,
    UnitGroup.APPROVED: lambda one: one.state is MonthState.APPROVED,
    UnitGroup.WAITING: lambda one: one.state in AWAITED,
    UnitGroup.SENT_BACK: lambda one: one.state in SENT_BACK,
    UnitGroup.EXCUSED: lambda one: one.state is MonthState.EXCUSED,
    UnitGroup.MISSING: lambda one: one.place is QueuePlace.MISSING,
    UnitGroup.PREPARED: lambda one: one.place is QueuePlace.PREPARED,
    UnitGroup.NOTHING: lambda one: one.place is QueuePlace.NOTHING,
}


def read_summary(unit: Unit, named: date, task_id: int | None = None) -> MonthSummary:
    """The month of the units below the bound one; of a task that is named, every unit's share."""
    queue = queue_of(unit, named, with_former=True)
    months = sorted(queue.months, key=lambda one: sort_key(one.name))
    own = [one for one in months if not one.is_former]
    former = [one for one in months if one.is_former]
    ids = [one.unit_id for one in own if one.state in SETTLED]
    rows = db.session.execute(_assignments(ids, queue)).all() if ids else ()
    task_of: dict[int, int] = {row.id: row.task_id for row in rows}
    summary = MonthSummary(queue, own, former, Summary(task_of, _places(task_of), task_id))
    for row in _events([one.unit_id for one in own], named):
        _take(summary, row)
    return summary


def _assignments(ids: list[int], queue: Queue) -> Select[Any]:
    """Of which tasks the assignments are that a month can hold."""
    month = queue.month
    goes_on = or_(Assignment.ended_on.is_(None), Assignment.ended_on >= month.first_day - _APART)
    query: Select[Any] = select(Assignment.id, Assignment.task_id)  # type: ignore[assignment]
    query = query.where(Assignment.unit_id.in_(ids))
    begun = Assignment.assigned_on <= month.last_day + _APART
    return query.where(Assignment.task_id.is_not(None), begun, goes_on)


def _places(task_of: dict[int, int]) -> dict[int, TaskPlace]:
    """Where the tasks stand whose plans can be read."""
    columns = Task.id, Plan.unit_id, func.coalesce(Task.root_id, Task.id), Plan.issued_on
    query = select(*columns, Task.position).join(Plan, Plan.id == Task.plan_id)
    found = db.session.execute(query.where(Task.id.in_(set(task_of.values())))) if task_of else ()
    return {row[0]: TaskPlace(*row[1:]) for row in found}


def _events(ids: list[int], named: date) -> Iterator[Row[Any]]:
    """What was handed in, and why a month was excused or reopened: the last of each.

    The lines come only where they are counted.
    """
    mine = (Checklist.unit_id.in_(ids), Checklist.month_on == named)
    last = select(func.max(ChecklistEvent.id)).where(ChecklistEvent.kind.in_(_KINDS))
    last = last.join(Checklist, Checklist.id == ChecklistEvent.checklist_id).where(*mine)
    last = last.group_by(ChecklistEvent.checklist_id, ChecklistEvent.kind)
    told = ChecklistEvent.kind, ChecklistEvent.at, ChecklistEvent.word, ChecklistEvent.lines
    query = select(Checklist.unit_id, Checklist.state, Checklist.submitted_at, *told)
    query = query.join(Checklist, Checklist.id == ChecklistEvent.checklist_id)
    counted = or_(ChecklistEvent.kind != EventKind.SUBMITTED, Checklist.state.in_(SETTLED))
    query = query.where(ChecklistEvent.id.in_(last), counted).order_by(ChecklistEvent.id)
    yield from db.session.execute(query, execution_options={"yield_per": _AT_ONCE})


def _take(summary: MonthSummary, row: Row[Any]) -> None:
    if row.kind == EventKind.EXCUSED:
        summary.excused[row.unit_id] = row.word or ""
    elif row.kind == EventKind.REOPENED:
        summary.reopened[row.unit_id] = vietnam_day(row.at)
    else:
        lines = (MonthLine.from_kept(kept) for kept in row.lines or ())
        is_counted = row.state not in AWAITED
        add = summary.totals.add if is_counted else summary.totals.add_pending
        add(row.unit_id, lines, vietnam_day(row.submitted_at))
