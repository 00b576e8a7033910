"""The months of the units directly below one, as who decides on them works through them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Select, and_, case, or_, select
from sqlalchemy.orm import joinedload

from models import clock
from models.assignment import Assignment
from models.base import db
from models.checklist import Checklist
from models.explanation import Explanation
from models.explanation_acts import ExplanationState
from models.extension import Extension, ExtensionState
from models.month_acts import MonthState
from models.month_calendar import Month, MonthRules, month_named, month_of, previous_month
from models.month_rules import rules_at, rules_at_each
from models.months_around import had_work, is_there
from models.person import Person
from models.reach import in_reach
from models.reminder import Reminder
from models.succession import is_former
from models.tenancy import MEMBER_UNIT
from models.text import fold
from models.unit import Unit

MOST_EXTENSIONS = 50
"""How many requests are listed; the units' own pages have them all."""


class QueuePlace(StrEnum):
    """What is to be done about a month, in the order in which it is worked through."""

    WAITING = "waiting"
    IN_HAND = "in_hand"
    RETURNED = "returned"
    MISSING = "missing"
    PREPARED = "prepared"
    APPROVED = "approved"
    EXCUSED = "excused"
    NOTHING = "nothing"


_PLACES = {
    MonthState.SUBMITTED: QueuePlace.WAITING,
    MonthState.IN_REVIEW: QueuePlace.IN_HAND,
    MonthState.RETURNED: QueuePlace.RETURNED,
    MonthState.REOPENED: QueuePlace.RETURNED,
    MonthState.APPROVED: QueuePlace.APPROVED,
    MonthState.EXCUSED: QueuePlace.EXCUSED,
}


@dataclass(frozen=True)
class QueuedMonth:
    """The month of one unit below; the counts are those of its submission, where there was one.

    `in_hand_of` is empty where it is in nobody's hand, or in that of somebody from further above.
    `ended_on` is the unit's last day, where that is over: nothing is decided on it any more.
    `to_explain` counts what the unit has still to explain of the month, `explained` what is to be
    read here.
    """

    unit_id: int
    slug: str
    name: str
    folded: str
    is_former: bool
    ended_on: date | None
    month: Month
    state: MonthState
    has_work: bool
    version: int | None
    submitted_first_at: datetime | None
    submitted_at: datetime | None
    decided_at: datetime | None
    lines_all: int | None
    lines_done: int | None
    lines_over: int | None
    lines_to_see: int | None
    changes_since: int | None
    in_hand_of: str | None
    reminded_on: date | None
    to_explain: int
    explained: int

    @property
    def place(self) -> QueuePlace:
        """Where it stands among the months to work through."""
        if self.state in _PLACES:
            return _PLACES[self.state]
        if not self.has_work:
            return QueuePlace.NOTHING
        is_late = clock.today() > self.month.due_on
        return QueuePlace.MISSING if is_late else QueuePlace.PREPARED

    @property
    def name_within(self) -> str:
        """As Unit.name_within; the root lies below nothing."""
        return self.name[:1].lower() + self.name[1:]

    @property
    def is_clean(self) -> bool:
        """Whether it waits and nothing in it deserves a look."""
        is_waiting = self.place is QueuePlace.WAITING and self.ended_on is None
        return is_waiting and self.lines_to_see == 0

    @property
    def days_late(self) -> int:
        """How many days after the due day it was first handed in, or has not been by today."""
        at = self.submitted_first_at
        return max(((clock.vietnam_day(at) if at else clock.today()) - self.month.due_on).days, 0)


@dataclass(frozen=True)
class Queue:
    """The months of one name: the unit's own, and those of the units directly below."""

    month: Month
    rules: MonthRules
    months: list[QueuedMonth]


def month_to_review(unit: Unit) -> Month:
    """The month to decide on: the last one that is over."""
    rules = rules_at(unit)
    return previous_month(month_of(clock.today(), rules), rules)


def queue_of(unit: Unit, named: date, *, with_former: bool = False) -> Queue:
    """The months of the units directly below, by place and name; three queries, however many.

    `with_former` also those of units that were taken over, as the board shows them.
    """
    rules = rules_at(unit)
    month = month_named(named.year, named.month, rules)
    whose: ColumnElement[bool] = Unit.parent_id == unit.id
    if with_former:
        whose = or_(whose, is_former(unit) & in_reach(Unit.id, MEMBER_UNIT)) & (Unit.id != unit.id)
    rows = db.session.execute(_rows(unit, whose, month)).all()
    each = rules_at_each(cast(Any, rows))
    found = [_queued(row, month_named(named.year, named.month, each[row.id])) for row in rows]
    order = list(QueuePlace)
    found.sort(key=lambda one: (order.index(one.place), not one.is_clean))
    return Queue(month, rules, found)


def narrowed_to(
    months: Iterable[QueuedMonth], place: QueuePlace | None, term: str
) -> list[QueuedMonth]:
    """Those of a place whose unit's name contains the term, marks ignored."""
    wanted = fold(term)
    return [one for one in months if (place is None or one.place is place) and wanted in one.folded]


def requests_below(unit: Unit) -> list[Extension]:
    """Requests for a later day that units directly below wait for, the oldest first."""
    line = joinedload(Extension.assignment)
    told = line.joinedload(Assignment.task), line.joinedload(Assignment.own_task)
    query = select(Extension).join(Unit, Unit.id == Extension.unit_id)
    query = query.where(Unit.parent_id == unit.id, Extension.state == ExtensionState.ASKED)
    query = query.where(Unit.goes_on(clock.today()))
    query = query.options(*told, joinedload(Extension.unit), joinedload(Extension.asked_by))
    return list(db.session.scalars(query.order_by(Extension.id).limit(MOST_EXTENSIONS)))


def _rows(unit: Unit, whose: ColumnElement[bool], month: Month) -> Select[Any]:
    here = and_(Checklist.unit_id == Unit.id, Checklist.month_on == month.named)
    query: Select[Any] = select(
        Unit.id,
        Unit.path,
        Unit.slug,
        Unit.name,
        Unit.folded,
        (Unit.parent_id != unit.id).label("is_former"),
        case((~Unit.goes_on(clock.today()), Unit.valid_to)).label("ended_on"),
        had_work(month).label("has_work"),
        Checklist.state,
        Checklist.version,
        Checklist.submitted_first_at,
        Checklist.submitted_at,
        Checklist.decided_at,
        Checklist.lines_all,
        Checklist.lines_done,
        Checklist.lines_over,
        Checklist.lines_to_see,
        Checklist.changes_since,
        Person.name.label("in_hand_of"),
        Reminder.last_day(month.named).label("reminded_on"),
        Explanation.count_of(month.named, ExplanationState.WAITING).label("to_explain"),
        Explanation.count_of(month.named, ExplanationState.ANSWERED, unit.id).label("explained"),
    )
    query = query.outerjoin(Checklist, here)
    query = query.outerjoin(Person, Person.id == Checklist.in_hand_of_id)
    return query.where(whose, is_there(month)).order_by(Unit.sort_key)


def _queued(row: Row[Any], month: Month) -> QueuedMonth:
    told = {name: value for name, value in row._mapping.items() if name != "path"}
    told |= {"unit_id": told.pop("id"), "state": MonthState(row.state or MonthState.OPEN)}
    return QueuedMonth(**told, month=month)
