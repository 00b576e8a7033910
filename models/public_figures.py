"""Numbers of children as they may stand in public: none under five, and none that gives one away.

Pure. What is hidden is never part of what comes out, only that it is hidden. Who knows the rules
and all that is shown still finds at least two numbers for every hidden one; the tests go through
all small tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

FEWEST = 5
"""The smallest number of children that is shown (design/domain.md, 7)."""


class Hidden(StrEnum):
    """Why a number is not shown."""

    FEW = "few"
    """It is under FEWEST, and may be said to be."""
    KEPT = "kept"
    """It is under FEWEST, or another one could be worked out from it: which, is not said."""


Shown = int | Hidden | None
"""A number, why it is hidden, or None where nobody wrote one."""


def alone(number: int | None) -> Shown:
    """A number that no other one on the page adds up with."""
    return Hidden.FEW if _is_few(number) else number


def column(numbers: Sequence[int | None]) -> list[Shown]:
    """The numbers of some units, under their sum, which is shown as alone() has it.

    One that is hidden could be worked out from the sum and the others, so the next ones are hidden
    with it until those hidden add up to FEWEST together. The next ones and not the smallest or
    largest: a choice by size would say something about it.
    """
    known = [place for place, number in enumerate(numbers) if number is not None]
    few = {place for place in known if _is_few(numbers[place])}
    if _is_few(_sum_of(numbers, known)):
        return [alone(number) for number in numbers]
    hidden = _with_neighbours(numbers, known, few) if few else set()
    return [Hidden.KEPT if place in hidden else one for place, one in enumerate(numbers)]


def girls_and_boys(
    children: int | None, girls: int | None, boys: int | None
) -> tuple[Shown, Shown]:
    """Girls and boys beside all the children: both, or neither where one of them, or those of whom
    it is not known which, are few."""
    if children is None or _is_few(children):
        return alone(girls), alone(boys)
    rest = children - (girls or 0) - (boys or 0)
    if any(map(_is_few, (girls, boys, rest or None))):
        return _kept(girls), _kept(boys)
    return girls, boys


def _with_neighbours(
    numbers: Sequence[int | None], known: Sequence[int], few: set[int]
) -> set[int]:
    """The few, and those after the first of them, going round, until enough are hidden."""
    hidden, start = set(few), known.index(min(few))
    for place in (*known[start:], *known[:start]):
        if len(hidden) > 1 and not _is_few(_sum_of(numbers, hidden)):
            break
        hidden.add(place)
    return hidden


def _sum_of(numbers: Sequence[int | None], places: set[int] | Sequence[int]) -> int:
    return sum(numbers[place] or 0 for place in places)


def _is_few(number: int | None) -> bool:
    return number is not None and number < FEWEST


def _kept(number: int | None) -> Shown:
    return None if number is None else Hidden.KEPT
