"""What may be done with a month, told as cases; test_month_acts_table has every combination."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from models.month_acts import Act, MonthState, Reader, Standing, obstacle
from models.month_calendar import month_named
from models.permissions import Delegated

SEPTEMBER = month_named(2026, 9)
BEFORE = date(2026, 8, 31)
EARLY = date(2026, 9, 10)
DUE = date(2026, 10, 5)
CLOSED = date(2026, 10, 11)

OFFICER = Reader(1, writes=True)
REVIEWER = Reader(2, decides=True)
OTHER = Reader(3, decides=True)
BOTH = Reader(1, writes=True, decides=True)
DELEGATE = Reader(5, decides=True, delegated=Delegated(UUID(int=1), 2, "Người duyệt", DUE))
OF_A_WRITER = Reader(5, decides=True, delegated=Delegated(UUID(int=2), 1, "Cán bộ", DUE))


def standing(state: str = "open", **values: object) -> Standing:
    given = {"written_by": frozenset({1}), **values}
    if state == "in_review":
        given = {"in_hand_of": 2, "in_hand_since": DUE, **given}
    return Standing(SEPTEMBER, MonthState(state), **given)  # type: ignore[arg-type]


REFUSED = {
    "submitted": "submitted",
    "in_review": "in_review",
    "approved": "approved",
    "excused": "excused",
}


@pytest.mark.parametrize("state", MonthState)
def test_a_unit_writes_what_is_open_or_came_back(state: MonthState) -> None:
    got = obstacle(Act.WRITE, OFFICER, standing(state), DUE)
    assert got == REFUSED.get(state)


@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        ("open", BEFORE, "to_come"),
        ("open", EARLY, None),
        ("open", date(2026, 10, 10), None),
        ("open", CLOSED, "closed"),
        ("returned", CLOSED, None),
        ("reopened", CLOSED, None),
        ("submitted", CLOSED, "submitted"),
    ],
)
def test_a_month_is_written_from_its_first_day_until_it_closes(
    state: str, day: date, expected: str | None
) -> None:
    assert obstacle(Act.WRITE, OFFICER, standing(state), day) == expected


def test_an_extension_keeps_a_month_open() -> None:
    extended = standing(open_until=date(2026, 10, 20))
    assert obstacle(Act.WRITE, OFFICER, extended, date(2026, 10, 20)) is None
    assert obstacle(Act.WRITE, OFFICER, extended, date(2026, 10, 21)) == "closed"
    shortened = standing(open_until=date(2026, 10, 1))
    assert obstacle(Act.WRITE, OFFICER, shortened, date(2026, 10, 10)) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 9, 22), "too_early"), (date(2026, 9, 23), None), (CLOSED, "closed")],
)
def test_a_month_is_submitted_from_a_week_before_its_end(day: date, expected: str | None) -> None:
    assert obstacle(Act.SUBMIT, OFFICER, standing(), day) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("open", "not_submitted"),
        ("submitted", None),
        ("in_review", "in_review"),
        ("returned", "not_submitted"),
        ("approved", "approved"),
        ("reopened", "not_submitted"),
    ],
)
def test_only_what_nobody_reads_yet_is_taken_back(state: str, expected: str | None) -> None:
    assert obstacle(Act.TAKE_BACK, OFFICER, standing(state), DUE) == expected


def test_what_a_reviewer_left_alone_is_taken_back() -> None:
    left = standing("in_review", in_hand_since=date(2026, 10, 1))
    assert obstacle(Act.TAKE_BACK, OFFICER, left, date(2026, 10, 3)) == "in_review"
    assert obstacle(Act.TAKE_BACK, OFFICER, left, date(2026, 10, 4)) is None


@pytest.mark.parametrize(
    ("was", "expected"), [("open", "closed"), ("returned", None), ("reopened", None)]
)
def test_what_could_not_be_handed_in_again_is_not_taken_back(
    was: str, expected: str | None
) -> None:
    submitted = standing("submitted", was=MonthState(was))
    assert obstacle(Act.TAKE_BACK, OFFICER, submitted, CLOSED) == expected


@pytest.mark.parametrize(
    ("act", "state", "who", "expected"),
    [
        ("take_in_hand", "submitted", REVIEWER, None),
        ("take_in_hand", "open", REVIEWER, "not_submitted"),
        ("take_in_hand", "in_review", OTHER, "in_other_hands"),
        ("take_in_hand", "submitted", BOTH, "own_work"),
        ("let_go", "in_review", REVIEWER, None),
        ("let_go", "in_review", OTHER, "in_other_hands"),
        ("let_go", "submitted", REVIEWER, "not_in_hand"),
        ("approve", "submitted", REVIEWER, None),
        ("approve", "in_review", REVIEWER, None),
        ("approve", "in_review", OTHER, "in_other_hands"),
        ("approve", "open", REVIEWER, "not_submitted"),
        ("approve", "returned", REVIEWER, "not_submitted"),
        ("approve", "approved", REVIEWER, "approved"),
        ("approve", "submitted", BOTH, "own_work"),
        ("return", "in_review", REVIEWER, None),
        ("return", "approved", REVIEWER, "approved"),
        ("return", "reopened", REVIEWER, "not_submitted"),
        ("reopen", "approved", REVIEWER, None),
        ("reopen", "approved", BOTH, None),
        ("reopen", "submitted", REVIEWER, "not_approved"),
        ("reopen", "excused", REVIEWER, None),
        ("excuse", "open", REVIEWER, None),
        ("excuse", "returned", REVIEWER, None),
        ("excuse", "reopened", REVIEWER, None),
        ("excuse", "submitted", REVIEWER, "submitted"),
        ("excuse", "in_review", REVIEWER, "in_review"),
        ("excuse", "approved", REVIEWER, "approved"),
        ("excuse", "excused", REVIEWER, "excused"),
        ("excuse", "open", OFFICER, "no_right"),
        ("write", "excused", OFFICER, "excused"),
        ("submit", "excused", OFFICER, "excused"),
        ("approve", "excused", REVIEWER, "not_submitted"),
        ("take_in_hand", "submitted", DELEGATE, None),
        ("take_in_hand", "submitted", OF_A_WRITER, "givers_work"),
        ("let_go", "in_review", DELEGATE, "in_other_hands"),
        ("approve", "submitted", DELEGATE, None),
        ("approve", "in_review", DELEGATE, "in_other_hands"),
        ("approve", "submitted", OF_A_WRITER, "givers_work"),
        ("return", "submitted", DELEGATE, None),
        ("return", "submitted", OF_A_WRITER, "givers_work"),
        ("reopen", "approved", DELEGATE, None),
        ("reopen", "approved", OF_A_WRITER, None),
        ("excuse", "open", DELEGATE, None),
        ("write", "open", DELEGATE, "no_right"),
        ("add_late", "approved", OFFICER, None),
        ("add_late", "approved", REVIEWER, "no_right"),
        ("add_late", "open", OFFICER, "not_approved"),
        ("add_late", "submitted", OFFICER, "not_approved"),
        ("add_late", "in_review", OFFICER, "not_approved"),
        ("add_late", "returned", OFFICER, "not_approved"),
        ("add_late", "reopened", OFFICER, "not_approved"),
        ("add_late", "excused", OFFICER, "not_approved"),
    ],
)
def test_deciding(act: str, state: str, who: Reader, expected: str | None) -> None:
    assert obstacle(Act(act), who, standing(state), DUE) == expected


def test_a_month_is_excused_when_it_is_over() -> None:
    assert obstacle(Act.EXCUSE, REVIEWER, standing(), date(2026, 9, 30)) == "not_over"
    assert obstacle(Act.EXCUSE, REVIEWER, standing(), date(2026, 10, 1)) is None


@pytest.mark.parametrize("act", [Act.TAKE_IN_HAND, Act.LET_GO])
@pytest.mark.parametrize(
    ("day", "is_free"), [(date(2026, 10, 7), False), (date(2026, 10, 8), True)]
)
def test_a_month_left_idle_for_three_days_is_free(act: Act, day: date, is_free: bool) -> None:
    got = obstacle(act, OTHER, standing("in_review"), day)
    assert (got is None) is is_free


def test_a_parents_month_waits_for_its_children() -> None:
    waiting = standing("submitted", open_below=2)
    assert obstacle(Act.APPROVE, REVIEWER, waiting, DUE) == "children_open"
    assert obstacle(Act.RETURN, REVIEWER, waiting, DUE) is None


def test_below_an_approved_level_nothing_is_reopened() -> None:
    frozen = standing("approved", approved_above=True)
    assert obstacle(Act.REOPEN, REVIEWER, frozen, DUE) == "approved_above"


_POSSIBLE_IN = dict.fromkeys(("take_back", "take_in_hand", "approve", "return"), "submitted")
_POSSIBLE_IN |= {"let_go": "in_review", "reopen": "approved", "add_late": "approved"}


@pytest.mark.parametrize("act", Act)
def test_a_unit_that_ended_is_only_read(act: Act) -> None:
    state = _POSSIBLE_IN.get(act, "open")
    ended = standing(state, is_unit_ended=True)
    assert obstacle(act, BOTH, ended, DUE) == "unit_ended"
