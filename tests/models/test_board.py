"""What a month of a unit is on the board, and the rates: a table of cases."""

from __future__ import annotations

from datetime import date

import pytest

from models.board import Cell, CellState, Life, Rates, Written, cell_of, rates_of
from models.month_acts import SENT_BACK, MonthState
from models.month_calendar import month_named

AUGUST = month_named(2026, 8)
DUE, AFTER = AUGUST.due_on, date(2026, 9, 6)
WORKING = Life(work=((date(2026, 1, 20), None),))
WITHOUT_ROW = [
    (WORKING, DUE, CellState.OPEN),
    (WORKING, AFTER, CellState.MISSING),
    (WORKING, date(2026, 7, 31), CellState.TO_COME),
    (Life(), AFTER, CellState.NO_WORK),
    (Life(work=((date(2026, 9, 1), None),)), AFTER, CellState.NO_WORK),
    (Life(work=((date(2026, 8, 31), None),)), AFTER, CellState.MISSING),
    (Life(work=((date(2026, 1, 1), date(2026, 7, 31)),)), AFTER, CellState.NO_WORK),
    (Life(work=((date(2026, 1, 1), date(2026, 8, 1)),)), AFTER, CellState.MISSING),
    (Life(first_day=date(2026, 9, 1), work=((DUE, None),)), AFTER, CellState.NOT_BEGUN),
    (Life(first_day=date(2026, 8, 31), work=((DUE, None),)), AFTER, CellState.NO_WORK),
    (Life(last_day=date(2026, 7, 31), work=((date(2026, 1, 1), None),)), AFTER, CellState.ENDED),
    (Life(last_day=date(2026, 9, 4), work=((date(2026, 1, 1), None),)), AFTER, CellState.ENDED),
    (Life(last_day=DUE, work=((date(2026, 1, 1), None),)), AFTER, CellState.MISSING),
]
HANDED_IN = sorted(set(MonthState) - {MonthState.OPEN, MonthState.EXCUSED})


@pytest.mark.parametrize(("life", "today", "state"), WITHOUT_ROW)
@pytest.mark.parametrize("written", [None, Written(MonthState.OPEN, DUE)])
def test_a_month_that_is_not_handed_in(
    life: Life, today: date, state: CellState, written: Written | None
) -> None:
    cell = cell_of(AUGUST, life, written, today)
    assert cell == Cell(AUGUST.named, state, is_due=state is CellState.MISSING)


@pytest.mark.parametrize("state", HANDED_IN)
@pytest.mark.parametrize(("day", "is_late"), [(DUE, False), (AFTER, True), (None, False)])
def test_a_month_that_was_handed_in(state: MonthState, day: date | None, is_late: bool) -> None:
    cell = cell_of(AUGUST, WORKING, Written(state, day), AFTER)
    assert (cell.state.value, cell.is_late) == (state.value, is_late)
    assert cell.is_due
    assert cell.is_handed_in
    assert cell.is_sent_back == (state in SENT_BACK)


def test_an_excused_month_is_neither_due_nor_handed_in() -> None:
    cell = cell_of(AUGUST, WORKING, Written(MonthState.EXCUSED), AFTER)
    assert cell == Cell(AUGUST.named, CellState.EXCUSED)
    assert rates_of([cell]) == Rates()


def test_it_is_due_only_after_its_due_day() -> None:
    early = Written(MonthState.SUBMITTED, date(2026, 8, 30))
    assert not cell_of(AUGUST, WORKING, early, DUE).is_due
    assert cell_of(AUGUST, Life(), early, AFTER).is_due
    assert not cell_of(AUGUST, Life(last_day=date(2026, 8, 31)), early, AFTER).is_due


def test_the_rates_count_what_was_due() -> None:
    told = [Written(MonthState.APPROVED, DUE), Written(MonthState.RETURNED, AFTER), None]
    cells = [cell_of(AUGUST, WORKING, one, AFTER) for one in told]
    ahead = cell_of(month_named(2026, 9), WORKING, told[0], AFTER)
    rates = rates_of([*cells, ahead])
    assert rates == Rates(due=3, submitted=2, on_time=1)
    assert (rates.completeness, rates.timeliness) == (66, 33)
    assert rates + Rates(1, 1, 1) == Rates(4, 3, 2)


@pytest.mark.parametrize(
    ("rates", "percent"), [(Rates(), 0), (Rates(1240, 1239), 99), (Rates(8, 8), 100)]
)
def test_only_what_is_whole_is_whole(rates: Rates, percent: int) -> None:
    assert rates.completeness == percent
