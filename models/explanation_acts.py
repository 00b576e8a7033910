"""What may be done with a request to explain: pure functions over person, state and moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WORKING_DAYS = 3
"""How many working days a unit has to answer, unless who asks says another day."""
MOST_DAYS = 60
"""How far away the last day to answer may lie."""


class ExplanationState(StrEnum):
    """Where it stands."""

    WAITING = "waiting"
    ANSWERED = "answered"
    READ = "read"
    WITHDRAWN = "withdrawn"


class ExplanationAct(StrEnum):
    """What can be done with it, and what an entry of it is."""

    ASK = "ask"
    ANSWER = "answer"
    READ = "read"
    WITHDRAW = "withdraw"


class ExplanationObstacle(StrEnum):
    """Why an act may not be done now; the views say it in words."""

    NO_RIGHT = "no_right"
    UNIT_ENDED = "unit_ended"
    OF_OTHERS = "of_others"
    OWN_QUESTION = "own_question"
    OWN_ANSWER = "own_answer"
    NOT_ANSWERED = "not_answered"
    ANSWERED = "answered"
    READ = "read"
    WITHDRAWN = "withdrawn"


class BadAnswerDay(StrEnum):
    """Why a last day to answer is not taken."""

    PASSED = "passed"
    TOO_FAR = "too_far"


@dataclass(frozen=True)
class Party:
    """The person: whether he answers for the unit, and for which units above he asks."""

    person_id: int
    answers: bool = False
    asks_for: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Asked:
    """A request to explain as it stands; `asked_by` is who asked last, `answered_by` who
    explained last."""

    state: ExplanationState
    asking_unit: int
    asked_by: int
    answered_by: int | None = None
    is_unit_ended: bool = False


def why_not_ask(who: Party, *, is_unit_ended: bool) -> ExplanationObstacle | None:
    """Why the person may not ask a unit to explain; None: he may."""
    if not who.asks_for:
        return ExplanationObstacle.NO_RIGHT
    return ExplanationObstacle.UNIT_ENDED if is_unit_ended else None


def why_not(act: ExplanationAct, who: Party, asked: Asked) -> ExplanationObstacle | None:
    """Why the person may not do the act now; None: he may. To ask here means to ask further."""
    return next(_AGAINST[act](who, asked), None)


def why_not_due(due_on: date, today: date) -> BadAnswerDay | None:
    """Why a day is none to answer by; None: it is."""
    if due_on < today:
        return BadAnswerDay.PASSED
    return BadAnswerDay.TOO_FAR if due_on > last_due(today) else None


def last_due(today: date) -> date:
    """The last day by which an answer may be asked for."""
    return today + timedelta(days=MOST_DAYS)


def usual_due(today: date) -> date:
    """WORKING_DAYS from today, Saturdays and Sundays left out."""
    due_on = today
    for _ in range(WORKING_DAYS):
        due_on += timedelta(days={4: 3, 5: 2}.get(due_on.weekday(), 1))
    return due_on


def state_after(act: ExplanationAct, asked: Asked) -> ExplanationState:
    """Where it stands after the act; withdrawing what was asked further leaves the answer."""
    if act is ExplanationAct.WITHDRAW and asked.answered_by is not None:
        return ExplanationState.ANSWERED
    return _AFTER[act]


_AFTER = {
    ExplanationAct.ASK: ExplanationState.WAITING,
    ExplanationAct.ANSWER: ExplanationState.ANSWERED,
    ExplanationAct.READ: ExplanationState.READ,
    ExplanationAct.WITHDRAW: ExplanationState.WITHDRAWN,
}
_OVER = {
    ExplanationState.READ: ExplanationObstacle.READ,
    ExplanationState.WITHDRAWN: ExplanationObstacle.WITHDRAWN,
}


def _against_answering(who: Party, asked: Asked) -> Iterator[ExplanationObstacle]:
    """What was answered and not read yet may be added to."""
    if not who.answers:
        yield ExplanationObstacle.NO_RIGHT
    yield from _against_all(asked)
    if asked.asked_by == who.person_id:
        yield ExplanationObstacle.OWN_QUESTION


def _against_reading(who: Party, asked: Asked) -> Iterator[ExplanationObstacle]:
    """Nobody takes note of what he explained himself."""
    yield from _against_asking_further(who, asked)
    if asked.answered_by == who.person_id:
        yield ExplanationObstacle.OWN_ANSWER


def _against_asking_further(who: Party, asked: Asked) -> Iterator[ExplanationObstacle]:
    yield from _against_others(who, asked)
    yield from _against_all(asked)
    if asked.state is not ExplanationState.ANSWERED:
        yield ExplanationObstacle.NOT_ANSWERED


def _against_withdrawing(who: Party, asked: Asked) -> Iterator[ExplanationObstacle]:
    yield from _against_others(who, asked)
    yield from _against_all(asked)
    if asked.state is not ExplanationState.WAITING:
        yield ExplanationObstacle.ANSWERED


def _against_others(who: Party, asked: Asked) -> Iterator[ExplanationObstacle]:
    """Who asks for the same unit goes on with what a colleague asked."""
    if not who.asks_for:
        yield ExplanationObstacle.NO_RIGHT
    if asked.asking_unit not in who.asks_for:
        yield ExplanationObstacle.OF_OTHERS


def _against_all(asked: Asked) -> Iterator[ExplanationObstacle]:
    if asked.is_unit_ended:
        yield ExplanationObstacle.UNIT_ENDED
    if asked.state in _OVER:
        yield _OVER[asked.state]


_AGAINST = {
    ExplanationAct.ASK: _against_asking_further,
    ExplanationAct.ANSWER: _against_answering,
    ExplanationAct.READ: _against_reading,
    ExplanationAct.WITHDRAW: _against_withdrawing,
}
