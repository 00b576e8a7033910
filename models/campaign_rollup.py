"""A campaign over many units: who planned, held and reported what, and what that adds up to.

Pure: what was read of each unit comes in, rows and totals go out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field
from datetime import date
from enum import StrEnum
from functools import reduce

from models.activity import plus
from models.activity_sums import Sums
from models.participation import HANDED_IN, ParticipationState


class Missing(StrEnum):
    """What a unit still owes a campaign, the most pressing first."""

    OVERDUE = "overdue"
    RETURNED = "returned"
    RESULT = "result"
    HELD = "held"
    PLAN = "plan"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Days:
    """When a campaign runs and is reported on."""

    starts_on: date
    ends_on: date
    report_due_on: date


@dataclass(frozen=True, slots=True)
class Money:
    """Whole đồng by source; None where nobody wrote it."""

    budget: int | None = None
    mobilised: int | None = None

    @property
    def cost(self) -> int | None:
        """Both sources together."""
        return plus(self.budget, self.mobilised)

    def __add__(self, other: Money) -> Money:
        return Money(plus(self.budget, other.budget), plus(self.mobilised, other.mobilised))


@dataclass(frozen=True, slots=True)
class Gifts:
    """Gifts needed, pledged, received and not given yet; None where nobody wrote it."""

    needed: int | None = None
    pledged: int | None = None
    received: int | None = None
    left: int | None = None

    def __add__(self, other: Gifts) -> Gifts:
        return Gifts(*map(plus, astuple(self), astuple(other)))


@dataclass(frozen=True, slots=True)
class Part:
    """A unit in a campaign as it was read; `before` is what it did a year earlier, None where
    nothing is known, `waiting` how many entries of partners wait for the unit."""

    unit_id: int
    name: str
    slug: str
    path: str
    sort_key: str = ""
    sums: Sums = field(default_factory=Sums)
    before: Sums | None = None
    state: ParticipationState = ParticipationState.OPEN
    is_planned: bool = False
    planned: Money = Money()
    gifts: Gifts = Gifts()
    waiting: int = 0
    difficulties: str = ""
    proposals: str = ""

    @property
    def is_held(self) -> bool:
        return self.sums.activities > 0

    @property
    def is_handed_in(self) -> bool:
        return self.state in HANDED_IN

    @property
    def is_approved(self) -> bool:
        return self.state == ParticipationState.APPROVED

    def missing(self, days: Days, today: date) -> list[Missing]:
        """What it owes as at a day; once approved, nothing but the entries that wait."""
        return [one for one in Missing if one in set(self._owed(days, today))]

    def _owed(self, days: Days, today: date) -> Iterator[Missing]:
        if self.waiting:
            yield Missing.WAITING
        if self.is_approved:
            return
        if not self.is_held and days.starts_on <= today:
            yield Missing.HELD
        if not self.is_handed_in:
            yield from self._not_handed_in(days, today)

    def _not_handed_in(self, days: Days, today: date) -> Iterator[Missing]:
        if not self.is_planned:
            yield Missing.PLAN
        if self.state == ParticipationState.RETURNED:
            yield Missing.RETURNED
        elif days.report_due_on < today:
            yield Missing.OVERDUE
        elif days.ends_on < today:
            yield Missing.RESULT


@dataclass(frozen=True)
class Total:
    """Units added up: how many stand where, what they did, planned and did a year earlier.

    `lacking` counts the units that owe anything, `missing` those that owe each thing.
    """

    units: int = 0
    planned: int = 0
    held: int = 0
    handed_in: int = 0
    approved: int = 0
    lacking: int = 0
    waiting: int = 0
    sums: Sums = field(default_factory=Sums)
    before: Sums | None = None
    money: Money = Money()
    gifts: Gifts = Gifts()
    missing: Counter[Missing] = field(default_factory=Counter)

    def __add__(self, other: Total) -> Total:
        return Total(
            self.units + other.units,
            self.planned + other.planned,
            self.held + other.held,
            self.handed_in + other.handed_in,
            self.approved + other.approved,
            self.lacking + other.lacking,
            self.waiting + other.waiting,
            self.sums + other.sums,
            _both(self.before, other.before),
            self.money + other.money,
            self.gifts + other.gifts,
            self.missing + other.missing,
        )


@dataclass(frozen=True)
class Row:
    """A line of the roll-up: a unit, or a unit with all those below it (`is_group`)."""

    name: str
    slug: str
    sort_key: str
    parts: tuple[Part, ...]
    is_group: bool
    total: Total

    @property
    def slowness(self) -> tuple[float, float, float, float, str]:
        """What the slowest sort first by: overdue, then the share approved, handed in and held."""
        total, units = self.total, self.total.units or 1
        late = total.missing[Missing.OVERDUE] / units
        done = total.approved + total.handed_in + total.held
        return -late, done / units, total.planned / units, -total.lacking / units, self.sort_key


@dataclass(frozen=True)
class Rollup:
    """The rows of a campaign as one unit reads it, the slowest first, and their total."""

    rows: list[Row]
    total: Total

    @property
    def parts(self) -> list[Part]:
        """Every unit by itself, by name."""
        found = [part for row in self.rows for part in row.parts]
        return sorted(found, key=lambda part: (part.sort_key, part.path))


def total_of(parts: Iterable[Part], days: Days, today: date) -> Total:
    """What some units amount to as at a day."""
    return reduce(Total.__add__, (_total(part, days, today) for part in parts), Total())


def roll_up(
    reader_path: str, parts: Iterable[Part], names: dict[str, Part], days: Days, today: date
) -> Rollup:
    """The units in the reach of a reader by the reader's children; `names` are those by path."""
    grouped: dict[str, list[Part]] = {}
    for part in parts:
        grouped.setdefault(child_of(reader_path, part.path), []).append(part)
    rows = [
        _row(names.get(path) or found[0], found, days, today) for path, found in grouped.items()
    ]
    ordered = sorted(rows, key=lambda row: row.slowness)
    return Rollup(ordered, reduce(Total.__add__, (row.total for row in rows), Total()))


def child_of(reader_path: str, path: str) -> str:
    """The path of the reader's child that a unit is or lies below; the reader's own, too."""
    below = path.removeprefix(reader_path)
    return path if below == path else reader_path + below[: below.find(".") + 1]


def _row(named: Part, parts: list[Part], days: Days, today: date) -> Row:
    is_group = any(part.path != named.path for part in parts)
    total = total_of(parts, days, today)
    return Row(named.name, named.slug, named.sort_key, tuple(parts), is_group, total)


def _total(part: Part, days: Days, today: date) -> Total:
    missing = Counter(part.missing(days, today))
    return Total(
        units=1,
        planned=int(part.is_planned),
        held=int(part.is_held),
        handed_in=int(part.is_handed_in),
        approved=int(part.is_approved),
        lacking=int(bool(missing)),
        waiting=part.waiting,
        sums=part.sums,
        before=part.before,
        money=part.planned,
        gifts=part.gifts,
        missing=missing,
    )


def _both(one: Sums | None, other: Sums | None) -> Sums | None:
    if one is None or other is None:
        return one or other
    return one + other
