"""Who of a unit gets a task for its own agencies and hamlets: the rule as a table."""

from __future__ import annotations

import pytest

from models.agency_kind import HAMLETS
from models.assignees import ITSELF, Assignee, Office, assignees

WOMEN, YOUTH, SCHOOL = (Assignee(agency_id=key) for key in (1, 2, 3))
ONE, TWO, THREE = (Assignee(hamlet_id=key) for key in (11, 12, 13))
DUTIES = {"women": 1, "youth": 2, "health": None, "culture": 1}
FULL = Office(DUTIES, agencies=(1, 3), hamlets=(11, 12), all_hamlets=(11, 12, 13))
TO_AGENCIES = Office(DUTIES, agencies=(1,), all_hamlets=(11, 13))
BARE = Office(DUTIES)


@pytest.mark.parametrize(
    ("kinds", "office", "expected"),
    [
        pytest.param(["women"], FULL, [WOMEN], id="the agency of the kind"),
        pytest.param(["women"], BARE, [WOMEN], id="though the plan is not addressed to it"),
        pytest.param(["women", "youth"], FULL, [WOMEN, YOUTH], id="of each kind"),
        pytest.param(["women", "culture"], FULL, [WOMEN], id="once, where it does both"),
        pytest.param(["health"], FULL, [ITSELF], id="the officer does it"),
        pytest.param(["justice"], FULL, [ITSELF], id="unanswered"),
        pytest.param(["health", "justice"], FULL, [ITSELF], id="the unit itself once"),
        pytest.param(["women", "health"], FULL, [WOMEN, ITSELF], id="agency and officer"),
        pytest.param([HAMLETS], FULL, [ONE, TWO], id="the hamlets addressed"),
        pytest.param([HAMLETS], TO_AGENCIES, [ONE, THREE], id="all hamlets, where none is"),
        pytest.param([HAMLETS], BARE, [ITSELF], id="no hamlet at all"),
        pytest.param([HAMLETS, "women"], FULL, [ONE, TWO, WOMEN], id="hamlets and an agency"),
        pytest.param([HAMLETS, "women"], BARE, [WOMEN], id="an agency, without hamlets"),
        pytest.param([], FULL, [WOMEN, SCHOOL, ONE, TWO], id="no kind: all recipients"),
        pytest.param([], TO_AGENCIES, [WOMEN], id="no kind: recipients only, not all hamlets"),
        pytest.param([], BARE, [ITSELF], id="no kind and no recipient"),
        pytest.param([], Office(), [ITSELF], id="an office without anybody"),
    ],
)
def test_who_gets_a_task(kinds: list[str], office: Office, expected: list[Assignee]) -> None:
    assert assignees(kinds, office) == expected
