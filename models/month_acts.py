"""What may be done with a month: one pure function over the person, the month and the moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from models.month_calendar import Month
from models.permissions import Delegated

IDLE_DAYS = 3
"""After so many days without a word from who has it in hand, another reviewer may take it, and
the unit may take it back."""
SUBMITTED_EARLY = 7
"""How many days before its last day a month may be submitted."""


class MonthState(StrEnum):
    """Where a month of a unit stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    REOPENED = "reopened"
    EXCUSED = "excused"


class Act(StrEnum):
    """What can be done with a month."""

    WRITE = "write"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    TAKE_IN_HAND = "take_in_hand"
    LET_GO = "let_go"
    APPROVE = "approve"
    RETURN = "return"
    REOPEN = "reopen"
    EXCUSE = "excuse"
    ADD_LATE = "add_late"


class Obstacle(StrEnum):
    """Why an act may not be done now; the views say it in words, with the way out."""

    NO_RIGHT = "no_right"
    UNIT_ENDED = "unit_ended"
    TO_COME = "to_come"
    TOO_EARLY = "too_early"
    CLOSED = "closed"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    EXCUSED = "excused"
    NOT_OVER = "not_over"
    NOT_SUBMITTED = "not_submitted"
    NOT_APPROVED = "not_approved"
    IN_OTHER_HANDS = "in_other_hands"
    NOT_IN_HAND = "not_in_hand"
    OWN_WORK = "own_work"
    GIVERS_WORK = "givers_work"
    CHILDREN_OPEN = "children_open"
    APPROVED_ABOVE = "approved_above"
    ACTED_ON = "acted_on"
    LINE_APPROVED = "line_approved"


@dataclass(frozen=True)
class Reader:
    """The person: whether he writes for the unit, whether he decides on it from above.

    A unit without a parent is decided on by its leader. `delegated`: he decides on behalf of
    somebody else.
    """

    person_id: int
    writes: bool = False
    decides: bool = False
    delegated: Delegated | None = None

    @property
    def on_behalf_of_id(self) -> int | None:
        """Who delegated to him what he does now."""
        return self.delegated.giver_id if self.delegated else None


@dataclass(frozen=True)
class Standing:
    """The month as it stands at a moment.

    `open_until` is a granted extension's day. `written_by` are those who changed a line or
    submitted. `open_below` counts months of the units below that are neither approved nor excused;
    of a unit that has ended nothing is waited for.
    `approved_above`: the parent's own month has been approved already. `was` is the state in which
    it was submitted, and into which it is taken back.
    """

    month: Month
    state: MonthState = MonthState.OPEN
    is_unit_ended: bool = False
    open_until: date | None = None
    written_by: frozenset[int] = field(default_factory=frozenset)
    in_hand_of: int | None = None
    in_hand_since: date | None = None
    open_below: int = 0
    approved_above: bool = False
    was: MonthState = MonthState.OPEN

    def is_idle(self, today: date) -> bool:
        """Whether who has it in hand has left it for IDLE_DAYS."""
        since = self.in_hand_since
        return since is not None and today - since >= timedelta(days=IDLE_DAYS)

    @property
    def closes_on(self) -> date:
        """The last day on which the unit may write: the calendar's, or the extension's."""
        return max(self.month.closes_on, self.open_until or self.month.closes_on)

    @property
    def submitted_from(self) -> date:
        """The first day on which the month may be submitted."""
        return self.month.last_day - timedelta(days=SUBMITTED_EARLY)


_UNWRITTEN = {
    MonthState.SUBMITTED: Obstacle.SUBMITTED,
    MonthState.IN_REVIEW: Obstacle.IN_REVIEW,
    MonthState.APPROVED: Obstacle.APPROVED,
    MonthState.EXCUSED: Obstacle.EXCUSED,
}
SENT_BACK = {MonthState.RETURNED, MonthState.REOPENED}
"""States in which a month may be mended although its days are over."""
AWAITED = {MonthState.SUBMITTED, MonthState.IN_REVIEW}
"""States in which a month waits for a decision."""
COUNTED = {MonthState.APPROVED, MonthState.EXCUSED}
"""States in which the unit above waits for nothing more."""


def obstacle(act: Act, who: Reader, standing: Standing, today: date) -> Obstacle | None:
    """Why the person may not do the act now; None: he may."""
    return next(_OBSTACLES[act](who, standing, today), None)


def _write(who: Reader, standing: Standing, today: date) -> Iterator[Obstacle]:
    if not who.writes:
        yield Obstacle.NO_RIGHT
    if standing.is_unit_ended:
        yield Obstacle.UNIT_ENDED
    if standing.month.first_day > today:
        yield Obstacle.TO_COME
    if standing.state in _UNWRITTEN:
        yield _UNWRITTEN[standing.state]
    if standing.state not in SENT_BACK and today > standing.closes_on:
        yield Obstacle.CLOSED


