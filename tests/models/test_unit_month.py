"""Which months a unit has."""

from __future__ import annotations

from datetime import date

import pytest

from models import clock
from models.month_calendar import month_named
from models.unit import Unit
from models.unit_month import NoSuchMonth, refuse_no_month

REORGANISED = Unit(valid_from=date(2025, 7, 1), valid_to=date(2026, 8, 15))


@pytest.mark.parametrize(
    ("unit", "named", "is_to_come"),
    [
        (Unit(), (2026, 10), True),
        (Unit(), (2026, 9), None),
        (Unit(), (2001, 1), None),
        (REORGANISED, (2025, 6), False),
        (REORGANISED, (2025, 7), None),
        (REORGANISED, (2026, 8), None),
        (REORGANISED, (2026, 9), False),
    ],
)
def test_a_month_lies_within_the_life_of_its_unit(
    unit: Unit, named: tuple[int, int], is_to_come: bool | None
) -> None:
    refused = None
    with clock.fixed(clock.start_of_day(date(2026, 9, 30))):
        try:
            refuse_no_month(unit, month_named(*named))
        except NoSuchMonth as error:
            refused = error.is_to_come
    assert refused == is_to_come
