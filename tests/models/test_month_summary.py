"""Months of many units added up: each rule, and that sources are always what is shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.line import LineState
from models.line_status import LineStatus
from models.live_lines import Place
from models.month_line import MonthLine
from models.month_summary import Summary, TaskPlace, Total, total_of, total_of_all
from tests.summaries import AS_AT, line

DISTRICT, COMMUNE, NEIGHBOUR = 1, 2, 3
TASKS = {10: 100, 11: 100, 12: 101, 20: 100, 30: 200, 31: 300}
"""Assignments with their tasks: 100 and 101 of the district, 200 adopted by the commune from 100,
300 of a plan of the commune's own."""
PLACES = {
    100: TaskPlace(DISTRICT, 100, date(2026, 1, 5), 2),
    101: TaskPlace(DISTRICT, 101, date(2026, 1, 5), 1),
    200: TaskPlace(COMMUNE, 100, date(2026, 2, 1), 1),
    300: TaskPlace(COMMUNE, 300, date(2026, 2, 1), 2),
}


def summary(**values: Any) -> Summary:
    return Summary(TASKS, PLACES, **values)


def added(*lines: MonthLine, unit: int = COMMUNE) -> Summary:
    found = summary(kept_id=100)
    found.add(unit, lines, AS_AT)
    return found


def counted(total: Total) -> dict[str, int]:
    return {status.value: count for status, count in total.counts.items()}


def test_numbers_of_units_are_added_by_task() -> None:
    found = added(line(10, children=60, amount=5_000_000), line(12, "in_progress"))
    found.add(NEIGHBOUR, [line(20, "not_started", children=0)], AS_AT)
    assert [key for key, _task in found.in_order] == [101, 100]
    task = found.tasks[100].counted
    assert counted(task) == {"done": 1, "none": 1}
    assert task.figures == (None, 60, None, 5_000_000)
    assert task.told == [0, 2, 0, 1]
    assert found.all.all == 3
    assert found.by_unit[NEIGHBOUR].figures == (None, 0, None, None)


def test_what_waits_for_a_decision_is_in_no_sum() -> None:
    found = added(line(10, children=60))
    found.add_pending(NEIGHBOUR, [line(20, children=7), line(99, plan_id=None)], AS_AT)
    task = found.tasks[100]
    assert (task.counted.figures[1], task.pending.figures[1]) == (60, 7)
    assert (found.all.all, found.own.all, len(found.added)) == (1, 0, 0)
    assert NEIGHBOUR not in found.by_unit
    assert [*found.shares, *found.pending_shares] == [COMMUNE, NEIGHBOUR]


def test_what_is_still_to_come_is_not_counted() -> None:
    found = added(line(10, place=Place.UPCOMING, children=9, difficulty="Thiếu kinh phí"))
    assert (found.tasks, found.all.all, found.difficulties) == ({}, 0, [])


DONE, LATE, DOING = LineStatus.DONE, LineStatus.LATE, LineStatus.DOING
OVER, NONE, NOTHING = LineStatus.OVER, LineStatus.NONE, LineStatus.NOT_APPLICABLE
DUE = date(2026, 9, 20)
AS: dict[LineStatus, dict[str, Any]] = {
    DONE: {},
    LATE: {"due_on": DUE, "done_on": AS_AT},
    DOING: {"state": "in_progress"},
    OVER: {"state": "not_started", "due_on": DUE},
    NONE: {"state": "not_started"},
    NOTHING: {"state": "not_applicable"},
}


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (DONE, DONE, DONE),
        (DONE, LATE, LATE),
        (DONE, NOTHING, DONE),
        (NOTHING, NOTHING, NOTHING),
        (DONE, NONE, DOING),
        (NOTHING, NONE, DOING),
        (NONE, NONE, NONE),
        (DOING, DONE, DOING),
        (OVER, DONE, OVER),
        (OVER, DOING, OVER),
    ],
)
def test_a_task_of_several_hamlets_counts_once(
    one: LineStatus, other: LineStatus, together: LineStatus
) -> None:
    for pair in ((one, other), (other, one)):
        lines = [
            line(key, **AS[status], children=3) for key, status in zip((10, 11), pair, strict=True)
        ]
        found = added(*lines)
        assert counted(found.tasks[100].counted) == {together: 1}
        assert found.tasks[100].counted.figures == (None, 6, None, None)


def test_what_a_unit_adopted_counts_for_the_task_above() -> None:
    adopted = line(30, plan_id=7, plan="3/KH-UBND", text="Việc của xã", number="1")
    found = added(adopted)
    assert found.tasks[100].line.text == "Việc của xã"
    found.add(NEIGHBOUR, [line(20)], AS_AT)
    assert (found.tasks[100].line.text, found.tasks[100].counted.all) == ("Việc 20", 2)
    found.add(COMMUNE, [adopted], AS_AT)
    assert found.tasks[100].line.text == "Việc 20"


def test_what_a_unit_gives_itself_is_listed_apart() -> None:
    plan, typed = line(31, plan_id=8, adults=4), line(99, plan_id=None, adults=5)
    found = added(plan, typed, line(10, adults=1))
    assert (found.own.figures[2], found.all.figures[2]) == (9, 10)
    assert [one.line for one in found.added] == [plan, typed]


def test_a_plan_that_cannot_be_read_is_counted_under_its_own_words() -> None:
    found = Summary({10: 555}, {})
    found.add(COMMUNE, [line(10)], AS_AT)
    assert found.in_order[0][0] == 555
    assert found.in_order[0][1].line.plan == "12/KH-UBND"


def test_difficulties_are_quoted_with_their_unit() -> None:
    found = added(line(10, difficulty="Mưa lũ"), line(99, plan_id=None, difficulty="Thiếu người"))
    assert [(one.unit_id, one.line.difficulty) for one in found.difficulties] == [
        (COMMUNE, "Mưa lũ"),
        (COMMUNE, "Thiếu người"),
    ]


figure = st.none() | st.integers(0, 10**9)
lines = st.builds(
    lambda key, state, own, figures: line(
        key,
        state,
        plan_id=None if own else 1,
        **dict(zip(("times", "children"), figures, strict=True)),
    ),
    st.sampled_from([*TASKS]),
    st.sampled_from([*LineState]),
    st.booleans(),
    st.tuples(figure, figure),
)
months = st.dictionaries(st.integers(2, 9), st.tuples(st.booleans(), st.lists(lines, max_size=8)))


@given(months, st.sampled_from([100, 101, 300]))
def test_sources_are_always_what_is_shown(
    given_months: dict[int, tuple[bool, list[MonthLine]]], kept_id: int
) -> None:
    found = summary(kept_id=kept_id)
    for unit, (is_counted, month) in given_months.items():
        (found.add if is_counted else found.add_pending)(unit, month, AS_AT)
    task = found.tasks.get(kept_id)
    counted_, pending = (task.counted, task.pending) if task else (Total(), Total())
    assert total_of(found.shares.values()) == counted_
    assert total_of(found.pending_shares.values()) == pending
    assert total_of_all(found.by_unit.values()) == found.all
    tasks = [one.counted for one in found.tasks.values()]
    assert total_of_all([*tasks, found.own]) == found.all
    assert total_of_all([*tasks, found.own]).all == found.all.all
