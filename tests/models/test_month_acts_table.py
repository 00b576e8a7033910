"""Every act x person x state x moment x what stands around a month, against tables of what is
expected: each table knows one thing, and of several obstacles the first of ORDER is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from uuid import UUID

import pytest

from models.month_acts import Act, MonthState, Reader, Standing, obstacle
from models.month_calendar import month_named
from models.permissions import Delegated

SEPTEMBER = month_named(2026, 9)
WRITER, GIVER = 1, 2

# Of everybody: whether he is known to write and to decide, whose work and what is in his hand.
PEOPLE = {
    "nobody": Reader(9),
    "officer who wrote": Reader(WRITER, writes=True),
    "officer": Reader(3, writes=True),
    "reviewer who has it in hand": Reader(GIVER, decides=True),
    "reviewer": Reader(4, decides=True),
    "reviewer who wrote": Reader(WRITER, decides=True),
    "both": Reader(5, writes=True, decides=True),
    "both, who wrote": Reader(WRITER, writes=True, decides=True),
    "delegate": Reader(6, decides=True, delegated=Delegated(UUID(int=1), GIVER, "A", date.max)),
    "delegate of who wrote": Reader(
        6, decides=True, delegated=Delegated(UUID(int=2), WRITER, "B", date.max)
    ),
    "delegate who wrote": Reader(
        WRITER, decides=True, delegated=Delegated(UUID(int=1), GIVER, "A", date.max)
    ),
}

OF_WRITERS = {"write", "submit", "take_back", "add_late"}
BY_STATE = """
            write     submit    take_back     take_in_hand  let_go      approve       return        reopen       excuse    add_late
open        -         -         not_submitted not_submitted not_in_hand not_submitted not_submitted not_approved -         not_approved
submitted   submitted submitted -             -             not_in_hand -             -             not_approved submitted not_approved
in_review   in_review in_review *             *             *           *             *             not_approved in_review not_approved
returned    -         -         not_submitted not_submitted not_in_hand not_submitted not_submitted not_approved -         not_approved
approved    approved  approved  approved      not_submitted not_in_hand approved      approved      -            approved  -
reopened    -         -         not_submitted not_submitted not_in_hand not_submitted not_submitted not_approved -         not_approved
excused     excused   excused   not_submitted not_submitted not_in_hand not_submitted not_submitted -            excused   not_approved
"""  # noqa: E501
ACTS, *ROWS = (line.split() for line in BY_STATE.strip().splitlines())
STATES = {name: dict(zip(ACTS, told, strict=True)) for name, *told in ROWS}
# While it is read: in his own hand, in another's, in another's who left it for three days.
IN_HAND = {
    "take_back": ("in_review", "in_review", ""),
    "take_in_hand": ("in_other_hands", "in_other_hands", ""),
    "let_go": ("", "in_other_hands", ""),
    "approve": ("", "in_other_hands", "in_other_hands"),
    "return": ("", "in_other_hands", "in_other_hands"),
}
# The day before its first, before and on the first for handing in, its last day and the next, its
# closing day and the next.
DAYS = [
    date(2026, *one) for one in ((8, 31), (9, 22), (9, 23), (9, 30), (10, 1), (10, 10), (10, 11))
]
BY_DAY = {
    "write": ("to_come", "", "", "", "", "", "closed"),
    "submit": ("to_come", "too_early", "", "", "", "", "closed"),
    "take_back": ("", "", "", "", "", "", "closed"),
    "excuse": ("not_over", "not_over", "not_over", "not_over", "", "", ""),
}
ORDER = (
    *("no_right", "unit_ended", "own_work", "givers_work", "to_come", "not_over"),
    *("submitted", "in_review", "approved", "excused", "not_submitted", "not_approved"),
    *("not_in_hand", "in_other_hands", "closed", "too_early", "children_open", "approved_above"),
)
KEPT_OPEN, LEFT = date(2026, 10, 11), date(2026, 8, 1)


def standings() -> Iterator[Standing]:
    """Every state, with who has it in hand and what stands around it."""
    ended_or_around = (False, False), (True, False), (False, True)
    was_or_until = ("open", None), ("open", KEPT_OPEN), ("returned", None)
    hands = {state: [(None, None)] for state in MonthState}
    hands[MonthState.IN_REVIEW] = [(GIVER, LEFT), (GIVER, date(2026, 10, 11))]
    for state, (is_ended, around), (was, until) in product(hands, ended_or_around, was_or_until):
        for holder, since in hands[state]:
            yield Standing(
                SEPTEMBER,
                state,
                is_ended,
                until,
                frozenset({WRITER}),
                holder,
                since,
                open_below=int(around),
                approved_above=around,
                was=MonthState(was),
            )


def reasons(act: str, who: Reader, now: Standing, at: int) -> Iterator[str]:
    """All that stands in the way, in no order."""
    yield "" if (who.writes if act in OF_WRITERS else who.decides) else "no_right"
    yield "unit_ended" if now.is_unit_ended else ""
    if act in {"take_in_hand", "approve", "return"}:
        yield "own_work" if who.person_id == WRITER else ""
        yield "givers_work" if who.on_behalf_of_id == WRITER else ""
    yield _by_state(act, who, now)
    yield _by_day(act, now, at)
    yield "children_open" if act == "approve" and now.open_below else ""
    yield "approved_above" if act == "reopen" and now.approved_above else ""


def _by_state(act: str, who: Reader, now: Standing) -> str:
    told = STATES[now.state][act]
    if told == "*":
        is_left = now.in_hand_since == LEFT
        is_mine = who.person_id == now.in_hand_of
        return IN_HAND[act][2 if act == "take_back" and is_left else 0 if is_mine else 1 + is_left]
    return told.strip("-")


def _by_day(act: str, now: Standing, at: int) -> str:
    told = BY_DAY.get(act, ("",) * len(DAYS))[at]
    state = now.was if act == "take_back" else now.state
    is_free = state in {"returned", "reopened"} or now.open_until == KEPT_OPEN
    return "" if told == "closed" and is_free else told


@pytest.mark.parametrize("act", Act)
def test_every_combination_has_its_answer(act: Act) -> None:
    wrong = []
    for now, (at, day), (name, who) in product(standings(), enumerate(DAYS), PEOPLE.items()):
        against = {*reasons(act, who, now, at)} - {""}
        expected = min(against, key=ORDER.index, default=None)
        got = obstacle(act, who, now, day)
        if got != expected:
            wrong.append((name, now, day, got, expected))
    assert wrong == []
