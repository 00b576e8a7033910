"""The result sheets of the units directly below one that wait for its decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, ScalarSelect, Select, select

from models.activity import Activity
from models.activity_sums import Sums
from models.base import Base, db
from models.campaign import Campaign
from models.campaign_sums import sums_by_unit
from models.clock import today
from models.participation import (
    Participation,
    ParticipationState,
    ParticipationStep,
    StepKind,
)
from models.unit import Unit


@dataclass(frozen=True)
class WaitingResult:
    """A result sheet that waits: the figures as they were handed in, and what was said with it.

    `is_changed`: what the unit did adds up to something else by now.
    """

    unit_id: int
    slug: str
    name: str
    campaign_id: int
    campaign_name: str
    version: int
    submitted_at: datetime
    sums: Sums
    word: str | None
    has_difficulties: bool
    is_changed: bool

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing in it that has to be read first."""
        is_plain = not (self.word or self.has_difficulties or self.is_changed)
        return is_plain and bool(self.sums.activities)


def waiting_results(unit_id: int, campaign_id: int | None = None) -> list[WaitingResult]:
    """The sheets that wait, of one campaign or of all, by campaign and name of the unit; three
    queries, however many."""
    rows = db.session.execute(_waiting(unit_id, campaign_id)).all()
    campaigns = {row.campaign_id for row in rows}
    names = _names_of(campaigns)
    present = sums_by_unit(campaigns, Activity.unit_id.in_({row.unit_id for row in rows}))
    found = [_result(row, names, present) for row in rows]
    return sorted(found, key=lambda one: (one.campaign_name, not one.is_clean))


def _waiting(unit_id: int, campaign_id: int | None = None) -> Select[Any]:
    """Of each sheet that waits what its row says."""
    columns: tuple[Any, ...] = (
        Unit.id.label("unit_id"),
        Unit.slug,
        Unit.name,
        Participation.campaign_id,
        Participation.version,
        Participation.submitted_at,
        Participation.figures,
        _word().label("word"),
        Participation.difficulties.is_not(None).label("has_difficulties"),
    )
    query: Select[Any] = select(*columns).join(Unit, Unit.id == Participation.unit_id)
    return query.where(*_below(unit_id, campaign_id)).order_by(Unit.sort_key)


def is_awaited() -> tuple[Any, ...]:
    """The conditions of a result sheet that waits, unless its campaign was withdrawn."""
    withdrawn = select(Campaign.id).where(Campaign.withdrawn_at.is_not(None))
    is_submitted = Participation.state == ParticipationState.SUBMITTED
    return is_submitted, Participation.campaign_id.not_in(withdrawn)


def _below(unit_id: int, campaign_id: int | None) -> tuple[Any, ...]:
    """The conditions of a sheet, joined to its Unit, that waits for a unit's decision."""
    here = (Unit.parent_id == unit_id, Unit.goes_on(today()), *is_awaited())
    return here if campaign_id is None else (*here, Participation.campaign_id == campaign_id)


def _word() -> ScalarSelect[str]:
    """What was said with the last submission."""
    said = select(ParticipationStep.word).where(
        ParticipationStep.participation_id == Participation.id,
        ParticipationStep.kind == StepKind.SUBMITTED,
    )
    last = said.order_by(ParticipationStep.id.desc()).limit(1)
    return last.correlate(Participation).scalar_subquery()


def _names_of(campaign_ids: set[int]) -> dict[int, str]:
    """What campaigns are called: one of a unit further above may be addressed to the units below
    alone, and their sheets are decided on here."""
    campaigns = Base.metadata.tables["campaign"].c
    query = select(campaigns.id, campaigns.name).where(campaigns.id.in_(campaign_ids))
    return dict(db.session.connection().execute(query).all()) if campaign_ids else {}


def _result(
    row: Row[Any], names: dict[int, str], present: dict[tuple[int, int], Sums]
) -> WaitingResult:
    told = dict(row._mapping)
    handed_in = Sums(**(told.pop("figures") or {}))
    now = present.get((row.campaign_id, row.unit_id), Sums())
    name = names[row.campaign_id]
    return WaitingResult(**told, campaign_name=name, sums=handed_in, is_changed=now != handed_in)
