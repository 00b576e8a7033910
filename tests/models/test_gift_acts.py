"""Who may do what with pledged gifts, and when: every person, act, state and kind of pledge."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest

from models.gift_acts import (
    GiftAct,
    GiftObstacle,
    Giver,
    PledgeState,
    state_of,
    why_not,
    why_not_pledge,
)

ABOVE, HERE, WOMEN, YOUTH = 1, 2, frozenset({7}), frozenset({8})
PEOPLE = {
    "reader": Giver(1, HERE),
    "officer": Giver(2, HERE, pledges=True, receives=True),
    "women": Giver(3, HERE, agency_ids=WOMEN),
    "youth": Giver(4, HERE, agency_ids=YOUTH),
    "above": Giver(5, ABOVE, pledges=True, receives=True),
}


@dataclass(frozen=True)
class Pledge:
    """A pledge as the rules ask for it."""

    unit_id: int = HERE
    receiving_unit_id: int = HERE
    from_partner: bool = False
    agency_id: int | None = 7
    state: PledgeState = PledgeState.OPEN


KINDS = {
    "own": {"unit_id": HERE},
    "partners": {"unit_id": HERE, "from_partner": True},
    "from above": {"unit_id": ABOVE, "receiving_unit_id": HERE},
}
COMING = ("open", "partly")
HIS = {
    ("officer", "change", "own"): COMING,
    ("women", "change", "partners"): COMING,
    ("above", "change", "from above"): COMING,
    ("officer", "withdraw", "own"): COMING,
    ("officer", "withdraw", "partners"): COMING,
    ("women", "withdraw", "partners"): COMING,
    ("above", "withdraw", "from above"): COMING,
    ("officer", "receive", "own"): (*COMING, "received"),
    ("officer", "receive", "partners"): (*COMING, "received"),
    ("officer", "receive", "from above"): (*COMING, "received"),
    ("officer", "take_back", "own"): tuple(PledgeState),
    ("officer", "take_back", "partners"): tuple(PledgeState),
    ("officer", "take_back", "from above"): tuple(PledgeState),
}
"""Person, act, kind of pledge, and the states in which it may be done; nothing else may be."""


@pytest.mark.parametrize(("name", "act", "kind"), list(product(PEOPLE, GiftAct, KINDS)))
def test_every_person_act_and_state(name: str, act: GiftAct, kind: str) -> None:
    who = PEOPLE[name]
    states = HIS.get((name, act.value, kind), ())
    for state in PledgeState:
        pledge = Pledge(**KINDS[kind], state=state)
        why = why_not(act, who, pledge, is_live=True)
        assert (why is None) == (state in states)
        closed = why_not(act, who, pledge, is_live=False)
        assert closed == (GiftObstacle.NOT_LIVE if states else why)


def test_who_may_not_is_told_why() -> None:
    partners = Pledge(from_partner=True)
    change, officer = GiftAct.CHANGE, PEOPLE["officer"]
    assert why_not(change, officer, partners, is_live=True) is GiftObstacle.PARTNERS
    gone = Pledge(state=PledgeState.WITHDRAWN)
    assert why_not(GiftAct.RECEIVE, officer, gone, is_live=True) is GiftObstacle.WITHDRAWN
    full = Pledge(state=PledgeState.RECEIVED)
    assert why_not(change, officer, full, is_live=True) is GiftObstacle.ALL_RECEIVED


@pytest.mark.parametrize(
    ("name", "agency_id", "from_partner", "is_live", "why"),
    [
        ("officer", None, False, True, None),
        ("officer", 7, False, True, None),
        ("officer", 7, False, False, GiftObstacle.NOT_LIVE),
        ("women", 7, True, True, None),
        ("women", 8, True, True, GiftObstacle.NO_RIGHT),
        ("women", None, True, True, GiftObstacle.NO_RIGHT),
        ("reader", None, False, True, GiftObstacle.NO_RIGHT),
    ],
)
def test_who_may_pledge(
    name: str, agency_id: int | None, from_partner: bool, is_live: bool, why: GiftObstacle | None
) -> None:
    given = {"from_partner": from_partner, "is_live": is_live}
    assert why_not_pledge(PEOPLE[name], agency_id, **given) is why


@pytest.mark.parametrize(
    ("received", "is_withdrawn", "state"),
    [
        (0, False, "open"),
        (99, False, "partly"),
        (100, False, "received"),
        (120, False, "received"),
        (40, True, "withdrawn"),
    ],
)
def test_where_a_pledge_of_a_hundred_stands(received: int, is_withdrawn: bool, state: str) -> None:
    assert state_of(100, received, is_withdrawn=is_withdrawn) == state
