"""How far a wished result of a campaign is reached. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.campaign import Measure
from models.campaign_rollup import Total

_REACHED: dict[Measure, Callable[[Total], int | None]] = {
    Measure.UNITS: lambda total: total.held,
    Measure.ACTIVITIES: lambda total: total.sums.activities,
    Measure.CHILDREN: lambda total: total.sums.children,
    Measure.SPECIAL: lambda total: total.sums.special,
    Measure.ADULTS: lambda total: total.sums.adults,
    Measure.GIFTS: lambda total: total.sums.gifts,
    Measure.GIFT_VALUE: lambda total: total.sums.gift_value,
    Measure.BUDGET: lambda total: total.sums.budget,
    Measure.MOBILISED: lambda total: total.sums.mobilised,
    Measure.COST: lambda total: total.sums.cost,
}


@dataclass(frozen=True, slots=True)
class Reached:
    """What was reached of what was wanted; None where it is not known, or in words only."""

    reached: int | None = None
    wanted: int | None = None

    @property
    def share(self) -> int | None:
        """In whole percent, cut off: 100 means all of it. None where nothing was wanted."""
        return 100 * (self.reached or 0) // self.wanted if self.wanted else None

    @property
    def lacks(self) -> int:
        """How much is left to do."""
        return max((self.wanted or 0) - (self.reached or 0), 0)


def reached(measure: Measure | None, wanted: int | None, total: Total) -> Reached:
    """A target held against what all units together did."""
    if measure is None:
        return Reached()
    return Reached(_REACHED[Measure(measure)](total), wanted)
