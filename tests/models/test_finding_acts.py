"""Who may do what with a finding, and when: every person, act and state."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from models.finding_acts import (
    MOST_DAYS,
    BadDueDay,
    FindingAct,
    FindingObstacle,
    FindingState,
    Follower,
    last_due,
    state_after,
    why_not,
    why_not_due,
    why_not_record,
)

PEOPLE = {
    "stranger": Follower(1),
    "mender": Follower(2, mends=True),
    "writer": Follower(3, writes=True),
    "decider": Follower(4, writes=True, decides=True),
}
ALLOWED = {
    ("mender", "report", "open"): "mended",
    ("writer", "report", "open"): "mended",
    ("decider", "report", "open"): "mended",
    ("decider", "close", "mended"): "closed",
    ("decider", "send_back", "mended"): "open",
    ("decider", "send_back", "closed"): "open",
    ("decider", "move", "open"): "open",
    ("decider", "withdraw", "open"): "withdrawn",
    ("decider", "withdraw", "mended"): "withdrawn",
}
"""Person, act, state, and where it stands afterwards; nothing else is allowed."""
ACTS = [act for act in FindingAct if act is not FindingAct.RECORD]
DAY = date(2026, 9, 15)


@pytest.mark.parametrize(("name", "act", "state"), list(product(PEOPLE, ACTS, FindingState)))
def test_every_person_act_and_state(name: str, act: FindingAct, state: FindingState) -> None:
    why = why_not(act, PEOPLE[name], state)
    after = ALLOWED.get((name, act.value, state.value))
    assert (why is None) == (after is not None)
    if after is not None:
        assert state_after(act) == after
    elif why is not FindingObstacle.NO_RIGHT:
        assert why == state  # where it stands is why not


@pytest.mark.parametrize(
    ("name", "is_counted", "asks", "why"),
    [
        ("writer", True, True, None),
        ("mender", True, True, "no_right"),
        ("writer", True, False, "not_asked"),
        ("writer", False, True, "not_counted"),
    ],
)
def test_who_may_record_and_where(name: str, is_counted: bool, asks: bool, why: str | None) -> None:
    assert why_not_record(PEOPLE[name], is_counted=is_counted, asks=asks) == why


@pytest.mark.parametrize(
    ("due_on", "why"),
    [
        (DAY, None),
        (DAY - timedelta(days=1), BadDueDay.PASSED),
        (DAY + timedelta(days=MOST_DAYS), None),
        (last_due(DAY) + timedelta(days=1), BadDueDay.TOO_FAR),
        (DAY + timedelta(days=9), BadDueDay.THE_SAME),
    ],
)
def test_the_day_to_mend_by(due_on: date, why: BadDueDay | None) -> None:
    assert why_not_due(due_on, DAY, old=DAY + timedelta(days=9)) == why
