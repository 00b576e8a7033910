"""How values are printed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from blueprints.filters import day


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (None, "–"),
        (date(2026, 11, 22), "22/11/2026"),
        (datetime(2026, 11, 22, 16, 59, tzinfo=UTC), "22/11/2026"),
        (datetime(2026, 11, 22, 17, 0, tzinfo=UTC), "23/11/2026"),
    ],
)
def test_a_day_is_the_one_in_vietnam(value: date | None, printed: str) -> None:
    assert day(value) == printed
