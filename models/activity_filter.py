"""Which activities are asked for: THE conditions of a list, of its sums and of its workbook."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select

from models.activity import Activity, ActivityOrganiser, ActivityState
from models.activity_link import ActivityLine, Key
from models.activity_sums import COUNTS
from models.agency import Agency
from models.campaign_sums import in_campaign
from models.evidence import Evidence
from models.reach import Among
from models.search_terms import Terms
from models.unit import Unit, past_subtree


class Logged(StrEnum):
    """Who logged an entry: the person who asks, a partner, somebody of the unit itself."""

    ME = "me"
    PARTNERS = "partners"
    UNIT = "unit"


@dataclass(frozen=True)
class ActivityFilter:
    """Which activities are asked for; what is None or empty is not asked.

    `path` is that of the unit whose subtree is meant, `is_alone` leaves out what lies below it;
    without one everything in reach.
    Without a state everything but what was withdrawn. `own` means what the unit held itself,
    `is_late` what was logged into a month that was approved.
    """

    path: str | None = None
    is_alone: bool = False
    words: str = ""
    kind: str | None = None
    own: bool = False
    agency_id: int | None = None
    agency_kind: str | None = None
    hamlet_id: int | None = None
    first: date | None = None
    last: date | None = None
    state: ActivityState | None = None
    is_late: bool = False
    is_joined: bool | None = None
    has_evidence: bool | None = None
    fills: bool | None = None
    line: Key | None = None
    campaign_id: int | None = None
    logged: Logged | None = None
    person_id: int | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """The conditions that an entry which is listed fulfils."""
        return [*self._but_state(), self._in_state()]

    def of_counted(self) -> list[ColumnElement[bool]]:
        """The conditions for those of them that count."""
        return [*self._but_state(), COUNTS, *([self._in_state()] if self.state else [])]

    def _but_state(self) -> list[ColumnElement[bool]]:
        return [*self._where(), *self._what(), *self._when(), *self._how(), *self._who()]

    def _in_state(self) -> ColumnElement[bool]:
        is_left_out = Activity.state != ActivityState.WITHDRAWN
        return is_left_out if self.state is None else Activity.state == self.state

    def _where(self) -> Iterator[ColumnElement[bool]]:
        if self.path is not None:
            yield _in_subtree(self.path, is_alone=self.is_alone)
        if self.hamlet_id is not None:
            yield Activity.hamlet_id == self.hamlet_id

    def _what(self) -> Iterator[ColumnElement[bool]]:
        if self.words:
            yield Terms(self.words).within(Activity.folded)
        if self.kind is not None:
            yield Activity.kind == self.kind
        if self.line is not None:
            yield Activity.id.in_(_ids_of(self.line))
        if self.campaign_id is not None:
            yield in_campaign(self.campaign_id)

    def _when(self) -> Iterator[ColumnElement[bool]]:
        if self.first is not None:
            yield Activity.held_on >= self.first
        if self.last is not None:
            yield Activity.held_on <= self.last

    def _how(self) -> Iterator[ColumnElement[bool]]:
        if self.is_late:
            yield Activity.late_for.is_not(None)
        if self.is_joined is not None:
            yield Activity.joined_to_id.is_not(None) == self.is_joined
        if self.has_evidence is not None:
            yield _as_asked(_evidence(), self.has_evidence)
        if self.fills is not None:
            yield _as_asked(_lines(), self.fills)

    def _who(self) -> Iterator[ColumnElement[bool]]:
        if self.own:
            yield Activity.agency_id.is_(None)
        if self.agency_id is not None:
            yield _held_by(select(Agency.id).where(Agency.id == self.agency_id))
        if self.agency_kind is not None:
            yield _held_by(select(Agency.id).where(Agency.kind == self.agency_kind))
        if self.logged is Logged.ME:
            yield Activity.logged_by_id == self.person_id
        elif self.logged is not None:
            yield Activity.from_partner.is_(self.logged is Logged.PARTNERS)


def _in_subtree(path: str, *, is_alone: bool) -> ColumnElement[bool]:
    within = Unit.path == path if is_alone else Unit.path.between(path, past_subtree(path))
    return Among(Activity.unit_id, select(Unit.id).where(within).scalar_subquery())


def _held_by(agencies: Select[int]) -> ColumnElement[bool]:
    """Held by one of these agencies, or with it."""
    named = select(ActivityOrganiser.activity_id)
    named = named.where(ActivityOrganiser.agency_id.in_(agencies))
    return or_(Activity.agency_id.in_(agencies), Activity.id.in_(named))


def _as_asked(there: Any, is_wanted: bool) -> ColumnElement[bool]:
    found: ColumnElement[bool] = there if is_wanted else ~there
    return found


def _evidence() -> Any:
    is_its = Evidence.activity_id == Activity.id
    return exists().where(is_its, Evidence.withdrawn_at.is_(None)).correlate(Activity)


def _lines() -> Any:
    return exists().where(ActivityLine.activity_id == Activity.id).correlate(Activity)


def _ids_of(line: Key) -> Select[uuid.UUID]:
    assignment_id, period_on = line
    ids = select(ActivityLine.activity_id).where(ActivityLine.assignment_id == assignment_id)
    return ids.where(ActivityLine.period_on == period_on)
