"""Who may do what with a campaign, and when: every person, act and state."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from models.campaign import CampaignState
from models.campaign_acts import (
    CampaignAct,
    CampaignObstacle,
    Opener,
    bad_days,
    report_due,
    why_not,
)

PEOPLE = {
    "elsewhere": Opener(is_here=False, manages=True, publishes=True),
    "stranger": Opener(),
    "drafter": Opener(manages=True),
    "publisher": Opener(manages=True, publishes=True),
}
DRAFTING = {("edit", "draft"), ("discard", "draft")} | {
    ("reissue", state) for state in ("published", "running", "closing", "closed", "withdrawn")
}
REACHING = {("publish", "draft"), ("close", "closing"), ("reopen", "closed")} | {
    (act, state) for act in ("correct", "withdraw") for state in ("published", "running", "closing")
}
ADDING = {("add_unit", state) for state in ("published", "running", "closing")}
ALLOWED = {
    ("drafter", True): DRAFTING,
    ("drafter", False): DRAFTING | REACHING,
    ("publisher", True): DRAFTING | REACHING | ADDING,
    ("publisher", False): DRAFTING | REACHING | ADDING,
}
"""Of each person, for units below or not: the acts and the states that they fit in."""


@pytest.mark.parametrize(
    ("name", "act", "is_for_below"), list(product(PEOPLE, CampaignAct, (True, False)))
)
def test_every_person_act_and_state(name: str, act: CampaignAct, is_for_below: bool) -> None:
    for state in CampaignState:
        why = why_not(act, PEOPLE[name], state, is_for_below=is_for_below)
        is_allowed = (act.value, state.value) in ALLOWED.get((name, is_for_below), set())
        assert (why is None) == is_allowed
        if why not in {None, CampaignObstacle.NO_RIGHT, CampaignObstacle.NOT_HERE}:
            assert why == state  # where it stands is why not


def test_nothing_is_done_with_a_discarded_draft() -> None:
    who = PEOPLE["publisher"]
    found = {why_not(act, who, CampaignState.DRAFT, is_discarded=True) for act in CampaignAct}
    assert found == {CampaignObstacle.DISCARDED}


@pytest.mark.parametrize(
    ("days", "why"),
    [
        (((2026, 9, 11), (2026, 9, 28), (2026, 10, 18)), None),
        (((2026, 9, 11), (2026, 9, 11), (2026, 9, 11)), None),
        (((2026, 9, 11), (2026, 9, 10), (2026, 10, 18)), "ends_first"),
        (((2026, 9, 11), (2027, 9, 20), (2027, 10, 18)), "too_long"),
        (((1, 1, 1), (1, 1, 2), (1, 1, 3)), "far_year"),
        (((2099, 12, 1), (2100, 1, 2), (2100, 1, 3)), "far_year"),
        (((2026, 9, 11), (2026, 9, 28), (2026, 9, 27)), "report_too_early"),
        (((2026, 9, 11), (2026, 9, 28), (2028, 9, 27)), "report_too_late"),
    ],
)
def test_which_days_fit(days: tuple[tuple[int, int, int], ...], why: str | None) -> None:
    assert bad_days(*(date(*day) for day in days)) == why


def test_reports_are_proposed_some_weeks_after_the_end() -> None:
    assert report_due(date(2026, 9, 28)) == date(2026, 10, 18)
