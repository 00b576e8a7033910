"""The figures of an activity: what follows from what was typed, what is refused or asked back.

Pure: what is asked back is accepted once the person says that it is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum

LARGEST_COUNT = 1_000_000
"""Of people, times and gifts; more is a slip of the finger."""
LARGEST_MONEY = 10**13
"""In đồng; a thousand rows of it still fit into a sum."""
LEAST_GIFT, DEAREST_GIFT = 1_000, 50_000_000
DEAREST = 10 * 10**9
EARLIEST = date(1900, 1, 1)
"""Before it a day is a slip of the finger; the calendar itself ends in the year 1."""
LONG_AGO = timedelta(days=60)


class Source(StrEnum):
    """Where the money of the gifts comes from."""

    BUDGET = "budget"
    MOBILISED = "mobilised"
    BOTH = "both"


class Fault(StrEnum):
    """Why figures or a day are refused."""

    NEGATIVE = "negative"
    TOO_LARGE = "too_large"
    AGAINST_TOTAL = "against_total"
    MORE_THAN_ALL = "more_than_all"
    HALF_MISSING = "half_missing"
    ALL_MISSING = "all_missing"
    NO_GIFTS = "no_gifts"
    SOURCE_MISSING = "source_missing"
    OTHER_SOURCE = "other_source"
    BEFORE_UNIT = "before_unit"
    DAY_TO_COME = "day_to_come"


class Doubt(StrEnum):
    """Why figures or a day are asked back."""

    MANY = "many"
    GIFTS_UNCOUNTED = "gifts_uncounted"
    DEAR_GIFT = "dear_gift"
    CHEAP_GIFT = "cheap_gift"
    MUCH_MONEY = "much_money"
    ABOVE_COST = "above_cost"
    ABOVE_PLEDGE = "above_pledge"
    OTHER_YEAR = "other_year"
    LONG_AGO = "long_ago"
    TO_COME = "to_come"


@dataclass(frozen=True)
class Finding:
    """What is wrong with a field, or doubtful about it, with the values that show it."""

    what: Fault | Doubt
    field: str
    values: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """Names a doubt together with its values: another value is asked about anew."""
        return "-".join((self.field, self.what, *map(str, self.values)))


@dataclass(frozen=True)
class Figures:
    """What an activity reached and cost; None is not known, which is not zero. Money in đồng.

    `budget` and `mobilised` together are the whole cost, the gifts' value included.
    """

    children: int | None = None
    girls: int | None = None
    boys: int | None = None
    special: int | None = None
    adults: int | None = None
    sessions: int | None = None
    gifts: int | None = None
    gift_value: int | None = None
    budget: int | None = None
    mobilised: int | None = None

    @property
    def cost(self) -> int | None:
        known = [part for part in (self.budget, self.mobilised) if part is not None]
        return sum(known) if known else None

    @property
    def are_empty(self) -> bool:
        return all(getattr(self, field.name) is None for field in fields(self))


COUNTS = ("sessions", "children", "girls", "boys", "special", "adults", "gifts")
MONEY = ("gift_value", "budget", "mobilised")
_MOST = {"sessions": 100, "children": 2_000, "adults": 5_000, "gifts": 5_000}
_TIMES_ABOVE = 20
"""How many times what is plausible in a commune is so where there are units below."""


def complete(given: Figures, source: Source | None = None) -> Figures:
    """What was typed, with what follows from it: the total, the other half, the gifts' source."""
    return _with_source(_with_halves(given), source)


def faults(given: Figures, source: Source | None = None) -> list[Finding]:
    """Why completed figures are refused, at most once a field."""
    found = [*_bad_numbers(given), *_bad_heads(given), *_bad_gifts(given, source)]
    return list({finding.field: finding for finding in reversed(found)}.values())[::-1]


def doubts(given: Figures, *, has_below: bool = False) -> list[Finding]:
    """What is asked back of completed figures that are not refused."""
    times = _TIMES_ABOVE if has_below else 1
    return [*_many(given, times), *_doubtful_gifts(given), *_much(given)]


def day_faults(
    day: date, today: date, unit_began: date | None = None, *, is_done: bool = False
) -> list[Finding]:
    """Why a day is refused: the unit was not there yet, or what is done is still to come."""
    first = max(unit_began or EARLIEST, EARLIEST)
    if day < first:
        return [Finding(Fault.BEFORE_UNIT, "held_on", (first.toordinal(),))]
    if is_done and day > today:
        return [Finding(Fault.DAY_TO_COME, "held_on")]
    return []


def day_doubts(day: date, today: date, *, is_counted: bool = True) -> list[Finding]:
    """What is asked back of a day; `is_counted`: the activity has figures, so it was held."""
    what = _doubt_of(day, today, is_counted)
    return [Finding(what, "held_on", (day.toordinal(),))] if what else []


