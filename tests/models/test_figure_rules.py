"""The figures of an activity: completed, refused, asked back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.figure_rules import (
    COUNTS,
    LARGEST_COUNT,
    LARGEST_MONEY,
    MONEY,
    Doubt,
    Fault,
    Figures,
    Finding,
    Source,
    complete,
    day_doubts,
    day_faults,
    doubts,
    faults,
)

TODAY = date(2026, 9, 15)
MILLION = 10**6

COMPLETED: list[tuple[dict[str, int], Source | None, dict[str, int | None]]] = [
    ({"girls": 29, "boys": 31}, None, {"children": 60}),
    ({"girls": 0, "boys": 31}, None, {"children": 31}),
    ({"children": 60, "girls": 29}, None, {"boys": 31}),
    ({"children": 60, "boys": 31}, None, {"girls": 29}),
    ({"children": 60, "boys": 60}, None, {"girls": 0}),
    ({"children": 60, "boys": 61}, None, {"girls": None}),
    ({"children": 60}, None, {"girls": None, "boys": None}),
    ({"girls": 29}, None, {"children": None, "boys": None}),
    ({"gift_value": 7}, Source.BUDGET, {"budget": 7, "mobilised": None}),
    ({"gift_value": 7}, Source.MOBILISED, {"mobilised": 7, "budget": None}),
    ({"gift_value": 0}, Source.MOBILISED, {"mobilised": 0}),
    ({"gift_value": 7}, Source.BOTH, {"mobilised": None, "budget": None}),
    ({"gift_value": 7, "budget": 3}, Source.BOTH, {"mobilised": 4}),
    ({"gift_value": 7, "mobilised": 3}, Source.BOTH, {"budget": 4}),
    ({"gift_value": 7, "mobilised": 9}, Source.BOTH, {"budget": None}),
    ({"gift_value": 7, "mobilised": 9}, Source.MOBILISED, {"budget": None, "mobilised": 9}),
    ({"gift_value": 7, "mobilised": 9}, Source.BUDGET, {"budget": None, "mobilised": 9}),
    ({"gift_value": 7}, None, {"budget": None, "mobilised": None}),
    ({"gifts": 7}, Source.BUDGET, {"budget": None, "gift_value": None}),
]

REFUSED: list[tuple[dict[str, int], Source | None, str, Fault]] = [
    *(({name: -1}, None, name, Fault.NEGATIVE) for name in ("adults", "gifts", "budget")),
    *(({name: LARGEST_COUNT + 1}, None, name, Fault.TOO_LARGE) for name in ("sessions", "gifts")),
    *(({name: LARGEST_MONEY + 1}, None, name, Fault.TOO_LARGE) for name in MONEY),
    ({"children": 60, "girls": 29, "boys": 30}, None, "children", Fault.AGAINST_TOTAL),
    ({"children": 60, "girls": 61}, None, "children", Fault.AGAINST_TOTAL),
    ({"children": 60, "boys": 61}, None, "children", Fault.AGAINST_TOTAL),
    ({"children": 6, "special": 7}, None, "special", Fault.MORE_THAN_ALL),
    ({"girls": 29}, None, "boys", Fault.HALF_MISSING),
    ({"boys": 29}, None, "girls", Fault.HALF_MISSING),
    ({"special": 2}, None, "children", Fault.ALL_MISSING),
    ({"gifts": 0, "gift_value": 5}, None, "gifts", Fault.NO_GIFTS),
    ({"gifts": 1, "gift_value": 5}, Source.BOTH, "budget", Fault.SOURCE_MISSING),
    ({"gift_value": 5, "budget": 9}, Source.BOTH, "mobilised", Fault.SOURCE_MISSING),
    ({"gift_value": 5, "budget": 9}, Source.MOBILISED, "source", Fault.OTHER_SOURCE),
]

ASKED: list[tuple[dict[str, int], str, Doubt]] = [
    ({"children": 2_001}, "children", Doubt.MANY),
    ({"children": 2_001, "girls": 2_001}, "children", Doubt.MANY),
    ({"adults": 5_001}, "adults", Doubt.MANY),
    ({"gifts": 5_001}, "gifts", Doubt.MANY),
    ({"sessions": 101}, "sessions", Doubt.MANY),
    ({"gift_value": 5_000}, "gifts", Doubt.GIFTS_UNCOUNTED),
    ({"gifts": 2, "gift_value": 101 * MILLION}, "gift_value", Doubt.DEAR_GIFT),
    ({"gifts": 10, "gift_value": 9_999}, "gift_value", Doubt.CHEAP_GIFT),
    ({"budget": 10**10 + 1}, "budget", Doubt.MUCH_MONEY),
    ({"mobilised": 10**10 + 1}, "mobilised", Doubt.MUCH_MONEY),
    ({"gifts": 60, "gift_value": 7 * MILLION, "budget": MILLION}, "gift_value", Doubt.ABOVE_COST),
]

PLAUSIBLE: list[dict[str, int]] = [
    {},
    {"children": 0, "adults": 0},
    {"children": 2_000, "adults": 5_000, "sessions": 100},
    {"children": 6, "special": 6},
    {"gifts": 5_000},
    {"gifts": 2, "gift_value": 100 * MILLION},
    {"gifts": 10, "gift_value": 10_000},
    {"gifts": 60, "gift_value": 0},
    {"gifts": 60, "gift_value": 7 * MILLION, "budget": MILLION, "mobilised": 6 * MILLION},
    {"budget": 10**10},
]


@pytest.mark.parametrize(("typed", "source", "expected"), COMPLETED)
def test_what_follows_is_filled_in(
    typed: dict[str, int], source: Source | None, expected: dict[str, int | None]
) -> None:
    completed = complete(Figures(**typed), source)
    assert {name: getattr(completed, name) for name in {**typed, **expected}} == typed | expected


@pytest.mark.parametrize(("typed", "source", "field", "what"), REFUSED)
def test_what_cannot_be_is_refused(
    typed: dict[str, int], source: Source | None, field: str, what: Fault
) -> None:
    found = faults(complete(Figures(**typed), source), source)
    assert [(one.field, one.what) for one in found] == [(field, what)]


@pytest.mark.parametrize(("typed", "field", "what"), ASKED)
def test_what_is_absurd_is_asked_back(typed: dict[str, int], field: str, what: Doubt) -> None:
    given_figures = Figures(**typed)
    assert faults(given_figures) == []
    assert [(one.field, one.what) for one in doubts(given_figures)] == [(field, what)]


@pytest.mark.parametrize("typed", PLAUSIBLE)
def test_what_is_plausible_passes(typed: dict[str, int]) -> None:
    assert faults(Figures(**typed)) == []
    assert doubts(Figures(**typed)) == []


def test_a_unit_above_others_reaches_more() -> None:
    many = Figures(children=30_000)
    assert [one.what for one in doubts(many)] == [Doubt.MANY]
    assert doubts(many, has_below=True) == []


def test_another_value_is_asked_about_anew() -> None:
    keys = {doubts(Figures(children=count))[0].key for count in (2_001, 2_001, 20_010)}
    assert keys == {"children-many-2001-2000", "children-many-20010-2000"}


DAYS: list[tuple[date, bool, Doubt | None]] = [
    (TODAY, True, None),
    (TODAY - timedelta(days=60), True, None),
    (TODAY - timedelta(days=61), True, Doubt.LONG_AGO),
    (date(2025, 9, 15), True, Doubt.OTHER_YEAR),
    (date(2027, 1, 1), False, Doubt.OTHER_YEAR),
    (date(2027, 1, 1), True, Doubt.TO_COME),
    (TODAY + timedelta(days=1), True, Doubt.TO_COME),
    (TODAY + timedelta(days=1), False, None),
]


@pytest.mark.parametrize(("day", "is_counted", "what"), DAYS)
def test_days_that_are_asked_back(day: date, is_counted: bool, what: Doubt | None) -> None:
    found = day_doubts(day, TODAY, is_counted=is_counted)
    assert [one.what for one in found] == ([what] if what else [])


def test_days_that_are_refused() -> None:
    began, tomorrow = date(2025, 7, 1), TODAY + timedelta(days=1)

    def refused(day: date, **how: Any) -> list[Any]:
        return [one.what for one in day_faults(day, TODAY, began, **how)]

    assert refused(date(2025, 6, 30)) == [Fault.BEFORE_UNIT]
    assert refused(began) == refused(tomorrow) == refused(TODAY, is_done=True) == []
    assert refused(tomorrow, is_done=True) == [Fault.DAY_TO_COME]
    assert day_faults(date(1990, 1, 1), TODAY) == []


numbers = st.none() | st.integers(-5, 200)
figures = st.builds(Figures, **dict.fromkeys((*COUNTS, *MONEY), numbers))


@given(figures, st.none() | st.sampled_from(Source))
def test_completing_is_done_once_and_changes_nothing_that_was_typed(
    typed: Figures, source: Source | None
) -> None:
    completed = complete(typed, source)
    assert complete(completed, source) == completed
    for name in (*COUNTS, *MONEY):
        assert getattr(typed, name) in (None, getattr(completed, name))


@given(figures)
def test_what_is_not_refused_adds_up(typed: Figures) -> None:
    done = complete(typed)
    if faults(done):
        return
    if done.girls is not None:
        assert done.children == done.girls + (done.boys or 0)
    assert (done.special or 0) <= (done.children or 0)


@given(figures, st.none() | st.sampled_from(Source))
def test_a_field_has_one_word(typed: Figures, source: Source | None) -> None:
    found: list[Finding] = faults(complete(typed, source), source)
    assert len({one.field for one in found}) == len(found)
