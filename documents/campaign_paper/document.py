"""What the report of a campaign says, as its paper needs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from documents.sentences import short_self


@dataclass(frozen=True, slots=True)
class Figures:
    """What was done; money and worth in whole đồng, None where nobody wrote a number."""

    activities: int = 0
    sessions: int | None = None
    children: int | None = None
    girls: int | None = None
    boys: int | None = None
    special: int | None = None
    adults: int | None = None
    gifts: int | None = None
    gift_value: int | None = None
    budget: int | None = None
    mobilised: int | None = None
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """What was planned to be spent, by source and together; None where nobody wrote it."""

    budget: int | None = None
    mobilised: int | None = None
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class Gifts:
    """Gifts needed, pledged, received and not given yet; None where nobody wrote it."""

    needed: int | None = None
    pledged: int | None = None
    received: int | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A wished result; without `noun` ("suất quà") it is one in words only. `share` in percent."""

    text: str
    noun: str = ""
    reached: int | None = None
    wanted: int = 0
    share: int = 0


@dataclass(frozen=True, slots=True)
class Reported:
    """How many units there are, and how many of them got how far."""

    units: int
    planned: int
    held: int
    handed_in: int
    approved: int


@dataclass(frozen=True, slots=True)
class Joined:
    """A unit of the annex, or all those below one; `href` leads to where its figures stand."""

    name: str
    standing: str
    figures: Figures
    planned: Money = field(default_factory=Money)
    before: Figures | None = None
    href: str = ""
    gifts: Gifts = field(default_factory=Gifts)


@dataclass(frozen=True, slots=True)
class Quote:
    """What a unit wrote; `unit` is empty where it is the one that reports."""

    unit: str
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Undertaking:
    """What a unit that reports on itself alone had planned."""

    what: str = ""
    planned_on: date | None = None
    place: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class CampaignDocument:
    """A campaign as one unit reports on it, as at a day; see MonthDocument for who reports.

    `opened_by` is who opened it ("UBND huyện Cam Lộ"), empty where the reporting unit did.
    `reported` is None where a unit reports on itself alone: then `own` is what it had planned.
    `before_name` is the campaign of last year, empty where there was none. `unreported` are the
    names of the units whose result sheet is missing. `gifts` is None where it counts none;
    `hamlets` are those of a unit that reports on itself alone.
    """

    issuer: str
    noun: str
    place: str
    name: str
    starts_on: date
    ends_on: date
    report_due_on: date
    as_at: date
    figures: Figures
    above: str = ""
    is_root: bool = False
    opened_by: str = ""
    theme: str = ""
    is_closed: bool = False
    planned: Money = field(default_factory=Money)
    gifts: Gifts | None = None
    reported: Reported | None = None
    own: Undertaking | None = None
    unreported: tuple[str, ...] = ()
    goals: tuple[Goal, ...] = ()
    before: Figures | None = None
    before_name: str = ""
    joined: tuple[Joined, ...] = ()
    hamlets: tuple[Joined, ...] = ()
    difficulties: tuple[Quote, ...] = ()
    proposals: tuple[Quote, ...] = ()
    href: str = ""

    @property
    def itself(self) -> str:
        """How the paper speaks of its issuer after the first time."""
        return short_self(self.issuer, self.noun) or "đơn vị"
