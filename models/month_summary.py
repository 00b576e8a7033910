"""A month of many units in one: their lines added up by task as they are read, one unit at a time.

Pure: kept lines come in, totals go out; no line is held on to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from typing import NamedTuple

from models.line_status import LineStatus
from models.live_lines import Place
from models.month_line import NUMBERS, MonthLine

_UNFINISHED = (LineStatus.OVER, LineStatus.DOING, LineStatus.NONE)
_WORST_FIRST = (*_UNFINISHED, LineStatus.LATE, LineStatus.DONE, LineStatus.NOT_APPLICABLE)

Figures = tuple[int | None, ...]
"""What was counted, in the order of NUMBERS; None where nobody wrote it, which is not zero."""


class TaskPlace(NamedTuple):
    """Where a task stands: the unit that issued its plan, its root, its place in the plan."""

    issuer_id: int
    root_id: int
    issued_on: date | None
    position: int


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit did of one task: of several lines where its offices or hamlets have it."""

    status: LineStatus
    figures: Figures
    assignment_id: int

    def __add__(self, other: Share) -> Share:
        pairs = zip(self.figures, other.figures, strict=True)
        figures = tuple(_plus(one, two) for one, two in pairs)
        return Share(_together(self.status, other.status), figures, self.assignment_id)


@dataclass(slots=True)
class Total:
    """Shares added up: how many stand how, what was counted, and by how many each."""

    counts: Counter[LineStatus] = field(default_factory=Counter)
    sums: list[int] = field(default_factory=lambda: [0] * len(NUMBERS))
    told: list[int] = field(default_factory=lambda: [0] * len(NUMBERS))

    def add(self, share: Share) -> None:
        """Count one share more."""
        self.counts[share.status] += 1
        for place, figure in enumerate(share.figures):
            if figure is not None:
                self.sums[place] += figure
                self.told[place] += 1

    def include(self, other: Total) -> None:
        """Count another total's shares too."""
        self.counts.update(other.counts)
        self.sums = [one + two for one, two in zip(self.sums, other.sums, strict=True)]
        self.told = [one + two for one, two in zip(self.told, other.told, strict=True)]

    @property
    def all(self) -> int:
        """How many shares there are."""
        return self.counts.total()

    @property
    def figures(self) -> Figures:
        """The sums; None where nobody wrote a number."""
        return tuple(s if n else None for s, n in zip(self.sums, self.told, strict=True))


@dataclass(slots=True)
class TaskTotal:
    """A task of a plan over the units: `counted` from approved months, `pending` from those that
    wait for a decision. `line` has its words, of a unit that did not adopt it where there is one.
    """

    line: MonthLine
    is_adopted: bool
    place: TaskPlace | None
    seen: int
    counted: Total = field(default_factory=Total)
    pending: Total = field(default_factory=Total)

    @property
    def order(self) -> tuple[date, int, int]:
        """By plan, and as the plan has them; what cannot be read any more comes last."""
        issued_on = self.place.issued_on if self.place else None
        position = self.place.position if self.place else self.seen
        return issued_on or date.max, self.line.plan_id or 0, position


class Said(NamedTuple):
    """A line of a unit as it is quoted: its difficulty, or the work that the unit added."""

    unit_id: int
    line: MonthLine
    status: LineStatus


