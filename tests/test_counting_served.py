"""Two who decide on partners' activities at the same moment: nothing is counted twice."""

from __future__ import annotations

import pytest

from models import audit
from models.activity import Activity, ActivityState
from models.activity_sums import sums_of
from tests import activities, partners
from tests.conftest import Served
from tests.test_deciding_served import desk, pressed

pytestmark = pytest.mark.server

QUEUE = "/19612/activities/waiting"


def test_of_two_decisions_on_an_entry_one_counts(served: Served) -> None:
    hoa = partners.join_in(served.world)
    key = partners.logs(served.world, hoa)
    at = f"/19612/activities/{key}"
    answers = pressed(
        [
            desk(served, "officer", f"{at}/acceptance", QUEUE),
            desk(served, "officer", f"{at}/refusal", reason="Không thuộc địa bàn"),
        ]
    )
    statuses = sorted(status for status, _page in answers)
    found = partners.read(served.world, key, lambda one: one.state)
    if statuses == [303, 303]:  # the acceptance came second: it is asked to look again
        assert found == ActivityState.DECLINED
    else:
        assert statuses == [303, 409]
    assert audit.verify()[1] == []


def test_joined_to_each_other_at_once_they_are_one_event(served: Served) -> None:
    hoa = partners.join_in(served.world)
    one = partners.logs(served.world, hoa, children=60)
    other = partners.logs(served.world, None, children=55)
    given = {"lead": "other", "goods": "same"}
    answers = pressed(
        [
            desk(served, "officer", f"/19612/activities/{a}/joining?with={b}", **given)
            for a, b in ((one, other), (other, one))
        ]
    )
    assert [status for status, _page in answers] == [303, 303]
    with activities.at(served.world):
        mine = Activity.id.in_((one, other))
        sums = sums_of(mine)
    assert sums.activities == 1
    assert sums.children in (55, 60)
    assert audit.verify()[1] == []
