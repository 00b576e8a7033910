"""From when on something in a month deserves a look: settings of the unit that decides."""

from __future__ import annotations

from dataclasses import dataclass, fields

OFF = 0
"""A threshold that is off: its rule says nothing."""


@dataclass(frozen=True)
class Bounds:
    """What a threshold may be: OFF, or a number from `least` to `most`."""

    least: int
    most: int

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int) and (value == OFF or self.least <= value <= self.most)


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
BOUNDS = {
    "late_months": Bounds(1, 24),
    "far_times": Bounds(2, 100),
    "far_least": Bounds(1, 100_000),
    "far_money": Bounds(1, 1_000_000_000),
    "nothing_periods": Bounds(2, 12),
}
"""Twice is the least that is far; where nothing arose once, it is not yet "again"."""
