"""What a month says, as its paper needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from documents.sentences import short_self


@dataclass(frozen=True, slots=True)
class Work:
    """A line of the month.

    `status` is done (in time), late, doing, over, none or not_applicable. `plan` is the key of its
    Source, None where the unit added it itself; `number` its number in that plan. `goes_on` is
    whether it is the same line next month, `recurs` whether a new period of it begins then.
    `amount` is in whole đồng. `href` is the absolute address of the line on its month's page.
    """

    text: str
    status: str = "none"
    plan: int | None = None
    section: str = ""
    number: str = ""
    due_on: date | None = None
    done_on: date | None = None
    months_late: int = 0
    times: int | None = None
    children: int | None = None
    adults: int | None = None
    amount: int | None = None
    note: str = ""
    reason: str = ""
    difficulty: str = ""
    goes_on: bool = False
    recurs: bool = False
    is_upcoming: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that gave work: as it is cited first, and later on."""

    in_full: str
    short: str


@dataclass(frozen=True, slots=True)
class MonthDocument:
    """A month of a unit, as at a day. Days and months are calendar days; `named` and `next_named`
    are the first days of the months that name it and the next one, whose last day is `next_last`.

    `issuer` and `above` are empty where the office writes them itself; `noun` is what the unit's
    offices call it ("xã"). `submitted_on` is None while it is a draft, which `is_sent_back` was
    handed in before. `changes` came after it was approved and are not in its figures. `href` is the
    absolute address of its page.
    """

    issuer: str
    noun: str
    place: str
    named: date
    first_day: date
    last_day: date
    next_named: date
    next_last: date
    as_at: date
    above: str = ""
    is_root: bool = False
    submitted_on: date | None = None
    is_approved: bool = False
    is_sent_back: bool = False
    changes: int = 0
    works: tuple[Work, ...] = ()
    sources: Mapping[int, Source] = field(default_factory=dict)
    href: str = ""

    @property
    def itself(self) -> str:
        """How the paper speaks of its issuer after the first time."""
        return short_self(self.issuer, self.noun) or "đơn vị"

    @property
    def present(self) -> tuple[Work, ...]:
        """The lines of the month, without those still to come."""
        return tuple(work for work in self.works if not work.is_upcoming)

    @property
    def upcoming(self) -> tuple[Work, ...]:
        return tuple(work for work in self.works if work.is_upcoming)

    @property
    def in_order(self) -> tuple[Work, ...]:
        """All lines as the annex counts them."""
        return self.present + self.upcoming
