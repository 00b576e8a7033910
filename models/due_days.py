"""The days on which a unit's lines and months are due: read for any span, computed as its months
are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Date, Row, Select, and_, bindparam, func, or_, select

from models.assignment import Assignment
from models.base import db
from models.checklist import Checklist
from models.clock import today
from models.dated import SETTLED, Dated, DayStatus, What, Window
from models.extension import Extension, ExtensionState
from models.line import Line, LineState
from models.line_status import LineStatus, status_of
from models.live_lines import LiveLine, Place, lines_of
from models.month_acts import MonthState
from models.month_calendar import LAST_DUE_DAY, MOST_UNTIL_CLOSED, Month, MonthRules, months_from
from models.month_line import duty_of
from models.month_rules import rules_at
from models.own_task import OwnTask
from models.period import WHOLE
from models.plan import Plan
from models.task import DATED, Cadence, Task
from models.unit import Unit

LONGEST_AFTER = timedelta(days=LAST_DUE_DAY + MOST_UNTIL_CLOSED)
"""A month is due, and closes, at most so long after its last day."""
_HANDED_IN = {MonthState.SUBMITTED, MonthState.IN_REVIEW}
_DECIDED = {MonthState.APPROVED, MonthState.EXCUSED}
_SENT_BACK = {MonthState.RETURNED, MonthState.REOPENED}
_WORST = (DayStatus.OVER, DayStatus.DOING, DayStatus.NONE)

Due = tuple[list[Row[Any]], LiveLine, LineStatus]
"""A line that is due, what was read of it, and how it stands today."""


@dataclass
class Work:
    """What a unit's due days are computed from, for a span of days."""

    unit: Unit
    window: Window
    rules: MonthRules
    checklists: dict[date, Any] = field(default_factory=dict)
    assigned_first: date | None = None
    later: dict[tuple[int, date], date] = field(default_factory=dict)
    open_until: dict[date, date] = field(default_factory=dict)
    rows: dict[int, list[Row[Any]]] = field(default_factory=dict)

    @property
    def months(self) -> Iterator[Month]:
        """Those in which one of the days lies, and those before that are due or close in it."""
        since = self.window.first - LONGEST_AFTER
        for month in months_from(since, self.window.last, self.rules):
            if _is_there(self.unit, month):
                yield month

    def submitted_first_at(self, month: Month) -> datetime | None:
        row = self.checklists.get(month.named)
        return row.submitted_first_at if row else None


def due_days(unit: Unit, window: Window) -> list[Dated]:
    """The due days of the unit's lines and months; four queries, however many days."""
    work = Work(unit, window, rules_at(unit))
    _read_months(work)
    _read_extensions(work)
    _read_rows(work)
    return [*_months(work), *_lines(work)]


def _is_there(unit: Unit, month: Month) -> bool:
    begun = unit.valid_from is None or month.last_day >= unit.valid_from
    return begun and (unit.valid_to is None or month.first_day <= unit.valid_to)


def _read_months(work: Work) -> None:
    """What became of the months, and when the unit was assigned something first."""
    named = [month.named for month in work.months]
    first = select(func.min(Assignment.assigned_on)).where(Assignment.unit_id == work.unit.id)
    columns: tuple[Any, ...] = (Checklist.month_on, Checklist.state)
    columns += (Checklist.submitted_first_at,)
    mine = and_(Checklist.unit_id == Unit.id, Checklist.month_on.in_(named))
    query = select(*columns, first.scalar_subquery().label("assigned_first"))
    query = query.select_from(Unit).outerjoin(Checklist, mine).where(Unit.id == work.unit.id)
    for row in db.session.execute(query):
        work.assigned_first = row.assigned_first
        if row.month_on is not None:
            work.checklists[row.month_on] = row


def _read_extensions(work: Work) -> None:
    """Days that were moved; a later extension is the last word."""
    columns = (Extension.assignment_id, Extension.period_on, Extension.month_on, Extension.new_on)
    query = select(*columns).where(Extension.unit_id == work.unit.id)
    query = query.where(Extension.state == ExtensionState.GRANTED)
    query = query.where(Extension.new_on >= work.window.first).order_by(Extension.id)
    for row in db.session.execute(query):
        if row.assignment_id is None:
            work.open_until[row.month_on] = row.new_on
        else:
            work.later[row.assignment_id, row.period_on] = row.new_on


def _read_rows(work: Work) -> None:
    """What is assigned, each with what was written of it in every period of the span."""
    window = work.window
    values = {"unit": work.unit.id, "first": window.first, "last": window.last}
    values |= {"year": window.first.replace(month=1, day=1)}
    values |= {"moved": sorted({key for key, _period in work.later}) or [-1]}
    for row in db.session.execute(_assigned(), values):
        if row.text is not None:
            work.rows.setdefault(row.id, []).append(row)


