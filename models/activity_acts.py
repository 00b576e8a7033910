"""What may be done with an entry of an activity: one pure function over person and entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from models.activity import ActivityState


class Act(StrEnum):
    """What can be done with an entry."""

    EDIT = "edit"
    DO = "do"
    DELETE = "delete"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    CORRECT = "correct"
    DECLINE = "decline"
    JOIN = "join"
    UNJOIN = "unjoin"
    MATCH = "match"
    PLACE = "place"


class Obstacle(StrEnum):
    """Why an act may not be done; the views say it in words, with the way out."""

    NO_RIGHT = "no_right"
    OTHERS = "others"
    PARTNERS = "partners"
    DECIDED = "decided"
    NOT_DECIDED = "not_decided"
    IS_DRAFT = "is_draft"
    NOT_DRAFT = "not_draft"
    IS_PLANNED = "is_planned"
    NOT_PLANNED = "not_planned"
    TO_COME = "to_come"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    COUNTED = "counted"
    JOINED = "joined"
    NOT_JOINED = "not_joined"
    AGENCY_ENDED = "agency_ended"


@dataclass(frozen=True)
class Doer:
    """The person: whether he logs for the unit itself, whether he says what counts there, and the
    agencies for which he is a partner."""

    person_id: int
    writes: bool = False
    decides: bool = False
    agency_ids: frozenset[int] = field(default_factory=frozenset)


class Entered(Protocol):
    """What the rules ask of an entry."""

    @property
    def state(self) -> ActivityState: ...
    @property
    def agency_id(self) -> int | None: ...
    @property
    def from_partner(self) -> bool: ...
    @property
    def logged_by_id(self) -> int: ...
    @property
    def held_on(self) -> date: ...
    @property
    def is_joined(self) -> bool: ...


class ActivityRefused(Exception):
    """An act that may not be done with the entry now."""

    def __init__(self, why: Obstacle) -> None:
        super().__init__(why)
        self.why = why


def obstacle(act: Act, who: Doer, activity: Entered, today: date) -> Obstacle | None:
    """Why the person may not do the act now; None: he may.

    What a partner logged is his until the unit decided on it; then the unit corrects what counts,
    and what he had logged stays beside it. A draft is its maker's alone. To which campaigns an
    entry belongs (PLACE) is said by who may change it, and by who decides on entries.
    """
    if activity.state == ActivityState.WITHDRAWN:
        return Obstacle.WITHDRAWN
    if activity.state == ActivityState.DRAFT:
        return _of_draft(act, who, activity)
    if act in _DECISIONS:
        return _unfit(act, activity) if who.decides else Obstacle.NO_RIGHT
    if act is Act.PLACE and who.decides:
        return Obstacle.DECLINED if activity.state == ActivityState.DECLINED else None
    return _of_entry(act, who, activity, today)


_DECISIONS = {Act.ACCEPT, Act.CORRECT, Act.DECLINE, Act.JOIN, Act.UNJOIN, Act.MATCH}


def _of_draft(act: Act, who: Doer, activity: Entered) -> Obstacle | None:
    if who.person_id != activity.logged_by_id:
        return Obstacle.OTHERS
    return None if act in {Act.EDIT, Act.DO, Act.DELETE, Act.PLACE} else Obstacle.IS_DRAFT


def _of_entry(act: Act, who: Doer, activity: Entered, today: date) -> Obstacle | None:
    if act is Act.DELETE:
        return Obstacle.NOT_DRAFT
    why = _not_his(who, activity) or _not_his_any_more(activity)
    if why is None and act is Act.DO:
        if activity.state != ActivityState.PLANNED:
            return Obstacle.NOT_PLANNED
        return Obstacle.TO_COME if activity.held_on > today else None
    return why


def _not_his(who: Doer, activity: Entered) -> Obstacle | None:
    if activity.from_partner:
        if activity.agency_id in who.agency_ids:
            return None
        return Obstacle.PARTNERS if who.writes else Obstacle.NO_RIGHT
    return None if who.writes else Obstacle.NO_RIGHT


def _not_his_any_more(activity: Entered) -> Obstacle | None:
    """A partner's entry on which the unit decided stays as it is."""
    if not activity.from_partner:
        return None
    if activity.state == ActivityState.DECLINED:
        return Obstacle.DECLINED
    return Obstacle.DECIDED if activity.state == ActivityState.COUNTED else None


def _unfit(act: Act, activity: Entered) -> Obstacle | None:
    """Why a decision does not fit the entry as it stands, whoever wants to take it."""
    if activity.state == ActivityState.PLANNED:
        return Obstacle.IS_PLANNED
    if act in {Act.ACCEPT, Act.CORRECT, Act.DECLINE}:
        return _no_decision(act, activity)
    if activity.state == ActivityState.DECLINED:
        return Obstacle.DECLINED
    if act is Act.MATCH and activity.state != ActivityState.COUNTED:
        return Obstacle.NOT_DECIDED
    if act is Act.UNJOIN and not activity.is_joined:
        return Obstacle.NOT_JOINED
    return Obstacle.JOINED if act is Act.JOIN and activity.is_joined else None


def _no_decision(act: Act, activity: Entered) -> Obstacle | None:
    if not activity.from_partner:
        return Obstacle.COUNTED
    if act is Act.ACCEPT and activity.state == ActivityState.COUNTED:
        return Obstacle.COUNTED
    if act is Act.DECLINE and activity.state == ActivityState.DECLINED:
        return Obstacle.DECLINED
    is_declined = activity.state == ActivityState.DECLINED
    return Obstacle.DECLINED if act is Act.CORRECT and is_declined else None


def allow(act: Act, who: Doer, activity: Entered, today: date) -> None:
    """Raise ActivityRefused unless the person may do the act now."""
    why = obstacle(act, who, activity, today)
    if why is not None:
        raise ActivityRefused(why)
