"""What may be done with a request to explain, over every state and relation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.explanation_acts import (
    Asked,
    BadAnswerDay,
    ExplanationAct,
    ExplanationState,
    Party,
    state_after,
    usual_due,
    why_not,
    why_not_ask,
    why_not_due,
)

ASKING, OTHER = 1, 2
OFFICER, NOBODY = Party(5, answers=True), Party(6)
REVIEWER, PROVINCE = Party(7, asks_for=frozenset({ASKING})), Party(8, asks_for=frozenset({OTHER}))
BOTH = Party(7, answers=True, asks_for=frozenset({ASKING}))
TODAY = date(2026, 9, 15)

WAITING, ANSWERED = ExplanationState.WAITING, ExplanationState.ANSWERED
READ, WITHDRAWN = ExplanationState.READ, ExplanationState.WITHDRAWN


def asked(state: ExplanationState = WAITING, **values: Any) -> Asked:
    return Asked(state, asking_unit=ASKING, asked_by=7, **values)


@pytest.mark.parametrize(
    ("who", "is_unit_ended", "expected"),
    [
        (REVIEWER, False, None),
        (REVIEWER, True, "unit_ended"),
        (OFFICER, False, "no_right"),
        (NOBODY, False, "no_right"),
    ],
)
def test_asking(who: Party, is_unit_ended: bool, expected: str | None) -> None:
    assert why_not_ask(who, is_unit_ended=is_unit_ended) == expected


@pytest.mark.parametrize(
    ("who", "one", "expected"),
    [
        (OFFICER, asked(), None),
        (OFFICER, asked(ANSWERED), None),
        (OFFICER, asked(READ), "read"),
        (OFFICER, asked(WITHDRAWN), "withdrawn"),
        (OFFICER, asked(is_unit_ended=True), "unit_ended"),
        (REVIEWER, asked(), "no_right"),
        (BOTH, asked(), "own_question"),
    ],
)
def test_answering(who: Party, one: Asked, expected: str | None) -> None:
    assert why_not(ExplanationAct.ANSWER, who, one) == expected


@pytest.mark.parametrize("act", [ExplanationAct.READ, ExplanationAct.ASK])
@pytest.mark.parametrize(
    ("who", "one", "expected"),
    [
        (REVIEWER, asked(ANSWERED), None),
        (Party(9, asks_for=frozenset({ASKING})), asked(ANSWERED), None),
        (PROVINCE, asked(ANSWERED), "of_others"),
        (OFFICER, asked(ANSWERED), "no_right"),
        (REVIEWER, asked(), "not_answered"),
        (REVIEWER, asked(READ), "read"),
        (REVIEWER, asked(WITHDRAWN), "withdrawn"),
        (REVIEWER, asked(ANSWERED, is_unit_ended=True), "unit_ended"),
    ],
)
def test_reading_and_asking_further(
    act: ExplanationAct, who: Party, one: Asked, expected: str | None
) -> None:
    assert why_not(act, who, one) == expected


def test_nobody_takes_note_of_what_he_explained() -> None:
    one = asked(ANSWERED, answered_by=7)
    assert why_not(ExplanationAct.READ, BOTH, one) == "own_answer"
    assert why_not(ExplanationAct.ASK, BOTH, one) is None


@pytest.mark.parametrize(
    ("who", "one", "expected"),
    [
        (REVIEWER, asked(), None),
        (PROVINCE, asked(), "of_others"),
        (OFFICER, asked(), "no_right"),
        (REVIEWER, asked(ANSWERED), "answered"),
        (REVIEWER, asked(READ), "read"),
    ],
)
def test_withdrawing(who: Party, one: Asked, expected: str | None) -> None:
    assert why_not(ExplanationAct.WITHDRAW, who, one) == expected


@pytest.mark.parametrize(
    ("act", "answered_by", "expected"),
    [
        (ExplanationAct.ANSWER, None, ANSWERED),
        (ExplanationAct.READ, 5, READ),
        (ExplanationAct.ASK, 5, WAITING),
        (ExplanationAct.WITHDRAW, None, WITHDRAWN),
        (ExplanationAct.WITHDRAW, 5, ANSWERED),
    ],
)
def test_where_it_stands_afterwards(
    act: ExplanationAct, answered_by: int | None, expected: ExplanationState
) -> None:
    assert state_after(act, asked(answered_by=answered_by)) is expected


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (date(2026, 9, 14), BadAnswerDay.PASSED),
        (TODAY, None),
        (date(2026, 11, 14), None),
        (date(2026, 11, 15), BadAnswerDay.TOO_FAR),
    ],
)
def test_the_last_day(due_on: date, expected: BadAnswerDay | None) -> None:
    assert why_not_due(due_on, TODAY) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 9, 14), date(2026, 9, 17)),
        (date(2026, 9, 16), date(2026, 9, 21)),
        (date(2026, 9, 18), date(2026, 9, 23)),
        (date(2026, 9, 19), date(2026, 9, 23)),
        (date(2026, 9, 20), date(2026, 9, 23)),
    ],
)
def test_three_working_days(today: date, expected: date) -> None:
    assert usual_due(today) == expected
