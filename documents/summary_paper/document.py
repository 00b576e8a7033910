"""What a summary says, as its paper needs it; each number with the address it leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from documents.month_paper import Source
from documents.sentences import short_self

STATUSES = ("done", "late", "doing", "not_applicable", "none", "over")


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums in the order times, children, adults, amount (whole đồng): None where nobody wrote one;
    `told` is of how many each is the sum."""

    sums: tuple[int | None, ...] = (None,) * 4
    told: tuple[int, ...] = (0,) * 4


@dataclass(frozen=True, slots=True)
class Done:
    """How many stand how (done, late, doing, over, none, not_applicable), and what was counted.

    `href` is where that is told; where it `has_parts`, "?show=done" after it leads to those.
    """

    href: str = ""
    has_parts: bool = True
    counts: Mapping[str, int] = field(default_factory=dict)
    figures: Figures = Figures()

    @property
    def all(self) -> int:
        return sum(self.counts.values())

    def leading_to(self, status: str) -> str:
        """Where those are told that stand in one way."""
        return f"{self.href}?show={status}" if self.href and self.has_parts else self.href


@dataclass(frozen=True, slots=True)
class TaskDone:
    """A task over all units; `plan` is the key of its Source. `pending` units wait for a decision
    and are in no sum."""

    text: str
    plan: int
    done: Done
    section: str = ""
    number: str = ""
    pending: int = 0


@dataclass(frozen=True, slots=True)
class UnitDone:
    """A unit with what became of its month; `done` where it was approved."""

    name: str
    standing: str
    submitted_on: date | None = None
    done: Done | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What a unit wrote: a difficulty with its task, or work that it gave itself."""

    unit: str
    text: str
    task: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class SummaryDocument:
    """A month of the units below, as at a day; see MonthDocument for who reports.

    `groups` counts units by what became of their months, each with names or reasons where they are
    told: (words, number, address, names). `counted` months were approved, of `expected`.
    """

    issuer: str
    noun: str
    place: str
    named: date
    first_day: date
    last_day: date
    next_named: date
    as_at: date
    href: str
    above: str = ""
    is_root: bool = False
    expected: int = 0
    counted: int = 0
    groups: tuple[tuple[str, int, str, str], ...] = ()
    missing: str = ""
    all: Done = Done()
    own: Done = Done()
    tasks: tuple[TaskDone, ...] = ()
    units: tuple[UnitDone, ...] = ()
    difficulties: tuple[Quote, ...] = ()
    added: tuple[Quote, ...] = ()
    sources: Mapping[int, Source] = field(default_factory=dict)

    @property
    def itself(self) -> str:
        """How the paper speaks of its issuer after the first time."""
        return short_self(self.issuer, self.noun) or "đơn vị"
