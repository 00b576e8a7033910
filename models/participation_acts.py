"""What may be done with a unit's part in a campaign: one pure function over person and moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from models.campaign import CampaignState
from models.month_acts import Reader
from models.participation import ParticipationState


class ParticipationAct(StrEnum):
    """What can be done with it, and what a step of it is."""

    PLAN = "plan"
    FILL = "fill"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    APPROVE = "approve"
    RETURN = "return"
    REOPEN = "reopen"


class Obstacle(StrEnum):
    """Why an act may not be done now; the views say it in words."""

    NO_RIGHT = "no_right"
    UNIT_ENDED = "unit_ended"
    NOT_ADDRESSED = "not_addressed"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"
    OWN_WORK = "own_work"
    GIVERS_WORK = "givers_work"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    NOT_SUBMITTED = "not_submitted"
    NOT_APPROVED = "not_approved"
    CLOSED = "closed"
    NOT_BEGUN = "not_begun"


@dataclass(frozen=True)
class Standing:
    """A unit's part in a campaign as it stands.

    `was_sent_back`: it was returned or reopened and not approved since, so it may be mended
    although the campaign is closed. `written_by` are those who wrote the plan or the result sheet,
    or submitted it.
    """

    campaign: CampaignState
    state: ParticipationState = ParticipationState.OPEN
    is_addressed: bool = True
    is_unit_ended: bool = False
    was_sent_back: bool = False
    written_by: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_over(self) -> bool:
        """Whether the campaign is closed and nothing was sent back to be mended."""
        return self.campaign is CampaignState.CLOSED and not self.was_sent_back


_UNWRITTEN = {
    ParticipationState.SUBMITTED: Obstacle.SUBMITTED,
    ParticipationState.APPROVED: Obstacle.APPROVED,
}
_WITHOUT = {CampaignState.DRAFT: Obstacle.DRAFT, CampaignState.WITHDRAWN: Obstacle.WITHDRAWN}
WRITING = {
    ParticipationAct.PLAN,
    ParticipationAct.FILL,
    ParticipationAct.SUBMIT,
    ParticipationAct.TAKE_BACK,
}
"""Acts of the unit itself; the others decide on it from above."""
SENT_BACK = {ParticipationAct.RETURN, ParticipationAct.REOPEN}


def obstacle(act: ParticipationAct, who: Reader, now: Standing) -> Obstacle | None:
    """Why the person may not do the act now; None: he may.

    The result sheet of a unit without a parent is decided on by its leader, who `decides` there.
    """
    against = _against_writing if act in WRITING else _against_deciding
    return next(against(act, who, now), None)


def state_after(act: ParticipationAct, now: Standing) -> ParticipationState:
    """Where it stands after the act; what was sent back before is so again when taken back."""
    if act is ParticipationAct.TAKE_BACK and now.was_sent_back:
        return ParticipationState.RETURNED
    return _AFTER.get(act, now.state)


_AFTER = {
    ParticipationAct.SUBMIT: ParticipationState.SUBMITTED,
    ParticipationAct.TAKE_BACK: ParticipationState.OPEN,
    ParticipationAct.APPROVE: ParticipationState.APPROVED,
    ParticipationAct.RETURN: ParticipationState.RETURNED,
    ParticipationAct.REOPEN: ParticipationState.RETURNED,
}


def _against_writing(act: ParticipationAct, who: Reader, now: Standing) -> Iterator[Obstacle]:
    if not who.writes:
        yield Obstacle.NO_RIGHT
    yield from _against_all(now)
    yield from _by_state(act, now)
    if now.is_over or (act is ParticipationAct.PLAN and now.campaign is CampaignState.CLOSED):
        yield Obstacle.CLOSED
    if act is ParticipationAct.SUBMIT and now.campaign is CampaignState.PUBLISHED:
        yield Obstacle.NOT_BEGUN


def _against_deciding(act: ParticipationAct, who: Reader, now: Standing) -> Iterator[Obstacle]:
    """Nobody decides on what he wrote or submitted, nor does anybody on his behalf."""
    if not who.decides:
        yield Obstacle.NO_RIGHT
    yield from _against_all(now)
    if act is not ParticipationAct.REOPEN:
        yield from _own_work(who, now)
    yield from _by_state(act, now)


def _against_all(now: Standing) -> Iterator[Obstacle]:
    if now.is_unit_ended:
        yield Obstacle.UNIT_ENDED
    if not now.is_addressed:
        yield Obstacle.NOT_ADDRESSED
    if now.campaign in _WITHOUT:
        yield _WITHOUT[now.campaign]


def _own_work(who: Reader, now: Standing) -> Iterator[Obstacle]:
    if who.person_id in now.written_by:
        yield Obstacle.OWN_WORK
    if who.on_behalf_of_id in now.written_by:
        yield Obstacle.GIVERS_WORK


def _by_state(act: ParticipationAct, now: Standing) -> Iterator[Obstacle]:
    if act is ParticipationAct.REOPEN:
        if now.state is not ParticipationState.APPROVED:
            yield Obstacle.NOT_APPROVED
    elif act in {ParticipationAct.PLAN, ParticipationAct.FILL, ParticipationAct.SUBMIT}:
        if now.state in _UNWRITTEN:
            yield _UNWRITTEN[now.state]
    elif now.state is not ParticipationState.SUBMITTED:
        yield _UNWRITTEN.get(now.state, Obstacle.NOT_SUBMITTED)