@dataclass
class Summary:
    """The months of many units in one.

    `task_of` says of which task an assignment is, `places` where the tasks stand; of the task
    `kept_id` every unit's share is kept as well, in `shares` and `pending_shares`. `added` is work
    that units gave themselves.
    """

    task_of: Mapping[int, int]
    places: Mapping[int, TaskPlace]
    kept_id: int | None = None
    tasks: dict[int, TaskTotal] = field(default_factory=dict)
    by_unit: dict[int, Total] = field(default_factory=dict)
    all: Total = field(default_factory=Total)
    own: Total = field(default_factory=Total)
    difficulties: list[Said] = field(default_factory=list)
    added: list[Said] = field(default_factory=list)
    shares: dict[int, Share] = field(default_factory=dict)
    pending_shares: dict[int, Share] = field(default_factory=dict)

    @property
    def in_order(self) -> list[tuple[int, TaskTotal]]:
        """The tasks by plan, as the plans have them."""
        return sorted(self.tasks.items(), key=lambda one: one[1].order)

    def add(self, unit_id: int, lines: Iterable[MonthLine], as_at: date) -> None:
        """Count the month of a unit that was approved, as at the day it was handed in."""
        mine = self.by_unit[unit_id] = Total()
        given: list[tuple[int, Share]] = []
        for line in _present(lines):
            share = _share(line, as_at)
            key = self._key(line, unit_id)
            self._quote(unit_id, line, share.status, is_own=key is None)
            if key is None:
                _add_to(share, mine, self.all, self.own)
            else:
                given.append((key, share))
        for key, share in _joined(given).items():
            _add_to(share, mine, self.all, self.tasks[key].counted)
            if key == self.kept_id:
                self.shares[unit_id] = share

    def add_pending(self, unit_id: int, lines: Iterable[MonthLine], as_at: date) -> None:
        """Note the month of a unit that waits for a decision: it is in no sum of `add`."""
        keyed = [(self._key(line, unit_id), _share(line, as_at)) for line in _present(lines)]
        for key, share in _joined((key, one) for key, one in keyed if key is not None).items():
            self.tasks[key].pending.add(share)
            if key == self.kept_id:
                self.pending_shares[unit_id] = share

    def _quote(self, unit_id: int, line: MonthLine, status: LineStatus, *, is_own: bool) -> None:
        if line.difficulty:
            self.difficulties.append(Said(unit_id, line, status))
        if is_own:
            self.added.append(Said(unit_id, line, status))

    def _key(self, line: MonthLine, unit_id: int) -> int | None:
        """The task a line is added to, by its root; None for work that the unit gave itself."""
        task_id = self.task_of.get(line.assignment_id)
        if line.plan_id is None or task_id is None:
            return None
        place = self.places.get(task_id)
        is_from_itself = place is not None and place.issuer_id == unit_id
        if place is not None and is_from_itself and place.root_id == task_id:
            return None
        key = place.root_id if place else task_id
        known = self.tasks.get(key)
        if known is None or (known.is_adopted and not is_from_itself):
            made = TaskTotal(line, is_from_itself, place, len(self.tasks))
            if known is not None:
                made.counted, made.pending = known.counted, known.pending
            self.tasks[key] = made
        return key


def total_of(shares: Iterable[Share]) -> Total:
    """Shares added up."""
    total = Total()
    for share in shares:
        total.add(share)
    return total


def total_of_all(totals: Iterable[Total]) -> Total:
    """Totals added up."""
    total = Total()
    for one in totals:
        total.include(one)
    return total


def _present(lines: Iterable[MonthLine]) -> Iterator[MonthLine]:
    return (line for line in lines if line.place is not Place.UPCOMING)


def _share(line: MonthLine, as_at: date) -> Share:
    figures = (line.times, line.children, line.adults, line.amount)
    return Share(line.status_on(as_at), figures, line.assignment_id)


def _joined(given: Iterable[tuple[int, Share]]) -> dict[int, Share]:
    """One share for each task: what offices and hamlets of a unit did of it together."""
    found: dict[int, list[Share]] = {}
    for key, share in given:
        found.setdefault(key, []).append(share)
    return {key: reduce(Share.__add__, shares) for key, shares in found.items()}


def _together(one: LineStatus, other: LineStatus) -> LineStatus:
    """How two lines of one task stand together: as the worse; begun where one is finished and the
    other not begun."""
    worse = min(one, other, key=_WORST_FIRST.index)
    is_begun = worse is LineStatus.NONE and one is not other
    return LineStatus.DOING if is_begun else worse


def _plus(one: int | None, two: int | None) -> int | None:
    return two if one is None else one if two is None else one + two


def _add_to(share: Share, *totals: Total) -> None:
    for total in totals:
        total.add(share)
