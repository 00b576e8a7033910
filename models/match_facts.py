"""What matching looks at: an activity, what it may fill, and the reasons that it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from models.month_calendar import Month
from models.task import Cadence


class LineKey(NamedTuple):
    """Names a line, also one that has no row yet."""

    assignment_id: int
    period_on: date


class Why(StrEnum):
    """The reasons for a proposal, in the order in which they are told."""

    SAME_AS_BEFORE = "same_as_before"
    SAME_MONTH = "same_month"
    WORDS = "words"
    FEAST = "feast"
    SAME_KIND = "same_kind"
    AGENCY = "agency"
    PLACE = "place"
    NEAR_DUE = "near_due"
    IN_DAYS = "in_days"
    NEAR_DAYS = "near_days"
    TASK = "task"
    SAME_EVENT = "same_event"


@dataclass(frozen=True)
class Reason:
    """Why, and the words that say it: those of the line, the names of agencies or places, the
    first and the last of some days (ISO 8601)."""

    why: Why
    values: tuple[str, ...] = ()

    @classmethod
    def from_kept(cls, kept: Mapping[str, Any]) -> Reason:
        """The reason as a match keeps it."""
        return cls(Why(kept["why"]), tuple(kept["values"]))

    def as_kept(self) -> dict[str, object]:
        """What a match keeps of it, for `from_kept`."""
        return {"why": self.why.value, "values": list(self.values)}


@dataclass(frozen=True)
class Organiser:
    """An agency that held the activity: its kind (models.agency_kind) and its name."""

    kind: str
    name: str


@dataclass(frozen=True)
class Logged:
    """An activity as far as matching looks at it; `month` is the month of work of its day.

    `place` names the hamlet too. Without organisers the unit itself held it.
    """

    kind: str
    kind_name: str
    title: str
    held_on: date
    month: Month
    place: str = ""
    organisers: tuple[Organiser, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """What an activity may fill, as its words, days and agencies; its key says what it is.

    `heading` is what stands above it in its plan, `bearer` the agency or hamlet it was given to.
    """

    key: LineKey
    text: str
    heading: str = ""
    cadence: Cadence = Cadence.ONCE
    starts_on: date | None = None
    due_on: date | None = None
    lead_kinds: frozenset[str] = frozenset()
    coordinating_kinds: frozenset[str] = frozenset()
    bearer: str = ""
    is_finished: bool = False


@dataclass(frozen=True)
class Confirmed:
    """What the unit confirmed before: an activity of this kind and title fills this duty."""

    assignment_id: int
    kind: str
    title: str


@dataclass(frozen=True)
class Proposal:
    """A line that an activity may fill; `is_sure`: ticked before anybody looks."""

    key: LineKey
    reasons: tuple[Reason, ...]
    is_sure: bool
