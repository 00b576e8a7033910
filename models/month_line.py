"""The lines of a unit's month with their words: read in one statement, computed, never stored."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Date, Row, Select, and_, bindparam, case, func, or_, select

from models.activity_link import Key
from models.agency import Agency
from models.assignment import Assignment
from models.base import Base, db
from models.clock import vietnam_day
from models.hamlet import Hamlet
from models.line import Line, LineState
from models.line_activities import Filled, filled
from models.line_status import LineStatus, status_of
from models.live_lines import Duty, LiveLine, Place, Written, lines_of
from models.month_calendar import Month, MonthRules, month_of, next_month
from models.own_task import OwnTask
from models.period import WHOLE, period_on
from models.plan import Plan
from models.plan_section import PlanSection
from models.task import Cadence, Task

TEXTS = ("reason", "difficulty", "note")
NUMBERS = ("times", "children", "adults", "amount")
"""What can be counted on a line; `amount` is in whole đồng."""
_PERIODIC = (Cadence.MONTHLY, Cadence.QUARTERLY, Cadence.HALF_YEARLY, Cadence.YEARLY)

Extended = Mapping[tuple[int, date], date]
"""The due days that were moved, by assignment and period."""


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A line of a month as it is shown, and as a submission keeps it.

    `evidence` are the photos and files that were there when it was submitted; None where that is
    not known: of a line that is not kept, or was kept before they were. `activities` are those
    that fill it, and `summed` the names of the numbers that these add up to; what was written
    there stands in the row still.
    """

    assignment_id: int
    period_on: date
    place: Place
    state: LineState
    done_on: date | None
    due_on: date | None
    months_late: int
    cadence: Cadence
    number: str
    text: str
    product: str | None
    clause: str
    plan_id: int | None
    plan: str
    section: str
    bearer: str | None
    line_id: uuid.UUID | None = None
    reason: str | None = None
    difficulty: str | None = None
    note: str | None = None
    times: int | None = None
    children: int | None = None
    adults: int | None = None
    amount: int | None = None
    written_by: int | None = None
    written_at: datetime | None = None
    evidence: tuple[uuid.UUID, ...] | None = None
    activities: tuple[uuid.UUID, ...] | None = None
    summed: tuple[str, ...] | None = None

    @property
    def key(self) -> Key:
        """The line, whether it has a row or not."""
        return self.assignment_id, self.period_on

    @property
    def is_own(self) -> bool:
        """Whether the unit added it itself."""
        return self.plan_id is None

    @property
    def is_counted(self) -> bool:
        """Whether a number is written, be it 0."""
        return any(getattr(self, name) is not None for name in NUMBERS)

    def status_on(self, day: date) -> LineStatus:
        """How the line stands as at a day."""
        return status_of(self.state, self.done_on, self.due_on, day)

    def with_activities(self, there: Filled) -> MonthLine:
        """The line with the sums of its activities in the place of what was written."""
        numbers: dict[str, Any] = there.numbers
        return replace(self, activities=there.ids, summed=tuple(numbers), **numbers)

    def as_kept(self) -> dict[str, Any]:
        """What a submission keeps of the line, for `from_kept`."""
        return {key: _plain(value) for key, value in asdict(self).items() if value is not None}

    @classmethod
    def from_kept(cls, kept: Mapping[str, Any]) -> MonthLine:
        """The line as it was kept; what was not known then is missing."""
        known = {field.name: kept.get(field.name) for field in fields(cls)}
        return cls(**cast(Any, {name: _typed(name, value) for name, value in known.items()}))


_TYPES: dict[str, Any] = {
    "place": Place,
    "state": LineState,
    "cadence": Cadence,
    "line_id": uuid.UUID,
    "period_on": date.fromisoformat,
    "done_on": date.fromisoformat,
    "due_on": date.fromisoformat,
    "written_at": datetime.fromisoformat,
    "evidence": lambda ids: tuple(map(uuid.UUID, ids)),
    "activities": lambda ids: tuple(map(uuid.UUID, ids)),
    "summed": tuple,
}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return value if isinstance(value, int | str) else str(value)


