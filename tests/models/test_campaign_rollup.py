"""What a campaign adds up to over its units: who owes what, who is slowest, what was reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.activity_sums import Sums
from models.campaign import Measure
from models.campaign_rollup import Days, Missing, Money, Part, Rollup, child_of, roll_up, total_of
from models.participation import ParticipationState
from models.target_reached import Reached, reached

DAYS = Days(date(2026, 9, 1), date(2026, 9, 25), date(2026, 10, 5))
BEFORE, DURING, OVER, LATE = (
    *(date(2026, 8, 20), date(2026, 9, 10)),
    *(date(2026, 10, 5), date(2026, 10, 6)),
)
HELD = Sums(activities=2, children=100, gifts=50, budget=1_000_000, mobilised=500_000)
STATES = ParticipationState


def part(slug: str = "19612", above: str = "vn.45.468.", **values: Any) -> Part:
    return Part(int(slug), f"Xã {slug}", slug, f"{above}{slug}.", slug, **values)


@pytest.mark.parametrize(
    ("values", "day", "owed"),
    [
        ({}, BEFORE, "plan"),
        ({"is_planned": True}, BEFORE, ""),
        ({}, DURING, "held plan"),
        ({"is_planned": True, "sums": HELD}, DURING, ""),
        ({"sums": HELD, "waiting": 2}, DURING, "plan waiting"),
        ({"is_planned": True, "sums": HELD}, OVER, "result"),
        ({"is_planned": True, "sums": HELD}, LATE, "overdue"),
        ({"sums": HELD, "state": STATES.RETURNED}, LATE, "returned plan"),
        ({"sums": HELD, "state": STATES.SUBMITTED}, LATE, ""),
        ({"state": STATES.SUBMITTED}, LATE, "held"),
        ({"state": STATES.APPROVED, "waiting": 1}, LATE, "waiting"),
    ],
)
def test_what_a_unit_owes(values: dict[str, Any], day: date, owed: str) -> None:
    assert part(**values).missing(DAYS, day) == [Missing(one) for one in owed.split()]


def test_units_add_up() -> None:
    parts = [
        part(sums=HELD, before=Sums(activities=1, children=40), is_planned=True, waiting=3),
        part(sums=HELD, planned=Money(2_000_000), state=STATES.SUBMITTED),
        part(state=STATES.APPROVED, planned=Money(1_000_000, 700_000)),
    ]
    total = total_of(parts, DAYS, LATE)
    assert (total.units, total.planned, total.held) == (3, 1, 2)
    assert (total.handed_in, total.approved, total.lacking, total.waiting) == (2, 1, 1, 3)
    assert total.sums == HELD + HELD
    assert total.before == Sums(activities=1, children=40)
    assert (total.money.budget, total.money.cost) == (3_000_000, 3_700_000)
    assert total.missing == {Missing.OVERDUE: 1, Missing.WAITING: 1}
    assert total_of([], DAYS, LATE).before is None


@pytest.mark.parametrize(
    ("path", "child"),
    [
        ("vn.45.", "vn.45."),
        ("vn.45.468.", "vn.45.468."),
        ("vn.45.468.19612.", "vn.45.468."),
    ],
)
def test_the_child_that_a_unit_lies_below(path: str, child: str) -> None:
    assert child_of("vn.45.", path) == child


def rolled(reader: str, parts: list[Part], day: date = LATE) -> Rollup:
    names = {one.path: one for one in [*parts, part("468", "vn.45."), part("469", "vn.45.")]}
    return roll_up(reader, parts, names, DAYS, day)


def test_a_province_sees_its_districts_each_with_their_sum() -> None:
    own = part("45", "vn.", sums=HELD)
    communes = [part("19612", sums=HELD), part("19600", sums=HELD), part("1", "vn.45.469.")]
    found = rolled("vn.45.", [own, *communes])
    rows = {row.slug: row for row in found.rows}
    assert [(row.total.units, row.is_group) for row in found.rows] == [
        *((1, True), (1, False), (2, True))
    ]
    assert rows["468"].total.sums == HELD + HELD
    assert rows["45"].total.sums == HELD
    assert found.total.sums == HELD + HELD + HELD
    assert [one.slug for one in found.parts] == ["1", "19600", "19612", "45"]


def test_a_district_in_its_own_right_is_no_group() -> None:
    [row] = rolled("vn.45.", [part("468", "vn.45.", sums=HELD)]).rows
    assert not row.is_group


def test_the_slowest_come_first() -> None:
    base = part("5", sums=HELD, is_planned=True)
    parts = [
        replace(base, slug="approved", path="vn.45.a.", state=STATES.APPROVED),
        replace(base, slug="waits", path="vn.45.b.", state=STATES.SUBMITTED),
        part("3", "vn.45."),
        replace(base, slug="held", path="vn.45.c."),
        part("2", "vn.45.", is_planned=True),
        part("1", "vn.45."),
    ]
    slugs = [row.slug for row in rolled("vn.45.", parts, DURING).rows]
    assert slugs == ["1", "3", "2", "held", "waits", "approved"]


@pytest.mark.parametrize(
    ("measure", "wanted", "expected", "share", "lacks"),
    [
        (None, None, None, None, 0),
        (Measure.UNITS, 2, 1, 50, 1),
        (Measure.ACTIVITIES, 2, 2, 100, 0),
        (Measure.CHILDREN, 99, 100, 101, 0),
        (Measure.SPECIAL, 10, None, 0, 10),
        (Measure.GIFTS, 51, 50, 98, 1),
        (Measure.BUDGET, 1_000_001, 1_000_000, 99, 1),
        (Measure.MOBILISED, 500_000, 500_000, 100, 0),
        (Measure.COST, 1_500_000, 1_500_000, 100, 0),
    ],
)
def test_how_far_a_target_is_reached(
    measure: Measure | None,
    wanted: int | None,
    expected: int | None,
    share: int | None,
    lacks: int,
) -> None:
    found = reached(measure, wanted, total_of([part(sums=HELD)], DAYS, LATE))
    assert found == Reached(expected, wanted)
    assert (found.share, found.lacks) == (share, lacks)


def test_every_measure_is_counted() -> None:
    total = total_of([part(sums=HELD)], DAYS, LATE)
    assert {reached(one, 7, total).wanted for one in Measure} == {7}
