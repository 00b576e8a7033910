"""From when on something in a month deserves a look: settings of the unit that decides."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields

OFF = 0
"""A threshold that is off: its rule says nothing."""


@dataclass(frozen=True)
class Thresholds:
    """The thresholds of the rules (models.hint_rules); each name is that of a setting.

    A line is named that was carried over for `late_months`; a number that is `far_times` as large
    as the one of the period before or as small a part of it, and differs by `far_least`, or by
    `far_money` (whole đồng) where it is money; a line in which nothing arose in `nothing_periods`
    running.
    """

    late_months: int = 3
    far_times: int = 3
    far_least: int = 20
    far_money: int = 2_000_000
    nothing_periods: int = 3


USUAL = Thresholds()
THRESHOLDS = tuple(field.name for field in fields(Thresholds))
BOUNDS: dict[str, Collection[int]] = {
    "late_months": range(25),
    "far_times": (OFF, *range(2, 101)),
    "far_least": range(100_001),
    "far_money": range(1_000_000_001),
    "nothing_periods": (OFF, *range(2, 13)),
}
"""What each may be. Twice is the least that is far; once nothing arose is not yet "again"."""
