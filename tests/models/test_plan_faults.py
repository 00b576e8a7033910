"""What keeps a plan from being published: every reason, alone and together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from models.plan_faults import (
    CONFIRMABLE,
    FINAL,
    Fault,
    FaultKind,
    PlanFacts,
    TaskFacts,
    days_outside,
    faults,
    stopping,
)
from models.task import Audience, Cadence
from tests.world import TODAY

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
SOUND = PlanFacts(
    starts_on=FIRST,
    ends_on=LAST,
    tasks=(TaskFacts(1), TaskFacts(2, audience=Audience.OWN)),
    units=8,
    number="170/UBND",
    issued_on=date(2026, 4, 28),
)
BREAKS: dict[FaultKind, dict[str, Any]] = {
    FaultKind.PUBLISHED: {"published_at": TODAY},
    FaultKind.DISCARDED: {"discarded_at": TODAY},
    FaultKind.UNIT_ENDED: {"unit_has_ended": True},
    FaultKind.NO_TASK: {"tasks": ()},
    FaultKind.NO_UNIT: {"units": 0},
    FaultKind.NO_TEXT: {"tasks": (TaskFacts(1, text=" \n "), TaskFacts(2))},
    FaultKind.OUTSIDE_PERIOD: {"tasks": (TaskFacts(1, due_on=date(2027, 1, 1)),)},
    FaultKind.NO_NUMBER: {"number": None},
    FaultKind.NO_DATE: {"issued_on": None},
}
APART = [kind for kind in FaultKind if kind not in FINAL and "tasks" not in BREAKS[kind]]


def kinds(plan: PlanFacts) -> set[FaultKind]:
    return {one.kind for one in faults(plan)}


def test_a_sound_plan_has_none() -> None:
    assert faults(SOUND) == []


@pytest.mark.parametrize("kind", list(FaultKind))
def test_each_fault_is_found_alone(kind: FaultKind) -> None:
    assert kinds(replace(SOUND, **BREAKS[kind])) == {kind}


@pytest.mark.parametrize(
    "several", [some for n in range(2, len(APART) + 1) for some in combinations(APART, n)], ids=str
)
def test_faults_are_found_together(several: tuple[FaultKind, ...]) -> None:
    broken = SOUND
    for kind in several:
        broken = replace(broken, **BREAKS[kind])
    assert kinds(broken) == set(several)


@pytest.mark.parametrize("final", sorted(FINAL))
@pytest.mark.parametrize("other", [kind for kind in FaultKind if kind not in FINAL])
def test_what_is_final_says_all(final: FaultKind, other: FaultKind) -> None:
    assert kinds(replace(SOUND, **BREAKS[final], **BREAKS[other])) == {final}


def test_a_published_plan_is_called_published_whatever_else_it_is() -> None:
    all_final = {key: value for kind in FINAL for key, value in BREAKS[kind].items()}
    assert kinds(replace(SOUND, **all_final)) == {FaultKind.PUBLISHED}


def test_a_plan_for_own_offices_needs_no_unit() -> None:
    own = tuple(replace(task, audience=Audience.OWN) for task in SOUND.tasks)
    assert faults(replace(SOUND, tasks=own, units=0)) == []


def test_each_task_is_named() -> None:
    tasks = (TaskFacts(1, text=""), TaskFacts(2, text="", due_on=date(2025, 12, 31)))
    assert faults(replace(SOUND, tasks=tasks)) == [
        Fault(FaultKind.NO_TEXT, 1),
        Fault(FaultKind.NO_TEXT, 2),
        Fault(FaultKind.OUTSIDE_PERIOD, 2, date(2025, 12, 31)),
    ]


@pytest.mark.parametrize("kind", list(FaultKind))
def test_only_number_and_date_may_be_confirmed(kind: FaultKind) -> None:
    left = stopping([Fault(kind)], confirmed=set(FaultKind))
    assert (left == []) is (kind in CONFIRMABLE)
    assert stopping([Fault(kind)]) == [Fault(kind)]


def test_a_confirmation_counts_for_itself_alone() -> None:
    both = [Fault(FaultKind.NO_NUMBER), Fault(FaultKind.NO_DATE)]
    assert stopping(both, {FaultKind.NO_DATE}) == [Fault(FaultKind.NO_NUMBER)]


@pytest.mark.parametrize("cadence", list(Cadence))
@pytest.mark.parametrize(
    ("day", "within"),
    [
        (FIRST, True),
        (LAST, True),
        (date(2025, 12, 31), False),
        (date(2027, 1, 1), False),
    ],
)
def test_the_first_and_the_last_day_lie_in_the_period(
    cadence: Cadence, day: date, within: bool
) -> None:
    every_time = cadence in {Cadence.MONTHLY, Cadence.QUARTERLY, Cadence.HALF_YEARLY}
    expected = within or every_time or cadence is Cadence.YEARLY
    assert (days_outside(cadence, [day], FIRST, LAST) == []) is expected


@pytest.mark.parametrize(
    ("day", "starts_on", "ends_on", "within"),
    [
        (date(2018, 12, 10), date(2016, 1, 1), date(2020, 12, 31), True),
        (date(2010, 12, 10), date(2016, 1, 1), date(2020, 12, 31), True),
        (date(2026, 12, 10), date(2026, 1, 1), date(2026, 6, 30), False),
        (date(2024, 2, 29), date(2026, 1, 1), date(2026, 12, 31), True),
        (date(2024, 2, 29), date(2026, 3, 1), date(2027, 2, 27), False),
    ],
)
def test_the_day_of_every_year_has_to_come_once(
    day: date, starts_on: date, ends_on: date, within: bool
) -> None:
    assert (days_outside(Cadence.YEARLY, [day], starts_on, ends_on) == []) is within


def test_a_campaign_begins_in_the_period_too() -> None:
    early = TaskFacts(1, cadence=Cadence.CAMPAIGN, starts_on=date(2025, 12, 20), due_on=FIRST)
    assert faults(replace(SOUND, tasks=(early,))) == [
        Fault(FaultKind.OUTSIDE_PERIOD, 1, date(2025, 12, 20))
    ]
