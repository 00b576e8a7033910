"""How a task stands as at a day: a table of days and states."""

from __future__ import annotations

from datetime import date

import pytest

from models.line import LineState
from models.line_status import LineStatus, day_within, due_in_period, status_of
from models.period import last_of_period
from models.task import Cadence

TODAY = date(2026, 9, 15)
BEFORE, AFTER = date(2026, 9, 14), date(2026, 9, 16)
NOT, DOING, DONE, NONE_AROSE = (
    LineState.NOT_STARTED,
    LineState.IN_PROGRESS,
    LineState.DONE,
    LineState.NOT_APPLICABLE,
)


@pytest.mark.parametrize(
    ("state", "done_on", "due", "expected"),
    [
        (None, None, None, LineStatus.NONE),
        (None, None, TODAY, LineStatus.NONE),
        (None, None, BEFORE, LineStatus.OVER),
        (NOT, None, AFTER, LineStatus.NONE),
        (NOT, None, BEFORE, LineStatus.OVER),
        (DOING, None, None, LineStatus.DOING),
        (DOING, None, TODAY, LineStatus.DOING),
        (DOING, None, BEFORE, LineStatus.OVER),
        (DONE, TODAY, TODAY, LineStatus.DONE),
        (DONE, TODAY, BEFORE, LineStatus.LATE),
        (DONE, BEFORE, AFTER, LineStatus.DONE),
        (DONE, None, BEFORE, LineStatus.DONE),
        (DONE, TODAY, None, LineStatus.DONE),
        (NONE_AROSE, None, BEFORE, LineStatus.NOT_APPLICABLE),
    ],
)
def test_a_line_stands_by_its_state_and_its_due_day(
    state: LineState | None, done_on: date | None, due: date | None, expected: LineStatus
) -> None:
    assert status_of(state, done_on, due, TODAY) is expected


@pytest.mark.parametrize(
    ("cadence", "due_on", "day", "expected"),
    [
        (Cadence.ONCE, date(2026, 6, 15), TODAY, date(2026, 6, 15)),
        (Cadence.ONCE, None, TODAY, None),
        (Cadence.CAMPAIGN, date(2026, 12, 15), TODAY, date(2026, 12, 15)),
        (Cadence.MONTHLY, date(2026, 6, 15), TODAY, date(2026, 9, 30)),
        (Cadence.MONTHLY, None, date(2028, 2, 3), date(2028, 2, 29)),
        (Cadence.MONTHLY, None, date(2026, 12, 31), date(2026, 12, 31)),
        (Cadence.QUARTERLY, None, TODAY, date(2026, 9, 30)),
        (Cadence.QUARTERLY, None, date(2026, 12, 1), date(2026, 12, 31)),
        (Cadence.HALF_YEARLY, None, date(2026, 6, 30), date(2026, 6, 30)),
        (Cadence.HALF_YEARLY, None, TODAY, date(2026, 12, 31)),
        (Cadence.YEARLY, date(2016, 12, 10), TODAY, date(2026, 12, 10)),
        (Cadence.YEARLY, None, TODAY, date(2026, 12, 31)),
        (Cadence.YEARLY, date(2024, 2, 29), TODAY, date(2026, 2, 28)),
        (Cadence.YEARLY, date(2024, 2, 29), date(2028, 9, 1), date(2028, 2, 29)),
    ],
)
def test_a_task_is_due_within_its_period(
    cadence: Cadence, due_on: date | None, day: date, expected: date | None
) -> None:
    assert due_in_period(cadence, due_on, day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (TODAY, TODAY),
        (date(2025, 12, 31), date(2026, 1, 1)),
        (date(2027, 3, 1), date(2026, 12, 31)),
    ],
)
def test_a_plan_is_looked_at_within_its_period(day: date, expected: date) -> None:
    assert day_within(date(2026, 1, 1), date(2026, 12, 31), day) == expected


def test_what_is_done_once_has_no_end_of_a_period() -> None:
    assert last_of_period(Cadence.ONCE, TODAY) is None
    assert last_of_period(Cadence.CAMPAIGN, TODAY) is None
