"""What is next for a unit in a campaign: the whole table."""

from __future__ import annotations

import pytest

from models.campaign import CampaignState as C
from models.campaign_next import Next, next_step
from models.participation import ParticipationState as P

TABLE = [
    (C.PUBLISHED, None, False, Next.PLAN),
    (C.PUBLISHED, P.OPEN, False, Next.PLAN),
    (C.PUBLISHED, P.OPEN, True, Next.BEGIN),
    (C.RUNNING, None, False, Next.PLAN),
    (C.RUNNING, P.OPEN, True, Next.LOG),
    (C.CLOSING, None, False, Next.HAND_IN),
    (C.CLOSING, P.OPEN, True, Next.HAND_IN),
    (C.CLOSED, P.OPEN, True, None),
    (C.CLOSED, None, False, None),
    (C.WITHDRAWN, P.OPEN, False, None),
    *((state, P.RETURNED, True, Next.MEND) for state in (C.RUNNING, C.CLOSING)),
    *((state, P.SUBMITTED, False, Next.WAIT) for state in (C.RUNNING, C.CLOSING)),
    *((state, P.APPROVED, True, None) for state in (C.RUNNING, C.CLOSING, C.CLOSED)),
]


@pytest.mark.parametrize(("state", "part", "has_plan", "expected"), TABLE)
def test_what_is_next(state: C, part: P | None, has_plan: bool, expected: Next | None) -> None:
    assert next_step(state, part, has_plan=has_plan) is expected