def _submit(who: Reader, standing: Standing, today: date) -> Iterator[Obstacle]:
    yield from _write(who, standing, today)
    if today < standing.submitted_from:
        yield Obstacle.TOO_EARLY


def _take_back(who: Reader, standing: Standing, today: date) -> Iterator[Obstacle]:
    if not who.writes:
        yield Obstacle.NO_RIGHT
    if standing.is_unit_ended:
        yield Obstacle.UNIT_ENDED
    is_left = standing.state is MonthState.IN_REVIEW and standing.is_idle(today)
    if standing.state in (MonthState.IN_REVIEW, MonthState.APPROVED) and not is_left:
        yield _UNWRITTEN[standing.state]
    if standing.state is not MonthState.SUBMITTED and not is_left:
        yield Obstacle.NOT_SUBMITTED
    if standing.was not in SENT_BACK and today > standing.closes_on:
        yield Obstacle.CLOSED


def _take_in_hand(who: Reader, standing: Standing, today: date) -> Iterator[Obstacle]:
    yield from _may_decide(who, standing)
    if standing.state is MonthState.IN_REVIEW:
        if standing.in_hand_of == who.person_id or not standing.is_idle(today):
            yield Obstacle.IN_OTHER_HANDS
    elif standing.state is not MonthState.SUBMITTED:
        yield Obstacle.NOT_SUBMITTED


def _let_go(who: Reader, standing: Standing, today: date) -> Iterator[Obstacle]:
    if not who.decides:
        yield Obstacle.NO_RIGHT
    if standing.is_unit_ended:
        yield Obstacle.UNIT_ENDED
    if standing.state is not MonthState.IN_REVIEW:
        yield Obstacle.NOT_IN_HAND
    if standing.in_hand_of != who.person_id and not standing.is_idle(today):
        yield Obstacle.IN_OTHER_HANDS


def _return(who: Reader, standing: Standing, today: date) -> Iterator[Obstacle]:
    yield from _may_decide(who, standing)
    if standing.state is MonthState.APPROVED:
        yield Obstacle.APPROVED
    if standing.state not in AWAITED:
        yield Obstacle.NOT_SUBMITTED
    if standing.state is MonthState.IN_REVIEW and standing.in_hand_of != who.person_id:
        yield Obstacle.IN_OTHER_HANDS


def _approve(who: Reader, standing: Standing, today: date) -> Iterator[Obstacle]:
    yield from _return(who, standing, today)
    if standing.open_below:
        yield Obstacle.CHILDREN_OPEN


def _reopen(who: Reader, standing: Standing, today: date) -> Iterator[Obstacle]:
    if not who.decides:
        yield Obstacle.NO_RIGHT
    if standing.is_unit_ended:
        yield Obstacle.UNIT_ENDED
    if standing.state not in COUNTED:
        yield Obstacle.NOT_APPROVED
    if standing.approved_above:
        yield Obstacle.APPROVED_ABOVE


def _excuse(who: Reader, standing: Standing, today: date) -> Iterator[Obstacle]:
    """Of a month that is over and was not handed in, or that was sent back."""
    if not who.decides:
        yield Obstacle.NO_RIGHT
    if standing.is_unit_ended:
        yield Obstacle.UNIT_ENDED
    if standing.month.last_day >= today:
        yield Obstacle.NOT_OVER
    if standing.state in _UNWRITTEN:
        yield _UNWRITTEN[standing.state]


def _add_late(who: Reader, standing: Standing, today: date) -> Iterator[Obstacle]:
    """Photos and files to an approved month, which keeps them apart."""
    if not who.writes:
        yield Obstacle.NO_RIGHT
    if standing.is_unit_ended:
        yield Obstacle.UNIT_ENDED
    if standing.state is not MonthState.APPROVED:
        yield Obstacle.NOT_APPROVED


def _may_decide(who: Reader, standing: Standing) -> Iterator[Obstacle]:
    """Nobody decides on a month in which he changed a line, or which he submitted; nor does
    anybody on his behalf."""
    if not who.decides:
        yield Obstacle.NO_RIGHT
    if standing.is_unit_ended:
        yield Obstacle.UNIT_ENDED
    if who.person_id in standing.written_by:
        yield Obstacle.OWN_WORK
    if who.on_behalf_of_id in standing.written_by:
        yield Obstacle.GIVERS_WORK


_OBSTACLES = {
    Act.WRITE: _write,
    Act.SUBMIT: _submit,
    Act.TAKE_BACK: _take_back,
    Act.TAKE_IN_HAND: _take_in_hand,
    Act.LET_GO: _let_go,
    Act.APPROVE: _approve,
    Act.RETURN: _return,
    Act.REOPEN: _reopen,
    Act.EXCUSE: _excuse,
    Act.ADD_LATE: _add_late,
}
