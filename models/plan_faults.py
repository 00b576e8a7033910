"""What keeps a draft plan from being published: one answer for the page and for the act."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.base import db
from models.plan import Plan
from models.plan_addressing import count_addressed
from models.task import DATED, Audience, Cadence, Task
from models.unit import Unit


class FaultKind(StrEnum):
    """Why a plan cannot be published as it is."""

    PUBLISHED = "published"
    DISCARDED = "discarded"
    UNIT_ENDED = "unit_ended"
    NO_TASK = "no_task"
    NO_UNIT = "no_unit"
    NO_TEXT = "no_text"
    OUTSIDE_PERIOD = "outside_period"
    NO_NUMBER = "no_number"
    NO_DATE = "no_date"


CONFIRMABLE = frozenset({FaultKind.NO_NUMBER, FaultKind.NO_DATE})
"""What may be published all the same, once somebody says so."""
FINAL = frozenset({FaultKind.PUBLISHED, FaultKind.DISCARDED, FaultKind.UNIT_ENDED})
"""What no correction helps against; with one of these nothing else is asked."""


@dataclass(frozen=True)
class Fault:
    """One reason; `task_id` where it lies in one task, `day` the day that is outside."""

    kind: FaultKind
    task_id: int | None = None
    day: date | None = None

    @property
    def is_final(self) -> bool:
        return self.kind in FINAL


@dataclass(frozen=True)
class TaskFacts:
    """What is asked of a live task."""

    id: int
    text: str = "Họp tổng kết."
    audience: Audience = Audience.BELOW
    cadence: Cadence = Cadence.ONCE
    starts_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class PlanFacts:
    """What is asked of a plan; `units` are the units below it is addressed to."""

    starts_on: date
    ends_on: date
    tasks: tuple[TaskFacts, ...]
    units: int
    number: str | None = None
    issued_on: date | None = None
    published_at: datetime | None = None
    discarded_at: datetime | None = None
    unit_has_ended: bool = False


def faults(plan: PlanFacts) -> list[Fault]:
    """All that keeps a plan from being published, the gravest first; none: it can be."""
    final = [Fault(kind) for kind in _final(plan)]
    if final:
        return final
    found = list(_of_the_whole(plan))
    for task in plan.tasks:
        found += _of_task(task, plan.starts_on, plan.ends_on)
    found += [Fault(FaultKind.NO_NUMBER)] if not plan.number else []
    found += [Fault(FaultKind.NO_DATE)] if plan.issued_on is None else []
    return found


def stopping(found: Iterable[Fault], confirmed: Collection[str] = ()) -> list[Fault]:
    """The faults that are left when somebody has confirmed some of the CONFIRMABLE."""
    return [one for one in found if one.kind not in CONFIRMABLE or one.kind not in confirmed]


def days_outside(
    cadence: Cadence, days: Iterable[date | None], starts_on: date, ends_on: date
) -> list[date]:
    """The days of a task that do not lie in a period; of a yearly task the day of every year
    counts, and one of them has to."""
    if cadence not in DATED:
        return []
    given = [day for day in days if day is not None]
    return [day for day in given if not _holds(cadence, day, starts_on, ends_on)]


def facts_of(plan: Plan, tasks: Iterable[Task]) -> PlanFacts:
    """What faults() asks of a plan with these live tasks, as the database has it now."""
    issuer = db.session.get_one(Unit, plan.unit_id)
    return PlanFacts(
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        tasks=tuple(_facts_of(task) for task in tasks),
        units=count_addressed(plan),
        number=plan.number,
        issued_on=plan.issued_on,
        published_at=plan.published_at,
        discarded_at=plan.discarded_at,
        unit_has_ended=issuer.has_ended,
    )


def _facts_of(task: Task) -> TaskFacts:
    dates = {"starts_on": task.starts_on, "due_on": task.due_on}
    return TaskFacts(task.id, task.text, Audience(task.audience), Cadence(task.cadence), **dates)


def _final(plan: PlanFacts) -> Iterator[FaultKind]:
    if plan.published_at is not None:
        yield FaultKind.PUBLISHED
    elif plan.discarded_at is not None:
        yield FaultKind.DISCARDED
    elif plan.unit_has_ended:
        yield FaultKind.UNIT_ENDED


def _of_the_whole(plan: PlanFacts) -> Iterator[Fault]:
    if not plan.tasks:
        yield Fault(FaultKind.NO_TASK)
    if not plan.units and any(task.audience is Audience.BELOW for task in plan.tasks):
        yield Fault(FaultKind.NO_UNIT)


def _of_task(task: TaskFacts, starts_on: date, ends_on: date) -> Iterator[Fault]:
    if not task.text.strip():
        yield Fault(FaultKind.NO_TEXT, task.id)
    first = task.starts_on if task.cadence is Cadence.CAMPAIGN else None
    for day in days_outside(task.cadence, (first, task.due_on), starts_on, ends_on):
        yield Fault(FaultKind.OUTSIDE_PERIOD, task.id, day)


def _holds(cadence: Cadence, day: date, starts_on: date, ends_on: date) -> bool:
    if cadence is not Cadence.YEARLY:
        return starts_on <= day <= ends_on
    years = range(starts_on.year, ends_on.year + 1)
    return any((starts_on <= same <= ends_on) for same in _in_years(day, years))


def _in_years(day: date, years: range) -> Iterator[date]:
    """The same day in several years; 29 February is the 28th where there is none."""
    for year in years:
        try:
            yield day.replace(year=year)
        except ValueError:
            yield date(year, 2, 28)
