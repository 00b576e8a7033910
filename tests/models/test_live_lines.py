"""Which lines a month holds and what is shown of each, case by case."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.line import LineState
from models.line_status import LineStatus
from models.live_lines import Duty, LiveLine, Place, Written, due_day, lines_of
from models.month_calendar import (
    DEFAULT_RULES,
    MonthKind,
    MonthRule,
    MonthRules,
    month_named,
)
from models.period import WHOLE, period_on
from models.task import Cadence

ADMINISTRATIVE = MonthRules({date(2020, 1, 1): MonthRule(MonthKind.ADMINISTRATIVE)})
JANUARY = date(2026, 1, 1)
YEAR_END = date(2026, 12, 31)


def duty(cadence: str, **values: object) -> Duty:
    return Duty(1, Cadence(cadence), **{"joins_on": JANUARY, "until": YEAR_END, **values})  # type: ignore[arg-type]


def wrote(
    task: Duty, month: int, state: str, *, begun: int | None = None, done: int | None = None
) -> Written:
    """What was written in the period of a month; begun and done in months."""
    months = [date(2026, number, 1) if number else None for number in (begun, done)]
    period = period_on(task.cadence, date(2026, month, 1))
    return Written(task.key, period, LineState(state), *months)


def in_month(
    task: Duty, month: int, *written: Written, rules: MonthRules = DEFAULT_RULES
) -> LiveLine | None:
    found = list(lines_of([task], written, month_named(2026, month, rules), rules))
    return found[0] if found else None


def place(task: Duty, month: int, *written: Written) -> str | None:
    line = in_month(task, month, *written)
    return line.place if line else None


@pytest.mark.parametrize(
    ("task", "places"),
    [
        (duty("monthly"), {1: "due", 6: "due", 12: "due"}),
        (duty("quarterly"), {1: "going_on", 3: "due", 4: "going_on"}),
        (duty("half_yearly"), {1: "going_on", 6: "due", 12: "due"}),
        (duty("yearly"), {1: "going_on", 12: "due"}),
        (
            duty("yearly", due_on=date(2020, 6, 15)),
            {5: "upcoming", 6: "due", 7: "carried_over", 12: "carried_over"},
        ),
        (duty("once"), {1: "going_on", 11: "going_on", 12: "due"}),
        (
            duty("once", due_on=date(2026, 6, 15)),
            {5: "upcoming", 6: "due", 7: "carried_over", 12: "carried_over"},
        ),
        (
            duty("campaign", starts_on=date(2026, 6, 1), due_on=date(2026, 7, 15)),
            {5: "upcoming", 6: "going_on", 7: "due", 8: "carried_over"},
        ),
        (duty("monthly", joins_on=date(2026, 3, 1)), {2: None, 3: "due"}),
        (duty("monthly", ended_on=date(2026, 3, 10)), {2: "due", 3: None, 4: None}),
        (duty("monthly", ended_on=date(2026, 3, 31)), {3: "due", 4: None}),
        (duty("monthly", until=date(2026, 3, 31)), {3: "due", 4: None}),
        (duty("once", until=date(2026, 3, 31)), {3: "due", 4: "carried_over"}),
        (duty("once", ended_on=date(2026, 2, 28)), {2: "going_on", 3: None}),
    ],
    ids=str,
)
def test_an_untouched_duty_stands_where_it_belongs(
    task: Duty, places: dict[int, str | None]
) -> None:
    assert {month: place(task, month) for month in places} == places


@pytest.mark.parametrize("state", ["done", "not_applicable"])
@pytest.mark.parametrize("cadence", ["once", "quarterly", "yearly", "campaign"])
def test_what_is_finished_is_shown_in_its_month_and_not_after(cadence: str, state: str) -> None:
    task = duty(cadence)
    written = wrote(task, 2, state, begun=2, done=2)
    states = {month: in_month(task, month, written) for month in (1, 2, 3)}
    assert states[1] is not None
    assert states[1].state == "not_started"
    assert states[2] is not None
    assert states[2].state == state
    assert states[3] is None


@pytest.mark.parametrize(("cadence", "back_in"), [("monthly", 3), ("quarterly", 4)])
def test_the_next_period_begins_anew(cadence: str, back_in: int) -> None:
    task = duty(cadence)
    line = in_month(task, back_in, wrote(task, 2, "done", begun=2, done=2))
    assert line is not None
    assert line.state == "not_started"


def test_what_was_begun_early_goes_on() -> None:
    task = duty("once", due_on=date(2026, 6, 15))
    begun = wrote(task, 3, "in_progress", begun=3)
    assert [place(task, month, begun) for month in (2, 3, 4)] == [
        "upcoming",
        "going_on",
        "going_on",
    ]


def test_an_earlier_month_does_not_show_what_was_written_later() -> None:
    task = duty("once", due_on=date(2026, 3, 15))
    written = wrote(task, 5, "done", begun=4, done=5)
    lines = [in_month(task, month, written) for month in (3, 4, 5)]
    assert [line.state for line in lines if line] == ["not_started", "in_progress", "done"]
    assert in_month(task, 6, written) is None


@pytest.mark.parametrize(("month", "late"), [(5, 0), (6, 0), (7, 1), (12, 6)])
def test_months_late_are_counted_from_the_month_it_was_due_in(month: int, late: int) -> None:
    line = in_month(duty("once", due_on=date(2026, 6, 20)), month)
    assert line is not None
    assert line.months_late == late


def test_an_unfinished_period_is_not_carried_into_the_next() -> None:
    task = duty("monthly")
    line = in_month(task, 4, wrote(task, 3, "in_progress", begun=3))
    assert line is not None
    assert (line.state, line.place, line.months_late) == ("not_started", "due", 0)


def test_administrative_months_move_what_is_due() -> None:
    task = duty("once", due_on=date(2026, 6, 15))
    assert in_month(task, 6, rules=ADMINISTRATIVE).place == "upcoming"  # type: ignore[union-attr]
    assert in_month(task, 7, rules=ADMINISTRATIVE).place == "due"  # type: ignore[union-attr]


FROM_2027 = MonthRules({date(2027, 1, 1): MonthRule(MonthKind.ADMINISTRATIVE)})


@pytest.mark.parametrize(
    ("rules", "due_in"),
    [
        (DEFAULT_RULES, [(2026, 12), (2027, 12), (2028, 12)]),
        (ADMINISTRATIVE, [(2027, 1), (2028, 1)]),
        (FROM_2027, [(2026, 12), (2028, 1)]),
    ],
)
def test_a_yearly_day_late_in_december_falls_due_every_year(
    rules: MonthRules, due_in: list[tuple[int, int]]
) -> None:
    task = duty("yearly", due_on=date(2026, 12, 20), until=None)
    all_months = [(year, number) for year in (2026, 2027, 2028) for number in range(1, 13)]
    lines = {one: list(lines_of([task], [], month_named(*one, rules), rules)) for one in all_months}
    assert [one for one in all_months if lines[one][0].place is Place.DUE] == due_in


@pytest.mark.parametrize(
    ("cadence", "period", "due"),
    [
        ("monthly", date(2026, 2, 1), date(2026, 2, 28)),
        ("quarterly", date(2026, 4, 1), date(2026, 6, 30)),
        ("half_yearly", date(2026, 7, 1), date(2026, 12, 31)),
        ("yearly", date(2026, 1, 1), date(2026, 12, 31)),
        ("once", WHOLE, YEAR_END),
        ("campaign", WHOLE, YEAR_END),
    ],
)
def test_without_a_day_of_its_own_a_duty_is_due_at_the_end(
    cadence: str, period: date, due: date
) -> None:
    assert due_day(duty(cadence), period, DEFAULT_RULES) == due


def test_29_february_falls_on_the_28th_in_other_years() -> None:
    task = duty("yearly", due_on=date(2024, 2, 29))
    assert due_day(task, date(2026, 1, 1), DEFAULT_RULES) == date(2026, 2, 28)
    assert due_day(task, date(2028, 1, 1), DEFAULT_RULES) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("state", "done_on", "day", "status"),
    [
        ("not_started", None, date(2026, 6, 16), LineStatus.OVER),
        ("done", date(2026, 6, 16), date(2026, 8, 1), LineStatus.LATE),
    ],
)
def test_a_line_stands_as_its_due_day_says(
    state: str, done_on: date | None, day: date, status: LineStatus
) -> None:
    line = LiveLine(1, WHOLE, Place.DUE, LineState(state), done_on, date(2026, 6, 15), 0)
    assert line.status_on(day) is status


def test_a_line_without_a_due_day_is_never_overdue() -> None:
    line = LiveLine(1, WHOLE, Place.GOING_ON, LineState.NOT_STARTED, None, None, 0)
    assert line.status_on(date(2030, 1, 1)) is LineStatus.NONE


DAYS = st.none() | st.dates(JANUARY, YEAR_END)


@given(st.sampled_from(list(Cadence)), st.sampled_from(list(LineState)), DAYS, DAYS, DAYS, DAYS)
def test_a_duty_is_shown_until_it_is_finished_and_never_again(
    cadence: Cadence,
    state: LineState,
    begun: date | None,
    done: date | None,
    due_on: date | None,
    starts_on: date | None,
) -> None:
    task = duty(cadence, due_on=due_on, starts_on=starts_on)
    first = period_on(cadence, JANUARY)
    months = [day and day.replace(day=1) for day in (begun, done)]
    written = Written(1, first, state, *months)
    months = [month for month in range(1, 13) if period_on(cadence, date(2026, month, 1)) == first]
    shown = [in_month(task, month, written) is not None for month in months]
    assert shown == sorted(shown, reverse=True)
    assert shown[0] or (done is not None and state in ("done", "not_applicable"))
