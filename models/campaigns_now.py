"""The campaigns of these days: what they ask of a unit, and how far all its units have come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from models.base import db
from models.campaign import Campaign, CampaignState
from models.campaign_list import in_state, listed
from models.campaign_next import Next, next_step
from models.campaign_sums import Held, held_in
from models.participation import Participation, ParticipationState
from models.reach import in_reach
from models.unit import Unit

MOST = 6
"""So many are read for the first page of a unit, the most urgent first."""


@dataclass(frozen=True)
class Present:
    """A campaign that is to begin, runs or is being closed, as a unit sees it.

    `units`: how many units in its reach take part; `held`: what came of it there, where that was
    asked for; `takes_part`: whether the unit itself is one of them.
    """

    campaign: Campaign
    day: date
    takes_part: bool
    units: int
    part: ParticipationState | None = None
    has_plan: bool = False
    held: Held = Held()

    @property
    def is_on(self) -> bool:
        """Whether it has begun."""
        return self.campaign.starts_on <= self.day

    @property
    def next(self) -> Next | None:
        """What the unit has to do next in it; None where nothing is."""
        if not self.takes_part:
            return None
        return next_step(self.campaign.state_on(self.day), self.part, has_plan=self.has_plan)


def campaigns_now(unit: Unit, day: date, *, adds_up: bool) -> list[Present]:
    """What is in force at the bound unit, the next to end first; one query, and one more where it
    is added up what came of them."""
    query = listed(unit, day, drafts=False).where(_is_in_force(day)).limit(MOST)
    query = query.outerjoin(Participation, _is_mine(unit))
    columns: tuple[Any, ...] = (Participation.state, Participation.planned_at)
    columns += (Campaign.concerns(unit.id), _units(unit))
    rows: Sequence[Any] = db.session.execute(query.add_columns(*columns)).all()
    held = held_in([row[0].id for row in rows]) if adds_up and rows else {}
    return [_present(row, day, held.get(row[0].id, Held())) for row in rows]


def _present(row: Any, day: date, held: Held) -> Present:
    campaign, state, planned_at, takes_part, units = row
    return Present(
        campaign,
        day,
        takes_part=bool(takes_part),
        units=units,
        part=ParticipationState(state) if state else None,
        has_plan=planned_at is not None,
        held=held,
    )


def _is_in_force(day: date) -> ColumnElement[bool]:
    """Also what was closed while the unit's result sheet lay with it to be completed."""
    states = (CampaignState.RUNNING, CampaignState.CLOSING, CampaignState.PUBLISHED)
    sent_back = Participation.state == ParticipationState.RETURNED
    closed = and_(in_state(CampaignState.CLOSED, day), sent_back)
    return or_(closed, *(in_state(state, day) for state in states))


def _is_mine(unit: Unit) -> ColumnElement[bool]:
    return and_(Participation.campaign_id == Campaign.id, Participation.unit_id == unit.id)


def _units(unit: Unit) -> ColumnElement[int]:
    """How many units in reach take part: those addressed, and who opened it for itself as well."""
    told = Campaign.addressee_table.c
    below = select(func.count()).where(told.issued_id == Campaign.id)
    below = below.where(in_reach(told.unit_id, unit.id))
    own = and_(Campaign.includes_own.is_(True), in_reach(Campaign.unit_id, unit.id))
    return below.correlate(Campaign).scalar_subquery() + case((own, 1), else_=0)
