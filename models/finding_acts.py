"""What may be done with a finding of an inspection: pure functions over person, state and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST_DAYS = 730
"""How far away the day may lie by which something is to be mended."""


class FindingState(StrEnum):
    """Where it stands: followed until who inspected has seen that it is mended."""

    OPEN = "open"
    MENDED = "mended"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class FindingAct(StrEnum):
    """What can be done with it, and what a step of it is."""

    RECORD = "record"
    REPORT = "report"
    CLOSE = "close"
    SEND_BACK = "send_back"
    MOVE = "move"
    WITHDRAW = "withdraw"


class FindingObstacle(StrEnum):
    """Why an act may not be done now; the views say it in words."""

    NO_RIGHT = "no_right"
    NOT_ASKED = "not_asked"
    NOT_COUNTED = "not_counted"
    OPEN = "open"
    MENDED = "mended"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class BadDueDay(StrEnum):
    """Why a day is none to mend something by."""

    PASSED = "passed"
    TOO_FAR = "too_far"
    THE_SAME = "the_same"


@dataclass(frozen=True)
class Follower:
    """The person: whether he writes for the unit that inspected, whether he decides there, and
    whether it is his agency, or his unit, that must mend the finding."""

    person_id: int
    writes: bool = False
    decides: bool = False
    mends: bool = False


_FITTING: Mapping[FindingAct, tuple[FindingState, ...]] = {
    FindingAct.REPORT: (FindingState.OPEN,),
    FindingAct.CLOSE: (FindingState.MENDED,),
    FindingAct.SEND_BACK: (FindingState.MENDED, FindingState.CLOSED),
    FindingAct.MOVE: (FindingState.OPEN,),
    FindingAct.WITHDRAW: (FindingState.OPEN, FindingState.MENDED),
}
_AFTER = {
    FindingAct.REPORT: FindingState.MENDED,
    FindingAct.CLOSE: FindingState.CLOSED,
    FindingAct.SEND_BACK: FindingState.OPEN,
    FindingAct.MOVE: FindingState.OPEN,
    FindingAct.WITHDRAW: FindingState.WITHDRAWN,
}


def why_not_record(who: Follower, *, is_counted: bool, asks: bool) -> FindingObstacle | None:
    """Why the person may not add a finding to an activity; None: he may.

    `asks`: its kind asks for findings.
    """
    if not who.writes:
        return FindingObstacle.NO_RIGHT
    if not asks:
        return FindingObstacle.NOT_ASKED
    return None if is_counted else FindingObstacle.NOT_COUNTED


def why_not(act: FindingAct, who: Follower, state: FindingState) -> FindingObstacle | None:
    """Why the person may not do the act now; None: he may.

    Who must mend it reports that he did, and nothing else; the unit that inspected decides.
    """
    is_allowed = who.writes or who.mends if act is FindingAct.REPORT else who.decides
    if not is_allowed:
        return FindingObstacle.NO_RIGHT
    return None if state in _FITTING[act] else FindingObstacle(state)


def state_after(act: FindingAct) -> FindingState:
    """Where a finding stands after the act."""
    return _AFTER[act]


def why_not_due(due_on: date, first: date, old: date | None = None) -> BadDueDay | None:
    """Why a day is none to mend by; None: it is. `first` is the first that may be, `old` the one
    that is moved."""
    if due_on < first:
        return BadDueDay.PASSED
    if due_on > last_due(first):
        return BadDueDay.TOO_FAR
    return BadDueDay.THE_SAME if due_on == old else None


def last_due(first: date) -> date:
    """The last day by which something may be asked to be mended."""
    return first + timedelta(days=MOST_DAYS)