@cache
def _assigned() -> Select[Any]:
    """Built once; what is done once and is due outside the span is left out, unless it moved."""
    first: Any = bindparam("first", type_=Date)
    last: Any = bindparam("last", type_=Date)
    cadence = func.coalesce(Task.cadence, OwnTask.cadence)
    due_on = func.coalesce(Task.due_on, OwnTask.due_on)
    within = func.coalesce(due_on, Plan.ends_on).between(first, last)
    is_moved = Assignment.id.in_(bindparam("moved", expanding=True))
    is_once = cadence.in_([Cadence.ONCE, Cadence.CAMPAIGN])
    goes_on = and_(~is_once, or_(Plan.ends_on.is_(None), Plan.ends_on >= first))
    period = or_(
        Line.period_on == WHOLE, Line.period_on.between(bindparam("year", type_=Date), last)
    )
    columns: tuple[Any, ...] = (
        *(Assignment.id, Assignment.assigned_on, Assignment.ended_on),
        *(Plan.id.label("plan_id"), Plan.ends_on.label("until"), Plan.published_at),
        func.coalesce(Task.text, OwnTask.text).label("text"),
        *(cadence.label("cadence"), due_on.label("due_on"), Task.starts_on),
        *(Line.period_on, Line.state, Line.done_on),
    )
    return (
        select(*columns)
        .select_from(Assignment)
        .outerjoin(Task, Task.id == Assignment.task_id)
        .outerjoin(Plan, Plan.id == Assignment.plan_id)
        .outerjoin(OwnTask, OwnTask.id == Assignment.own_task_id)
        .outerjoin(Line, and_(Line.assignment_id == Assignment.id, period))
        .where(
            Assignment.unit_id == bindparam("unit"),
            Assignment.assigned_on <= last,
            or_(Assignment.ended_on.is_(None), Assignment.ended_on >= first),
            or_(within, is_moved, goes_on),
        )
        .order_by(Assignment.id)
    )


def _lines(work: Work) -> Iterator[Dated]:
    """Each line that has a day of its own; those that end with their period as one."""
    for month in work.months:
        due = list(_due_in(work, month))
        yield from (_line(*one, month) for one in due if _has_day(one[0][0]))
        ending = [one for one in due if not _has_day(one[0][0])]
        if ending:
            yield _period(ending, month)


def _due_in(work: Work, month: Month) -> Iterator[Due]:
    if month.last_day < work.window.first:
        return
    submitted = work.submitted_first_at(month)
    first = [rows[0] for rows in work.rows.values()]
    duties = [duty_of(row, month, work.rules, submitted) for row in first]
    for line in lines_of(duties, (), month, work.rules, work.later):
        if line.place is Place.DUE and line.due_on and work.window.holds(line.due_on):
            rows = work.rows[line.key]
            yield rows, line, _status_of(rows, line)


def _has_day(row: Row[Any]) -> bool:
    """Whether it is due on a day of its own, or that of its plan, and not just with its period."""
    cadence = Cadence(row.cadence)
    return cadence in {Cadence.ONCE, Cadence.CAMPAIGN} or (cadence in DATED and row.due_on)


def _status_of(rows: list[Row[Any]], line: LiveLine) -> LineStatus:
    """As the line stands today, whatever the month in which it was done."""
    written = next((row for row in rows if row.period_on == line.period_on), None)
    state = LineState(written.state) if written else None
    return status_of(state, written.done_on if written else None, line.due_on, today())


def _line(rows: list[Row[Any]], line: LiveLine, status: LineStatus, month: Month) -> Dated:
    return Dated(
        What.LINE,
        line.due_on or month.last_day,
        f"line-{line.key}-{line.period_on}",
        DayStatus(status),
        text=rows[0].text,
        month=month.named,
        of=line.key,
        plan_id=rows[0].plan_id,
    )


def _period(ending: list[Due], month: Month) -> Dated:
    """The lines of a month that are due when it ends."""
    statuses = [DayStatus(status) for _rows, _line, status in ending]
    done = sum(status in SETTLED for status in statuses)
    status = next((one for one in _WORST if one in statuses), DayStatus.DONE)
    return Dated(
        What.PERIOD,
        month.last_day,
        f"period-{month.named:%Y-%m}",
        status,
        text=ending[0][0][0].text if len(ending) == 1 else "",
        month=month.named,
        count=(done, len(ending)),
    )


def _months(work: Work) -> Iterator[Dated]:
    """The due day of each month, and its closing day while it is not handed in."""
    for month in work.months:
        if work.assigned_first is None or work.assigned_first > month.last_day:
            continue
        row = work.checklists.get(month.named)
        state = MonthState(row.state) if row else MonthState.OPEN
        yield from _days_of(work, month, state)


def _days_of(work: Work, month: Month, state: MonthState) -> Iterator[Dated]:
    closes_on = work.open_until.get(month.named, month.closes_on)
    days = [(What.MONTH_DUE, month.due_on)]
    if state not in _HANDED_IN | _DECIDED:
        days.append((What.MONTH_CLOSES, closes_on))
    for what, day in days:
        if work.window.holds(day):
            key = f"{what.replace('_', '-')}-{month.named:%Y-%m}"
            yield Dated(what, day, key, _status(state, day), month=month.named)


def _status(state: MonthState, day: date) -> DayStatus:
    if state in _DECIDED:
        return DayStatus.DONE
    if state in _HANDED_IN:
        return DayStatus.WAITING
    if state in _SENT_BACK:
        return DayStatus.BACK
    return DayStatus.OVER if day < today() else DayStatus.NONE
