"""What may be done with a request for a later day: pure functions over person, month and moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.month_acts import SENT_BACK, MonthState, Reader, Standing

MONTHS_BACK = 2
"""How many months before the present one a month may lie for which a later day is asked."""
DAYS_FOR_MONTH = 60
DAYS_FOR_LINE = 180
"""How far a later day lies behind the old one at most; of a plan's line also until its end."""


class ExtensionAct(StrEnum):
    """What can be done with a request."""

    WITHDRAW = "withdraw"
    GRANT = "grant"
    REFUSE = "refuse"


class ExtensionObstacle(StrEnum):
    """Why a later day is not asked for or decided on; the views say it in words."""

    NO_RIGHT = "no_right"
    UNIT_ENDED = "unit_ended"
    SETTLED = "settled"
    NOT_NEEDED = "not_needed"
    TOO_OLD = "too_old"
    ASKED_ALREADY = "asked_already"
    NO_DUE_DAY = "no_due_day"
    ENDS_WITH_PERIOD = "ends_with_period"
    FINISHED = "finished"
    NOT_WAITING = "not_waiting"
    OWN_REQUEST = "own_request"
    GIVERS_REQUEST = "givers_request"
    DAY_PASSED = "day_passed"


class BadNewDay(StrEnum):
    """Why a new day is not taken."""

    NOT_LATER = "not_later"
    PASSED = "passed"
    TOO_FAR = "too_far"


@dataclass(frozen=True)
class Wish:
    """What a later day would be asked for: a month, or a line of it.

    `old_on` is the day in force, None where a line has none; `latest_on` the last one that may be
    asked for. `months_back` counts from the present month.
    """

    standing: Standing
    months_back: int
    old_on: date | None
    latest_on: date | None
    is_line: bool = False
    is_asked: bool = False
    is_finished: bool = False


@dataclass(frozen=True)
class Request:
    """A request as it stands; `is_line` where it moves a line's due day."""

    is_waiting: bool
    is_line: bool
    asked_by: int
    new_on: date
    is_unit_ended: bool = False


_SETTLED = {
    MonthState.SUBMITTED,
    MonthState.IN_REVIEW,
    MonthState.APPROVED,
    MonthState.EXCUSED,
}


def why_not_ask(who: Reader, wish: Wish) -> ExtensionObstacle | None:
    """Why the person may not ask; None: he may."""
    return next(_against_asking(who, wish), None)


def why_not_day(wish: Wish, new_on: date, today: date) -> BadNewDay | None:
    """Why a day is none to ask for; None: it is."""
    if wish.old_on is not None and new_on <= wish.old_on:
        return BadNewDay.NOT_LATER
    if new_on < today:
        return BadNewDay.PASSED
    is_far = wish.latest_on is not None and new_on > wish.latest_on
    return BadNewDay.TOO_FAR if is_far else None


def why_not(
    act: ExtensionAct, who: Reader, request: Request, today: date
) -> ExtensionObstacle | None:
    """Why the person may not do the act to a request; None: he may."""
    return next(_AGAINST[act](who, request, today), None)


def latest_day_of_month(closes_on: date) -> date:
    """The last day until which a month may be kept open."""
    return closes_on + timedelta(days=DAYS_FOR_MONTH)


def latest_day_of_line(due_on: date, until: date | None, period_ends_on: date | None) -> date:
    """The last day to which a line may be moved: within its period, where it has one; else the
    end of its plan, or DAYS_FOR_LINE after the old day where that is later."""
    if period_ends_on is not None:
        return period_ends_on
    return max(due_on + timedelta(days=DAYS_FOR_LINE), until or due_on)


def _against_asking(who: Reader, wish: Wish) -> Iterator[ExtensionObstacle]:
    standing = wish.standing
    if not who.writes:
        yield ExtensionObstacle.NO_RIGHT
    if standing.is_unit_ended:
        yield ExtensionObstacle.UNIT_ENDED
    if standing.state in _SETTLED:
        yield ExtensionObstacle.SETTLED
    if wish.months_back > MONTHS_BACK:
        yield ExtensionObstacle.TOO_OLD
    yield from _against_line(wish) if wish.is_line else _against_month(wish)
    if wish.is_asked:
        yield ExtensionObstacle.ASKED_ALREADY


def _against_month(wish: Wish) -> Iterator[ExtensionObstacle]:
    """What was sent back may be mended whatever the day."""
    if wish.standing.state in SENT_BACK:
        yield ExtensionObstacle.NOT_NEEDED


def _against_line(wish: Wish) -> Iterator[ExtensionObstacle]:
    if wish.is_finished:
        yield ExtensionObstacle.FINISHED
    if wish.old_on is None:
        yield ExtensionObstacle.NO_DUE_DAY
    if wish.old_on is not None and wish.latest_on is not None and wish.latest_on <= wish.old_on:
        yield ExtensionObstacle.ENDS_WITH_PERIOD


def _against_withdrawing(
    who: Reader, request: Request, _today: date
) -> Iterator[ExtensionObstacle]:
    if not who.writes:
        yield ExtensionObstacle.NO_RIGHT
    if request.is_unit_ended:
        yield ExtensionObstacle.UNIT_ENDED
    if not request.is_waiting:
        yield ExtensionObstacle.NOT_WAITING


def _against_deciding(who: Reader, request: Request, _today: date) -> Iterator[ExtensionObstacle]:
    if not who.decides:
        yield ExtensionObstacle.NO_RIGHT
    if request.is_unit_ended:
        yield ExtensionObstacle.UNIT_ENDED
    if not request.is_waiting:
        yield ExtensionObstacle.NOT_WAITING
    if request.asked_by == who.person_id:
        yield ExtensionObstacle.OWN_REQUEST
    if request.asked_by == who.on_behalf_of_id:
        yield ExtensionObstacle.GIVERS_REQUEST


def _against_granting(who: Reader, request: Request, today: date) -> Iterator[ExtensionObstacle]:
    """A month cannot be open until a day that is over; a line done in the meantime is on time."""
    yield from _against_deciding(who, request, today)
    if not request.is_line and request.new_on < today:
        yield ExtensionObstacle.DAY_PASSED


_AGAINST = {
    ExtensionAct.WITHDRAW: _against_withdrawing,
    ExtensionAct.GRANT: _against_granting,
    ExtensionAct.REFUSE: _against_deciding,
}
