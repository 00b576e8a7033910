"""What may be done with gifts that are pledged and received: pure functions over person, pledge
and campaign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class PledgeState(StrEnum):
    """Where a pledge stands; computed, never stored."""

    OPEN = "open"
    PARTLY = "partly"
    RECEIVED = "received"
    WITHDRAWN = "withdrawn"


class GiftAct(StrEnum):
    """What can be done with a pledge; TAKE_BACK is done with a receipt of it."""

    CHANGE = "change"
    WITHDRAW = "withdraw"
    RECEIVE = "receive"
    TAKE_BACK = "take_back"


class GiftObstacle(StrEnum):
    """Why an act may not be done now; the views say it in words."""

    NO_RIGHT = "no_right"
    PARTNERS = "partners"
    NOT_LIVE = "not_live"
    ALL_RECEIVED = "all_received"
    WITHDRAWN = "withdrawn"
    TAKEN_BACK = "taken_back"


class Pledged(Protocol):
    """What the rules ask of a pledge: who pledges, for whom, and how much of it came."""

    @property
    def unit_id(self) -> int: ...
    @property
    def agency_id(self) -> int | None: ...
    @property
    def receiving_unit_id(self) -> int: ...
    @property
    def from_partner(self) -> bool: ...
    @property
    def state(self) -> PledgeState: ...


@dataclass(frozen=True)
class Giver:
    """The person at the unit where he works: whether he pledges for it, whether he receives for
    it, and the agencies for which he is a partner."""

    person_id: int
    unit_id: int
    pledges: bool = False
    receives: bool = False
    agency_ids: frozenset[int] = field(default_factory=frozenset)


_FITTING: Mapping[GiftAct, tuple[PledgeState, ...]] = {
    GiftAct.CHANGE: (PledgeState.OPEN, PledgeState.PARTLY),
    GiftAct.WITHDRAW: (PledgeState.OPEN, PledgeState.PARTLY),
    GiftAct.RECEIVE: (PledgeState.OPEN, PledgeState.PARTLY, PledgeState.RECEIVED),
    GiftAct.TAKE_BACK: tuple(PledgeState),
}


def state_of(gifts: int, received: int, *, is_withdrawn: bool) -> PledgeState:
    """Where a pledge of so many gifts stands of which so many came."""
    if is_withdrawn:
        return PledgeState.WITHDRAWN
    if received >= gifts:
        return PledgeState.RECEIVED
    return PledgeState.PARTLY if received else PledgeState.OPEN


def why_not_pledge(
    who: Giver, agency_id: int | None, *, from_partner: bool, is_live: bool
) -> GiftObstacle | None:
    """Why the person may not pledge at his unit; None: he may. A partner does for his agencies."""
    is_allowed = agency_id in who.agency_ids if from_partner else who.pledges
    if not is_allowed:
        return GiftObstacle.NO_RIGHT
    return None if is_live else GiftObstacle.NOT_LIVE


def why_not(act: GiftAct, who: Giver, pledge: Pledged, *, is_live: bool) -> GiftObstacle | None:
    """Why the person may not do the act now; None: he may.

    `is_live`: the campaign is published and not closed. What a partner pledged he alone changes;
    the unit, too, may say that nothing more will come. Who gets the gifts says what came.
    """
    why = _not_his(act, who, pledge)
    if why is not None:
        return why
    if not is_live:
        return GiftObstacle.NOT_LIVE
    if pledge.state in _FITTING[act]:
        return None
    is_withdrawn = pledge.state is PledgeState.WITHDRAWN
    return GiftObstacle.WITHDRAWN if is_withdrawn else GiftObstacle.ALL_RECEIVED


def _not_his(act: GiftAct, who: Giver, pledge: Pledged) -> GiftObstacle | None:
    if act in {GiftAct.RECEIVE, GiftAct.TAKE_BACK}:
        is_theirs = who.receives and pledge.receiving_unit_id == who.unit_id
        return None if is_theirs else GiftObstacle.NO_RIGHT
    if pledge.unit_id != who.unit_id:
        return GiftObstacle.NO_RIGHT
    if not pledge.from_partner:
        return None if who.pledges else GiftObstacle.NO_RIGHT
    if pledge.agency_id in who.agency_ids or (act is GiftAct.WITHDRAW and who.pledges):
        return None
    return GiftObstacle.PARTNERS if who.pledges else GiftObstacle.NO_RIGHT