def _doubt_of(day: date, today: date, is_counted: bool) -> Doubt | None:
    if day > today and is_counted:
        return Doubt.TO_COME
    if day.year != today.year:
        return Doubt.OTHER_YEAR
    return Doubt.LONG_AGO if day < today - LONG_AGO else None


def _with_halves(given: Figures) -> Figures:
    if given.children is None and given.girls is not None and given.boys is not None:
        return replace(given, children=given.girls + given.boys)
    if given.children is None:
        return given
    if given.girls is not None and given.boys is None and given.girls <= given.children:
        return replace(given, boys=given.children - given.girls)
    if given.boys is not None and given.girls is None and given.boys <= given.children:
        return replace(given, girls=given.children - given.boys)
    return given


def _with_source(given: Figures, source: Source | None) -> Figures:
    """The gifts' value is the money of their one source where nothing else was typed."""
    value = given.gift_value
    if value is None or source is None:
        return given
    if source is Source.BOTH:
        return _with_rest(given, value)
    if given.cost is not None:
        return given
    if source is Source.BUDGET:
        return replace(given, budget=value)
    return replace(given, mobilised=value)


def _with_rest(given: Figures, value: int) -> Figures:
    """Of two sources one was typed: the rest of the gifts' value is of the other."""
    if given.mobilised is None and given.budget is not None and given.budget < value:
        return replace(given, mobilised=value - given.budget)
    if given.budget is None and given.mobilised is not None and given.mobilised < value:
        return replace(given, budget=value - given.mobilised)
    return given


def _bad_numbers(given: Figures) -> Iterator[Finding]:
    for names, largest in ((COUNTS, LARGEST_COUNT), (MONEY, LARGEST_MONEY)):
        for name in names:
            value = getattr(given, name)
            if value is not None and value < 0:
                yield Finding(Fault.NEGATIVE, name, (value,))
            elif value is not None and value > largest:
                yield Finding(Fault.TOO_LARGE, name, (value, largest))


def _bad_heads(given: Figures) -> Iterator[Finding]:
    parts = [part for part in (given.girls, given.boys) if part is not None]
    if given.children is None:
        yield from _without_total(given)
    elif sum(parts) > given.children or (len(parts) == 2 and sum(parts) != given.children):
        yield Finding(Fault.AGAINST_TOTAL, "children", (sum(parts), given.children))
    elif given.special is not None and given.special > given.children:
        yield Finding(Fault.MORE_THAN_ALL, "special", (given.special, given.children))


def _without_total(given: Figures) -> Iterator[Finding]:
    """Heads without their total would be missing in every sum."""
    if given.girls is not None:
        yield Finding(Fault.HALF_MISSING, "boys")
    elif given.boys is not None:
        yield Finding(Fault.HALF_MISSING, "girls")
    elif given.special is not None:
        yield Finding(Fault.ALL_MISSING, "children")


def _bad_gifts(given: Figures, source: Source | None) -> Iterator[Finding]:
    if given.gift_value and given.gifts == 0:
        yield Finding(Fault.NO_GIFTS, "gifts")
    if given.gift_value is None or source is None:
        return
    if source is Source.BOTH and None in (given.budget, given.mobilised):
        missing = "budget" if given.budget is None else "mobilised"
        yield Finding(Fault.SOURCE_MISSING, missing)
    elif source is not Source.BOTH and getattr(given, source.value) is None:
        yield Finding(Fault.OTHER_SOURCE, "source")


def _many(given: Figures, times: int) -> Iterator[Finding]:
    for name, most in _MOST.items():
        value = getattr(given, name)
        if value is not None and value > most * times:
            yield Finding(Doubt.MANY, name, (value, most * times))


def _doubtful_gifts(given: Figures) -> Iterator[Finding]:
    value, gifts = given.gift_value, given.gifts
    if not value:
        return
    if gifts is None:
        yield Finding(Doubt.GIFTS_UNCOUNTED, "gifts", (value,))
    elif gifts and value > gifts * DEAREST_GIFT:
        yield Finding(Doubt.DEAR_GIFT, "gift_value", (value, gifts))
    elif value < gifts * LEAST_GIFT:
        yield Finding(Doubt.CHEAP_GIFT, "gift_value", (value, gifts))


def _much(given: Figures) -> Iterator[Finding]:
    for name in MONEY:
        value = getattr(given, name)
        if value is not None and value > DEAREST:
            yield Finding(Doubt.MUCH_MONEY, name, (value,))
    cost = given.cost
    if cost is not None and given.gift_value is not None and given.gift_value > cost:
        yield Finding(Doubt.ABOVE_COST, "gift_value", (given.gift_value, cost))
