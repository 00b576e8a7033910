"""What a unit has to do next in a campaign: a pure function over where both stand."""

from __future__ import annotations

from enum import StrEnum

from models.campaign import CampaignState
from models.participation import ParticipationState


class Next(StrEnum):
    """The one thing that is next; in the order of their urgency."""

    MEND = "mend"
    HAND_IN = "hand_in"
    PLAN = "plan"
    LOG = "log"
    BEGIN = "begin"
    WAIT = "wait"


def next_step(
    state: CampaignState, part: ParticipationState | None, *, has_plan: bool
) -> Next | None:
    """What is next for a unit whose part stands so (None: nothing done yet); None: nothing."""
    if part in _WHATEVER_THE_DAY:
        return _WHATEVER_THE_DAY[part]
    if state is CampaignState.CLOSING:
        return Next.HAND_IN
    if state not in _BEFORE_ITS_END:
        return None
    return _BEFORE_ITS_END[state] if has_plan else Next.PLAN


_WHATEVER_THE_DAY = {
    ParticipationState.RETURNED: Next.MEND,
    ParticipationState.SUBMITTED: Next.WAIT,
    ParticipationState.APPROVED: None,
}
_BEFORE_ITS_END = {CampaignState.PUBLISHED: Next.BEGIN, CampaignState.RUNNING: Next.LOG}
