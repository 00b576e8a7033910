"""The month of a unit: where it stands, its lines, and what may be done with it now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, undefer

from models import clock, setting
from models.assignment import Assignment
from models.base import db
from models.checklist import Checklist, ChecklistEvent, ChecklistWriter, EventKind, ReturnedLine
from models.evidence_pieces import Piece, pieces_of
from models.extension import Extension, ExtensionState
from models.month_acts import SENT_BACK, Act, MonthState, Obstacle, Reader, Standing, obstacle
from models.month_calendar import Month, MonthRules, month_named, month_of, previous_month
from models.month_line import MonthLine, lines_in
from models.month_rules import rules_among, rules_at
from models.months_around import is_approved_above, open_below
from models.setting import MONTHS, Found, thresholds_among
from models.tenancy import current
from models.thresholds import THRESHOLDS, Thresholds
from models.unit import Unit

Stated = dict[str, list[Found]]
"""What a unit and those above it state, by setting."""
SETTLED = {MonthState.SUBMITTED, MonthState.IN_REVIEW, MonthState.APPROVED}
"""States in which the month is read as it was handed in."""


class NoSuchMonth(LookupError):
    """A month that no unit has: before the unit began, or after the present one."""

    def __init__(self, month: Month, *, is_to_come: bool) -> None:
        super().__init__(str(month.named))
        self.month, self.is_to_come = month, is_to_come


class MonthRefused(Exception):
    """An act that may not be done with the month now."""

    def __init__(self, month: UnitMonth, why: Obstacle, approved_with: date | None = None) -> None:
        """`approved_with` names the month with which the line was approved."""
        super().__init__(why)
        self.month, self.why, self.approved_with = month, why, approved_with


@dataclass
class UnitMonth:
    """One month of one unit, read or, `locked`, being written.

    `has_below`: units may stand below it, whose months are counted before its own is approved.
    """

    unit: Unit
    month: Month
    rules: MonthRules
    checklist: Checklist | None
    extensions: list[Extension]
    thresholds: Thresholds
    has_below: bool = True

    @property
    def state(self) -> MonthState:
        return MonthState(self.checklist.state) if self.checklist else MonthState.OPEN

    @cached_property
    def standing(self) -> Standing:
        """What the pure function of the acts needs, but for the months of other units."""
        checklist = self.checklist
        return Standing(
            month=self.month,
            state=self.state,
            is_unit_ended=self.unit.has_ended,
            open_until=self._open_until(),
            written_by=frozenset(w.person_id for w in checklist.writers) if checklist else _NOBODY,
            in_hand_of=checklist.in_hand_of_id if checklist else None,
            in_hand_since=_day(checklist.in_hand_at) if checklist else None,
            was=self._was(),
        )

    @property
    def approved_at(self) -> datetime | None:
        """When it was approved, while it is."""
        is_approved = self.checklist is not None and self.state is MonthState.APPROVED
        return self.checklist.decided_at if self.checklist and is_approved else None

    @property
    def changes_since(self) -> int:
        """How many changes came to it after it was approved, while it is."""
        return (self.checklist.changes_since or 0) if self.checklist and self.approved_at else 0

    @property
    def as_at(self) -> date:
        """The day as at which its lines are shown: when it was handed in, else today."""
        at = self.checklist.submitted_at if self.checklist else None
        return (_day(at) if self.state in SETTLED else None) or clock.today()

    @cached_property
    def lines(self) -> list[MonthLine]:
        """The lines as they stand, or as they were handed in."""
        if self.state not in SETTLED or self.handed_in is None:
            return self.lines_now()
        return self.kept_with(self.handed_in)

    def kept_with(self, submission: ChecklistEvent) -> list[MonthLine]:
        """The lines as a submission kept them."""
        return [MonthLine.from_kept(kept) for kept in submission.lines or ()]

    def lines_now(
        self, assignment_id: int | None = None, *, with_sums: bool = True
    ) -> list[MonthLine]:
        """The lines as the unit's work stands now."""
        extended = {
            (one.assignment_id, one.period_on): one.new_on
            for one in reversed(self.extensions)  # the newest is the last word
            if one.assignment_id and one.period_on and one.state == ExtensionState.GRANTED
        }
        return list(
            lines_in(
                self.unit.id,
                self.month,
                self.rules,
                submitted_first_at=self.checklist.submitted_first_at if self.checklist else None,
                extended=extended,
                assignment_id=assignment_id,
                with_sums=with_sums,
            )
        )

    def line(self, assignment_id: int) -> MonthLine | None:
        """One of its lines; None where the month does not hold it."""
        if self.state in SETTLED:
            return next((one for one in self.lines if one.assignment_id == assignment_id), None)
        return next(iter(self.lines_now(assignment_id)), None)

    @cached_property
    def events(self) -> list[ChecklistEvent]:
        """What happened to it so far, the earliest first, with who did it, what was returned, and
        the lines that each submission kept."""
        checklist = self.checklist
        if checklist is None or not (checklist.submitted_first_at or checklist.decided_at):
            return []  # written at most: nothing was handed in or decided yet
        told = joinedload(ChecklistEvent.person), joinedload(ChecklistEvent.returned)
        query = ChecklistEvent.of(checklist.id).options(*told, undefer(ChecklistEvent.lines))
        return list(db.session.scalars(query).unique())

    @property
    def returned(self) -> dict[int, ReturnedLine]:
        """The lines that were sent back with the last return, by assignment, while it is mended."""
        if self.state is not MonthState.RETURNED:
            return {}
        last = self._last(EventKind.RETURNED)
        return {one.assignment_id: one for one in last.returned} if last else {}

    @property
    def returned_at(self) -> datetime | None:
        """When it was sent back, while it is mended."""
        is_sent_back = self.state is MonthState.RETURNED and self.checklist is not None
        return self.checklist.decided_at if self.checklist and is_sent_back else None

    def obstacle(self, act: Act, who: Reader) -> Obstacle | None:
        """Why the person may not do the act now; None: he may."""
        why = obstacle(act, who, self.standing, clock.today())
        if why is None and act in _AROUND:
            return obstacle(act, who, self._standing_among(act), clock.today())
        return why

    def allow(self, act: Act, who: Reader) -> None:
        """Raise MonthRefused unless the person may do the act now."""
        why = self.obstacle(act, who)
        if why is not None:
            raise MonthRefused(self, why)

    def expect_version(self, version: int | None) -> None:
        """Raise MonthRefused where something happened to the month since it was read."""
        if self.checklist is None or self.checklist.version != version:
            raise MonthRefused(self, Obstacle.ACTED_ON)

    @cached_property
    def pieces(self) -> list[Piece]:
        """The photos and files that ever hung on its lines."""
        return pieces_of(self.lines)

    @cached_property
    def writers(self) -> dict[int, str]:
        """Who wrote in it, by key, as far as the reader may know them."""
        found = self.checklist.writers if self.checklist else []
        return {one.person_id: one.person.name for one in found if one.person is not None}

    @property
    def handed_in(self) -> ChecklistEvent | None:
        """The last submission, whatever became of the month since."""
        return self._last(EventKind.SUBMITTED)

    @property
    def decided_before(self) -> tuple[ChecklistEvent, ChecklistEvent] | None:
        """The submission before the last one that was decided on, and that decision; None where
        nothing was decided before the last submission."""
        events = self.events[: self.events.index(self.handed_in)] if self.handed_in else []
        decision = next((one for one in reversed(events) if one.kind in _DECISIONS), None)
        if decision is None:
            return None
        before = self.events[: self.events.index(decision)]
        submitted = next(one for one in reversed(before) if one.kind == EventKind.SUBMITTED)
        return submitted, decision

    @property
    def returned_last(self) -> ChecklistEvent | None:
        """The last return, unless the month was approved since."""
        decided = self._last(EventKind.RETURNED, EventKind.APPROVED)
        return decided if decided and decided.kind == EventKind.RETURNED else None

    @cached_property
    def open_below(self) -> int:
        """How many units directly below stand in the way of an approval."""
        return open_below(self.unit, self.month) if self.has_below else 0

    def _standing_among(self, act: Act) -> Standing:
        """With what the months of the units above and below have to say of the act."""
        if act is Act.APPROVE:
            return replace(self.standing, open_below=self.open_below)
        is_above = is_approved_above(self.unit, self.month)
        return replace(self.standing, approved_above=is_above)

    def _last(self, *kinds: EventKind) -> ChecklistEvent | None:
        return next((one for one in reversed(self.events) if one.kind in kinds), None)

    def _open_until(self) -> date | None:
        granted = [
            one.new_on
            for one in self.extensions
            if one.state == ExtensionState.GRANTED
            and one.assignment_id is None
            and one.month_on == self.month.named
        ]
        return max(granted, default=None)

    def _was(self) -> MonthState:
        return MonthState(self.checklist.was) if self.checklist else MonthState.OPEN


