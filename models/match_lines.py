"""The lines of a unit's month that an activity may fill, with what the rules propose of them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, func, select

from models.activity import Activity, ActivityState
from models.activity_link import ActivityLine
from models.assignment import Assignment
from models.base import db
from models.line import FINISHED
from models.live_lines import Place
from models.match_facts import Candidate, Confirmed, LineKey, Logged, Proposal
from models.match_rules import propose
from models.month_line import MonthLine, number_of, rank_in_section
from models.own_task import OwnTask
from models.plan_section import PlanSection
from models.task import DATED, Cadence, Task, TaskAgency
from models.unit import Unit
from models.unit_month import UnitMonth, read_month

_MOST_REMEMBERED = 300
"""So many matches that were confirmed last are remembered."""


def month_that_holds(unit: Unit, day: date) -> UnitMonth:
    """The month of work of a unit in which a day lies, to be read; NoSuchMonth."""
    month = read_month(unit, day)
    if month.month.holds(day):
        return month
    following = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    return read_month(unit, date(*following, 1))


def lines_of(month: UnitMonth) -> dict[LineKey, MonthLine]:
    """The lines of a month as they stand now, by their key."""
    lines = month.lines_now(with_sums=False)
    return {LineKey(one.assignment_id, one.period_on): one for one in lines}


def proposals_among(
    lines: Mapping[LineKey, MonthLine],
    logged: Logged,
    unit_id: int,
    activity_id: uuid.UUID | None = None,
) -> list[Proposal]:
    """What an activity fills among the lines of its month, but for those still to come; two
    queries. Its own matches, where it has some, teach nothing."""
    asked = {key: line for key, line in lines.items() if line.place is not Place.UPCOMING}
    assignment_ids = {key.assignment_id for key in asked}
    tasks = _tasks(assignment_ids)
    candidates = [
        _candidate(key, line, tasks.get(key.assignment_id)) for key, line in asked.items()
    ]
    return propose(logged, candidates, _confirmed(unit_id, assignment_ids, activity_id))


def is_done_with(line: MonthLine, month: UnitMonth) -> bool:
    """Whether a line that an activity fills is likely done with it: what is done once, and is due
    later than this month, usually goes on."""
    is_due_later = line.due_on is not None and line.due_on > month.month.last_day
    return line.cadence not in DATED or not is_due_later


class LabelledLine(NamedTuple):
    """A match with the number and the words of its line, in whatever month that stands."""

    match: ActivityLine
    number: str
    text: str


def labelled_lines(activity_id: uuid.UUID) -> list[LabelledLine]:
    """The lines that an activity fills, in the order in which they were confirmed; one query."""
    query = (
        select(
            ActivityLine,
            PlanSection.number,
            rank_in_section(),
            func.coalesce(Task.text, OwnTask.text),
        )
        .join(Assignment, Assignment.id == ActivityLine.assignment_id)
        .outerjoin(Task, Task.id == Assignment.task_id)
        .outerjoin(PlanSection, PlanSection.id == Task.section_id)
        .outerjoin(OwnTask, OwnTask.id == Assignment.own_task_id)
        .where(ActivityLine.activity_id == activity_id)
        .order_by(ActivityLine.id)
    )
    rows = db.session.execute(query)
    return [
        LabelledLine(link, number_of(section, rank), text) for link, section, rank, text in rows
    ]


@dataclass
class _Task:
    """What the rules ask of a task besides its line."""

    starts_on: date | None
    lead: set[str]
    coordinating: set[str]


def _tasks(assignment_ids: Collection[int]) -> dict[int, _Task]:
    """First days and kinds of agency of the tasks behind some assignments; one query."""
    query = (
        select(Assignment.id, Task.starts_on, TaskAgency.kind, TaskAgency.leads)
        .join(Task, Task.id == Assignment.task_id)
        .outerjoin(TaskAgency, TaskAgency.task_id == Task.id)
        .where(Assignment.id.in_(assignment_ids))
    )
    found: dict[int, _Task] = {}
    for row in db.session.execute(query):
        task = found.setdefault(row.id, _Task(row.starts_on, set(), set()))
        if row.kind is not None:
            (task.lead if row.leads else task.coordinating).add(row.kind)
    return found


def _candidate(key: LineKey, line: MonthLine, task: _Task | None) -> Candidate:
    return Candidate(
        key,
        line.text,
        line.section,
        Cadence(line.cadence),
        task.starts_on if task else None,
        line.due_on,
        frozenset(task.lead if task else ()),
        frozenset(task.coordinating if task else ()),
        line.bearer or "",
        line.state in FINISHED,
    )


def _confirmed(
    unit_id: int, assignment_ids: Collection[int], besides: uuid.UUID | None
) -> list[Confirmed]:
    query = (
        select(ActivityLine.assignment_id, Activity.kind, Activity.title)
        .join(Activity, Activity.id == ActivityLine.activity_id)
        .where(
            ActivityLine.unit_id == unit_id,
            ActivityLine.assignment_id.in_(assignment_ids),
            Activity.state == ActivityState.COUNTED,
        )
        .order_by(ActivityLine.id.desc())
        .limit(_MOST_REMEMBERED)
    )
    if besides is not None:
        query = query.where(Activity.id != besides)
    rows: Iterable[Row[Any]] = db.session.execute(query)
    return [Confirmed(row.assignment_id, row.kind, row.title) for row in rows]
