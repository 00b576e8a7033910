"""What a plan says, as its paper needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.sentences import short_self


@dataclass(frozen=True, slots=True)
class Section:
    """A heading by its number in the plan, "5" or "II.4"; that number is not printed."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Work:
    """A task: who leads, who takes part, how often and until when, with which product.

    `cadence` is once, monthly, quarterly, half_yearly, yearly or campaign. `asks` is whether the
    leading body is one that a committee asks and does not order: a mass organisation, a court.
    `doers` carry it out where nobody leads. `leads_said` and `partners_said` are the names as the
    plan's own text has them: where that names them, the paper does not say them again.
    `clause` names the place in the plan above.
    """

    text: str
    section: str = ""
    marker: str = "-"
    hangs_under: str | None = None
    leads: tuple[str, ...] = ()
    doers: str = ""
    leads_said: tuple[str, ...] = ()
    partners_said: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    asks: bool = False
    cadence: str = "once"
    starts_on: date | None = None
    due_on: date | None = None
    product: str | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report that is owed; days are "2026-12-10", or "--06-15" for every year."""

    who: str | None
    to: str | None
    via: str | None
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A plan of a unit. `kind` is the plan reader's code; `noun` what its offices call the unit
    ("xã"); `year` stands in the date while there is none."""

    kind: str
    issuer: str
    noun: str
    place: str
    subject: str
    starts_on: date
    ends_on: date
    number: str | None = None
    issued_on: date | None = None
    year: int | None = None
    grounds: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    works: tuple[Work, ...] = ()
    targets: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()
    budget: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signer: str | None = None
    signer_title: str | None = None

    @property
    def itself(self) -> str:
        """How the paper speaks of its issuer after the first time."""
        return short_self(self.issuer, self.noun)