_NOBODY: frozenset[int] = frozenset()
_WITH_WRITERS = joinedload(Checklist.writers).joinedload(ChecklistWriter.person)
_DECISIONS = {EventKind.RETURNED, EventKind.APPROVED}
_AROUND = {Act.APPROVE, Act.REOPEN}
"""Acts that depend on the months of other units: these are asked last, and only for them."""


def read_month(unit: Unit, named: date, *, has_below: bool = True) -> UnitMonth:
    """A unit's month, to be read; nothing is written. Raises NoSuchMonth."""
    return _read(unit, named, _stated(unit), has_below)


def read_present_month(unit: Unit, *, has_below: bool = True) -> UnitMonth:
    """The month to work on, to be read; what the unit states is asked for once. Raises
    NoSuchMonth."""
    told = _stated(unit)
    month, checklist = _present(unit, rules_among(told[MONTHS]))
    return _read(unit, month.named, told, has_below, checklist)


def lock_month(named: date) -> UnitMonth:
    """The bound unit's month, to be written; its row is made where there is none. Raises
    NoSuchMonth."""
    checklist = Checklist.locked(named)
    unit = db.session.get_one(Unit, current().unit_id)
    return _found(unit, named, _stated(unit), checklist)


def _read(
    unit: Unit, named: date, told: Stated, has_below: bool, checklist: Checklist | None = None
) -> UnitMonth:
    month = _found(unit, named, told, checklist)
    month.has_below = has_below
    return month


