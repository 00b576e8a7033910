"""Gift sheets of the demo: nothing of them lies in the future."""

from __future__ import annotations

from datetime import date

import pytest

from models.activity_sums import Sums
from models.base import db
from models.demo_gifts import gift_rows
from models.gift_pledge import GiftPledge, GiftReceipt
from models.participation import Participation
from tests.campaigns import FEAST
from tests.months import at
from tests.world import World


@pytest.mark.parametrize(
    ("as_at", "counts"),
    [(date(2026, 9, 13), (0, 0)), (date(2026, 9, 14), (3, 0)), (date(2026, 9, 21), (3, 3))],
)
def test_gifts_are_pledged_and_received_before_the_demos_day(
    world: World, as_at: date, counts: tuple[int, int]
) -> None:
    with at(world):
        part = db.session.get_one(Participation, world.rows["19612"]["participation"].id)
        rows = gift_rows(part, "19612", Sums(gifts=60), FEAST, world.officer.id, as_at)
    assert (len(rows[GiftPledge]), len(rows[GiftReceipt])) == counts