def _typed(name: str, value: Any) -> Any:
    return _TYPES[name](value) if value is not None and name in _TYPES else value


def lines_in(
    unit_id: int,
    month: Month,
    rules: MonthRules,
    *,
    submitted_first_at: datetime | None,
    extended: Extended,
    assignment_id: int | None = None,
    with_sums: bool = True,
) -> Iterator[MonthLine]:
    """The lines of a unit's month, by plan and section; of one assignment alone where it is named.

    What a plan brought after the month was first submitted joins the next one. `with_sums`: with
    what its activities add up to, for one more query.
    """
    rows = {row.id: row for row in _rows(unit_id, month, assignment_id)}
    duties = [duty_of(row, month, rules, submitted_first_at) for row in rows.values()]
    written = [_written(row) for row in rows.values() if row.line_id is not None]
    live = list(lines_of(duties, written, month, rules, extended))
    summed = [line.key for line in live] if with_sums else []
    activities = filled(unit_id, summed, month.last_day)
    for line in live:
        there = activities.get((line.key, line.period_on))
        found = _month_line(rows[line.key], line, month)
        yield found.with_activities(there) if there else found


def _rows(unit_id: int, month: Month, assignment_id: int | None) -> list[Row[Any]]:
    values: dict[str, Any] = {"unit": unit_id, "named": month.named, "first": month.first_day}
    values |= {"last": month.last_day, "assignment": assignment_id}
    values |= {cadence.value: period_on(cadence, month.named) for cadence in _PERIODIC}
    query = _select_one() if assignment_id is not None else _select_all()
    return [row for row in db.session.execute(query, values) if row.text is not None]


@cache
def _select_all() -> Select[Any]:
    """Built once: making a statement of so many columns costs more than running it."""
    order = (Plan.issued_on, Plan.id, Task.position, Assignment.hamlet_id, Assignment.id)
    return _select().order_by(Assignment.plan_id.is_(None), *order)


@cache
def _select_one() -> Select[Any]:
    return _select().where(Assignment.id == bindparam("assignment"))


def _select() -> Select[Any]:
    """A unit's duties that a month may hold, each with what was written of it in its period.

    Left out here, so that ten years of work cost nothing: what was finished in an earlier month,
    and what is done again under a plan that is over.
    """
    cadence = func.coalesce(Task.cadence, OwnTask.cadence)
    period = case(
        {one.value: bindparam(one.value, type_=Line.period_on.type) for one in _PERIODIC},
        value=cadence,
        else_=WHOLE,
    )
    is_once = cadence.in_([Cadence.ONCE, Cadence.CAMPAIGN])
    first: Any = bindparam("first", type_=Date)
    named: Any = bindparam("named", type_=Date)
    query: Select[Any] = (
        select(  # type: ignore[assignment]
            Assignment.id,
            Assignment.assigned_on,
            Assignment.ended_on,
            Plan.id.label("plan_id"),
            Plan.number.label("plan_number"),
            Plan.subject.label("plan_subject"),
            Plan.ends_on.label("until"),
            Plan.published_at,
            PlanSection.number.label("section_number"),
            PlanSection.title.label("section_title"),
            func.coalesce(Task.text, OwnTask.text).label("text"),
            cadence.label("cadence"),
            func.coalesce(Task.due_on, OwnTask.due_on).label("due_on"),
            Task.starts_on,
            Task.product,
            Task.clause,
            rank_in_section().label("rank"),
            func.coalesce(Agency.name, Hamlet.name).label("bearer"),
            Line.id.label("line_id"),
            Line.period_on,
            Line.state,
            Line.begun_in,
            Line.done_in,
            Line.done_on,
            Line.reason,
            Line.difficulty,
            Line.note,
            Line.times,
            Line.children,
            Line.adults,
            Line.amount,
            Line.written_by_id.label("written_by"),
            Line.written_at,
        )
        .select_from(Assignment)
        .outerjoin(Task, Task.id == Assignment.task_id)
        .outerjoin(Plan, Plan.id == Assignment.plan_id)
        .outerjoin(PlanSection, PlanSection.id == Task.section_id)
        .outerjoin(OwnTask, OwnTask.id == Assignment.own_task_id)
        .outerjoin(Agency, Agency.id == Assignment.agency_id)
        .outerjoin(Hamlet, Hamlet.id == Assignment.hamlet_id)
        .outerjoin(Line, and_(Line.assignment_id == Assignment.id, Line.period_on == period))
        .where(
            Assignment.unit_id == bindparam("unit"),
            Assignment.assigned_on <= bindparam("last", type_=Date),
            or_(Assignment.ended_on.is_(None), Assignment.ended_on >= first),
            or_(Line.done_in.is_(None), Line.done_in >= named),
            or_(is_once, Plan.ends_on.is_(None), Plan.ends_on >= first),
        )
    )
    return query


