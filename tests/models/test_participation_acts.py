"""Every act x person x state x campaign, against tables of what is expected: each table knows one
thing, and of several obstacles the first of ORDER is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from uuid import UUID

import pytest

from models.campaign import CampaignState
from models.month_acts import Reader
from models.participation import ParticipationState
from models.participation_acts import (
    SENT_BACK,
    WRITING,
    Obstacle,
    ParticipationAct,
    Standing,
    obstacle,
    state_after,
)
from models.permissions import Delegated

WRITER, GIVER = 1, 2
PEOPLE = {
    "nobody": Reader(9),
    "officer": Reader(WRITER, writes=True),
    "reviewer": Reader(GIVER, decides=True),
    "reviewer who wrote": Reader(WRITER, decides=True),
    "both": Reader(5, writes=True, decides=True),
    "delegate": Reader(6, decides=True, delegated=Delegated(UUID(int=1), GIVER, "A", date.max)),
    "delegate of who wrote": Reader(
        6, decides=True, delegated=Delegated(UUID(int=2), WRITER, "B", date.max)
    ),
}
BY_STATE = """
          plan      fill      submit    take_back     approve       return        reopen
open      -         -         -         not_submitted not_submitted not_submitted not_approved
submitted submitted submitted submitted -             -             -             not_approved
returned  -         -         -         not_submitted not_submitted not_submitted not_approved
approved  approved  approved  approved  approved      approved      approved      -
"""
BY_CAMPAIGN = """
          plan      fill      submit    take_back approve   return    reopen
draft     draft     draft     draft     draft     draft     draft     draft
published -         -         not_begun -         -         -         -
running   -         -         -         -         -         -         -
closing   -         -         -         -         -         -         -
closed    closed    closed    closed    closed    -         -         -
withdrawn withdrawn withdrawn withdrawn withdrawn withdrawn withdrawn withdrawn
"""
ORDER = (
    *("no_right", "unit_ended", "not_addressed", "draft", "withdrawn", "own_work", "givers_work"),
    *("submitted", "approved", "not_submitted", "not_approved", "closed", "not_begun"),
)
AFTER = {
    "plan": "",
    "fill": "",
    "submit": "submitted",
    "take_back": "open",
    "approve": "approved",
    "return": "returned",
    "reopen": "returned",
}


def table(text: str) -> dict[str, dict[str, str]]:
    acts, *rows = (line.split() for line in text.strip().splitlines())
    return {name: dict(zip(acts, told, strict=True)) for name, *told in rows}


STATES, CAMPAIGNS = table(BY_STATE), table(BY_CAMPAIGN)


def standings() -> Iterator[Standing]:
    around = (True, False), (False, False), (True, True)
    for campaign, state, (is_addressed, is_ended), back in product(
        CampaignState, ParticipationState, around, (False, True)
    ):
        yield Standing(campaign, state, is_addressed, is_ended, back, frozenset({WRITER}))


def reasons(act: ParticipationAct, who: Reader, now: Standing) -> Iterator[str]:
    """All that stands in the way, in no order."""
    yield "" if (who.writes if act in WRITING else who.decides) else "no_right"
    yield "unit_ended" if now.is_unit_ended else ""
    yield "" if now.is_addressed else "not_addressed"
    if act in {"approve", "return"}:
        yield "own_work" if who.person_id == WRITER else ""
        yield "givers_work" if who.on_behalf_of_id == WRITER else ""
    yield STATES[now.state][act].strip("-")
    told = CAMPAIGNS[now.campaign][act].strip("-")
    is_mended = told == "closed" and now.was_sent_back and act != "plan"
    yield "" if is_mended else told


@pytest.mark.parametrize("act", ParticipationAct)
def test_every_combination_has_its_answer(act: ParticipationAct) -> None:
    wrong = []
    for now, (name, who) in product(standings(), PEOPLE.items()):
        against = {*reasons(act, who, now)} - {""}
        expected = min(against, key=ORDER.index, default=None)
        got = obstacle(act, who, now)
        if got != expected:
            wrong.append((name, now, got, expected))
    assert wrong == []


def test_every_obstacle_is_told_of() -> None:
    assert set(ORDER) == set(Obstacle)


@pytest.mark.parametrize("act", ParticipationAct)
@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("state", ParticipationState)
def test_where_it_stands_afterwards(
    act: ParticipationAct, back: bool, state: ParticipationState
) -> None:
    now = Standing(CampaignState.RUNNING, state, was_sent_back=back)
    expected = "returned" if act == "take_back" and back else AFTER[act] or state
    assert state_after(act, now) == expected


def test_what_is_sent_back_may_be_mended_after_the_campaign_is_closed() -> None:
    officer, reviewer = PEOPLE["officer"], PEOPLE["reviewer"]
    for act in SENT_BACK:
        state = "approved" if act is ParticipationAct.REOPEN else "submitted"
        now = Standing(CampaignState.CLOSED, ParticipationState(state))
        assert obstacle(act, reviewer, now) is None
        mended = Standing(CampaignState.CLOSED, state_after(act, now), was_sent_back=True)
        assert obstacle(ParticipationAct.SUBMIT, officer, mended) is None
