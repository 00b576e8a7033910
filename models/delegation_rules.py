"""Who may delegate reviewing to whom and for how long, and when it is over: pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from models import clock

MOST_DAYS = 92
"""How many days after its first one the last day of a delegation lies at most."""
TOLD_DAYS = 30
"""How many days after the end who had a delegation is told that it is over."""


class DelegationObstacle(StrEnum):
    """Why reviewing is not delegated, or a delegation not ended; the views say it in words."""

    NOT_REVIEWER = "not_reviewer"
    HIMSELF = "himself"
    NOT_COLLEAGUE = "not_colleague"
    DECIDES_ALREADY = "decides_already"
    STARTS_IN_PAST = "starts_in_past"
    ENDS_IN_PAST = "ends_in_past"
    ENDS_BEFORE_START = "ends_before_start"
    TOO_FAR = "too_far"
    OVERLAPS = "overlaps"
    OVER = "over"


class DelegationState(StrEnum):
    """Where a delegation stands on a day."""

    IN_FORCE = "in_force"
    TO_COME = "to_come"
    ENDED = "ended"


@dataclass(frozen=True)
class Wish:
    """A delegation that is wanted: its days, what the giver is at the unit, what the receiver is.

    `is_colleague`: the receiver works at the unit today, not as a partner or administrator.
    `overlaps`: he reviews on somebody's behalf on one of these days already.
    """

    starts_on: date
    ends_on: date
    is_reviewer: bool = True
    is_himself: bool = False
    is_colleague: bool = True
    decides_already: bool = False
    overlaps: bool = False


def why_not_delegate(wish: Wish, today: date) -> DelegationObstacle | None:
    """Why it may not be given; None: it may."""
    return next(_obstacles(wish, today), None)


def _obstacles(wish: Wish, today: date) -> Iterator[DelegationObstacle]:
    yield from _against_people(wish)
    yield from _against_days(wish, today)


def _against_people(wish: Wish) -> Iterator[DelegationObstacle]:
    if not wish.is_reviewer:
        yield DelegationObstacle.NOT_REVIEWER
    if wish.is_himself:
        yield DelegationObstacle.HIMSELF
    if not wish.is_colleague:
        yield DelegationObstacle.NOT_COLLEAGUE
    if wish.decides_already:
        yield DelegationObstacle.DECIDES_ALREADY


def _against_days(wish: Wish, today: date) -> Iterator[DelegationObstacle]:
    if wish.starts_on < today:
        yield DelegationObstacle.STARTS_IN_PAST
    if wish.ends_on < today:
        yield DelegationObstacle.ENDS_IN_PAST
    if wish.ends_on < wish.starts_on:
        yield DelegationObstacle.ENDS_BEFORE_START
    if wish.ends_on - wish.starts_on > timedelta(days=MOST_DAYS):
        yield DelegationObstacle.TOO_FAR
    if wish.overlaps:
        yield DelegationObstacle.OVERLAPS


def latest_end(starts_on: date) -> date:
    """The last day until which reviewing may be delegated from a day on; the last of the calendar
    where it ends before."""
    return starts_on + min(timedelta(days=MOST_DAYS), date.max - starts_on)


@dataclass(frozen=True)
class Term:
    """How long a delegation counts: its days, when it was ended, and whether both people are
    still what they were (`is_backed`)."""

    starts_on: date
    ends_on: date
    ended_at: datetime | None = None
    is_backed: bool = True

    def state(self, today: date) -> DelegationState:
        """Where it stands on a day; what is not backed any more has ended."""
        if self.ended_at is not None or self.ends_on < today or not self.is_backed:
            return DelegationState.ENDED
        is_to_come = self.starts_on > today
        return DelegationState.TO_COME if is_to_come else DelegationState.IN_FORCE


def over_since(term: Term, left_on: date | None) -> datetime | None:
    """The instant from which a delegation gives nothing any more; None where it never did.

    `left_on` is the giver's last day as a reviewer, where that is over.
    """
    days = [term.ends_on, left_on] if left_on else [term.ends_on]
    ends = [clock.start_of_day(day + timedelta(days=1)) for day in days]
    over = min([*ends, term.ended_at] if term.ended_at else ends)
    return over if over > clock.start_of_day(term.starts_on) else None