def rank_in_section() -> Any:
    """Which task of its section a task is, counted over the whole plan: it stays all year."""
    other = Base.metadata.tables["task"].alias("task_before")
    same = func.coalesce(other.c.section_id, 0) == func.coalesce(Task.section_id, 0)
    before = (other.c.position < Task.position) | (
        (other.c.position == Task.position) & (other.c.id <= Task.id)
    )
    in_plan = and_(other.c.plan_id == Task.plan_id, other.c.left_out_at.is_(None))
    return select(func.count()).where(in_plan, same, before).scalar_subquery()


def number_of(section: str | None, rank: int | None) -> str:
    """What a line is called by: 6.2; nothing for one that the unit added itself."""
    return f"{section}.{rank}" if section else str(rank or "")


def duty_of(row: Row[Any], month: Month, rules: MonthRules, submitted: datetime | None) -> Duty:
    """An assignment, read with its task, as a month that was first submitted then needs it."""
    return Duty(
        key=row.id,
        cadence=Cadence(row.cadence),
        joins_on=_joins_on(row, month, rules, submitted),
        starts_on=row.starts_on,
        due_on=row.due_on,
        until=row.until,
        ended_on=row.ended_on,
    )


def _joins_on(row: Row[Any], month: Month, rules: MonthRules, submitted: datetime | None) -> date:
    """The named month from which an assignment counts: that of its day, or the next one where
    that is `month` and was first submitted by then."""
    joined = month_of(row.assigned_on, rules)
    is_late = submitted is not None and _came_after(row, submitted)
    return (next_month(joined, rules) if joined == month and is_late else joined).named


def _came_after(row: Row[Any], submitted: datetime) -> bool:
    """Whether a plan brought it after that instant; what a unit adds means the month it is in.

    On the day itself the hour counts: what was handed in must not leave the month again.
    """
    if row.plan_id is None:
        return False
    if row.assigned_on == vietnam_day(submitted):
        return row.published_at is not None and bool(row.published_at > submitted)
    return bool(row.assigned_on > vietnam_day(submitted))


def _written(row: Row[Any]) -> Written:
    return Written(
        row.id, row.period_on, LineState(row.state), row.begun_in, row.done_in, row.done_on
    )


def _month_line(row: Row[Any], line: LiveLine, month: Month) -> MonthLine:
    section = f"{row.section_number or ''} {row.section_title or ''}".strip().rstrip(":")
    return MonthLine(
        line.key,
        line.period_on,
        line.place,
        line.state,
        line.done_on,
        line.due_on,
        line.months_late,
        Cadence(row.cadence),
        number_of(row.section_number, row.rank),
        row.text,
        row.product,
        row.clause or "",
        row.plan_id,
        row.plan_number or row.plan_subject or "",
        section,
        row.bearer,
        row.line_id,
        **_said(row, month),
    )


def _said(row: Row[Any], month: Month) -> dict[str, Any]:
    """What was written of it; nothing in a month before the one in which it was begun."""
    if row.begun_in is not None and row.begun_in > month.named:
        return {}
    return {name: getattr(row, name) for name in (*TEXTS, *NUMBERS, "written_by", "written_at")}