def _stated(unit: Unit) -> Stated:
    return setting.found_all(unit, [MONTHS, *THRESHOLDS])


def _found(unit: Unit, named: date, found: Stated, checklist: Checklist | None) -> UnitMonth:
    rules = rules_among(found[MONTHS])
    month = month_named(named.year, named.month, rules)
    refuse_no_month(unit, month)
    if checklist is None:
        query = Checklist.of(unit.id, month.named).options(_WITH_WRITERS)
        checklist = db.session.scalars(query).unique().one_or_none()
    extensions = list(db.session.scalars(Extension.of_month(unit.id, month.named)))
    thresholds = thresholds_among(unit, found)
    return UnitMonth(unit, month, rules, checklist, extensions, thresholds)


def refuse_no_month(unit: Unit, month: Month) -> None:
    """Raise NoSuchMonth for a month before the unit began or after the one of today."""
    if month.first_day > clock.today():
        raise NoSuchMonth(month, is_to_come=True)
    has_begun = unit.valid_from is None or month.last_day >= unit.valid_from
    has_ended = unit.valid_to is not None and month.first_day > unit.valid_to
    if not has_begun or has_ended:
        raise NoSuchMonth(month, is_to_come=False)


def present_month(unit: Unit) -> Month:
    """The month to work on: one that was sent back, else the one before where it can still be
    handed in, else the one of today. Of a unit that has ended its last one, to be read."""
    return _present(unit, rules_at(unit))[0]


def _present(unit: Unit, rules: MonthRules) -> tuple[Month, Checklist | None]:
    """The month, and its row where one was found on the way."""
    today = clock.today()
    if unit.has_ended and unit.valid_to is not None:
        return month_of(unit.valid_to, rules), None
    present = month_of(today, rules)
    before = previous_month(present, rules)
    rows = _recent(unit.id, before.named, present.named)
    sent_back = [named for named, row in rows.items() if row.state in SENT_BACK]
    if sent_back:
        first = min(sent_back)
        return month_named(first.year, first.month, rules), rows[first]
    is_open = before.named not in rows or rows[before.named].state == MonthState.OPEN
    if is_open and today <= before.closes_on and _had_work(unit.id, before):
        return before, rows.get(before.named)
    return present, rows.get(present.named)


def _recent(unit_id: int, *named: date) -> dict[date, Checklist]:
    """The rows of these months, and of those that were sent back; with who wrote in them."""
    recent = or_(Checklist.month_on.in_(named), Checklist.state.in_(SENT_BACK))
    query = select(Checklist).where(Checklist.unit_id == unit_id, recent).options(_WITH_WRITERS)
    return {row.month_on: row for row in db.session.scalars(query).unique()}


def _had_work(unit_id: int, month: Month) -> bool:
    given = select(Assignment.id).where(Assignment.unit_id == unit_id)
    given = given.where(Assignment.assigned_on <= month.last_day).limit(1)
    return db.session.scalar(given) is not None


def _day(at: datetime | None) -> date | None:
    return clock.vietnam_day(at) if at else None
