"""What is hidden in public: every small table, read by somebody who knows the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any

import pytest

from models.public_figures import FEWEST, Hidden, alone, column, girls_and_boys

FEW, KEPT = Hidden.FEW, Hidden.KEPT
Case = tuple[Sequence[int | None], Sequence[Any]]
"""The numbers as they are, and all that is shown of them."""


def columns(units: int, largest: int) -> Iterator[Case]:
    for numbers in product([None, *range(largest + 1)], repeat=units):
        total = sum(number or 0 for number in numbers)
        yield numbers, (*column(numbers), alone(total))


def pairs(largest: int) -> Iterator[Case]:
    known = [None, *range(largest + 1)]
    for children, girls, boys in product(known, repeat=3):
        if children is None or (girls or 0) + (boys or 0) <= children:
            shown = (*girls_and_boys(children, girls, boys), alone(children))
            yield (girls, boys, children), shown


def given_away(cases: Iterable[Case]) -> list[Sequence[Any]]:
    """What is shown that leaves but one possible number for a hidden one."""
    possible: dict[Any, set[Any]] = defaultdict(set)
    for numbers, shown in cases:
        for place, number in enumerate(numbers):
            possible[(tuple(shown), place)].add(number)
    return [
        shown
        for (shown, place), numbers in possible.items()
        if isinstance(shown[place], Hidden) and len(numbers) < 2
    ]


@pytest.mark.parametrize(("units", "largest"), [(1, 14), (2, 14), (3, 11), (4, 6)])
def test_no_hidden_number_of_a_unit_can_be_worked_out(units: int, largest: int) -> None:
    room = [case for case in columns(units, largest) if sum(n or 0 for n in case[0]) <= largest]
    assert given_away(room) == []


def test_neither_girls_nor_boys_can_be_worked_out() -> None:
    assert given_away(pairs(14)) == []


def test_the_search_would_find_what_is_given_away() -> None:
    cases = [((number, 10), (alone(number), 10, number + 10)) for number in range(20)]
    assert len(given_away(cases)) == FEWEST


@pytest.mark.parametrize("cases", [columns(3, 9), pairs(11)])
def test_nothing_under_five_is_shown_and_nothing_is_changed(cases: Iterator[Case]) -> None:
    for numbers, shown in cases:
        for number, one in zip(numbers, shown, strict=False):
            assert isinstance(one, Hidden) or one == number
            assert isinstance(one, Hidden) or one is None or one >= FEWEST


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([], []),
        ([None], [None]),
        ([60, 12], [60, 12]),
        ([3], [FEW]),
        ([1, 2], [FEW, FEW]),
        ([3, 60], [KEPT, KEPT]),
        ([60, 3], [KEPT, KEPT]),
        ([60, 3, 40], [60, KEPT, KEPT]),
        ([60, 40, 3], [KEPT, 40, KEPT]),
        ([1, 2, 40, 60], [KEPT, KEPT, KEPT, 60]),
        ([3, 4, 40], [KEPT, KEPT, 40]),
        ([3, None, 40, 60], [KEPT, None, KEPT, 60]),
        ([0, 40, 60], [KEPT, KEPT, 60]),
    ],
)
def test_a_column_hides_as_little_as_it_must(numbers: Any, shown: Any) -> None:
    assert column(numbers) == shown


@pytest.mark.parametrize(
    ("children", "girls", "boys", "shown"),
    [
        (60, 31, 29, (31, 29)),
        (60, 58, 2, (KEPT, KEPT)),
        (60, 30, None, (30, None)),
        (60, 57, None, (KEPT, None)),
        (60, 30, 27, (KEPT, KEPT)),
        (4, 1, 3, (FEW, FEW)),
        (None, 2, 30, (FEW, 30)),
        (60, None, None, (None, None)),
    ],
)
def test_girls_and_boys_are_shown_together(
    children: Any, girls: Any, boys: Any, shown: Any
) -> None:
    assert girls_and_boys(children, girls, boys) == shown
