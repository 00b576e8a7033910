"""A unit's part in a campaign: where it stands, what it adds up to, what may be done now."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, inspect, or_, select
from sqlalchemy.orm import joinedload, selectinload

from models.activity import Activity, ActivityState
from models.activity_sums import Sums
from models.agency import Agency
from models.assignment import Assignment
from models.base import db
from models.campaign import Campaign, CampaignTask
from models.campaign_sums import in_campaign, sums_in
from models.checklist import Checklist
from models.clock import today
from models.database import expect_version
from models.gift_pledge import GiftReceipt
from models.hamlet import Hamlet
from models.line import FINISHED, Line
from models.month_acts import Reader
from models.participation import (
    HANDED_IN,
    Participation,
    ParticipationState,
    ParticipationStep,
    StepKind,
    participation_at,
)
from models.participation_acts import Obstacle, ParticipationAct, Standing, obstacle
from models.period import WHOLE
from models.result_sheet import Around, Difference, Missing, differences, missing
from models.task import Task
from models.tenancy import current
from models.unit import Unit

_WRITTEN = {StepKind.PLANNED, StepKind.FILLED, StepKind.SUBMITTED}
_DECIDED = {StepKind.APPROVED, StepKind.RETURNED, StepKind.REOPENED}


class ParticipationRefused(Exception):
    """An act that may not be done with a unit's part in a campaign now."""

    def __init__(self, part: UnitCampaign, why: Obstacle) -> None:
        super().__init__(why)
        self.part, self.why = part, why


@dataclass
class UnitCampaign:
    """One unit in one campaign, read or being written; without a row nothing was done yet.

    `is_new`: the row was made for the act in hand. `named` keeps the agency and the hamlet of its
    plan, so that the row finds them without asking.
    """

    unit: Unit
    campaign: Campaign
    row: Participation | None
    is_new: bool = False
    named: tuple[Agency | None, Hamlet | None] = (None, None)

    @property
    def state(self) -> ParticipationState:
        # What was not flushed yet has no state.
        kept = self.row.state if self.row else None
        return ParticipationState(kept or ParticipationState.OPEN)

    @property
    def steps(self) -> list[ParticipationStep]:
        return self.row.steps if self.row else []

    @property
    def standing(self) -> Standing:
        """What the pure function of the acts needs."""
        decided = [one.kind for one in self.steps if one.kind in _DECIDED]
        return Standing(
            campaign=self.campaign.state,
            state=self.state,
            is_addressed=self.is_addressed,
            is_unit_ended=self.unit.has_ended,
            was_sent_back=bool(decided) and decided[-1] != StepKind.APPROVED,
            written_by=frozenset(one.person_id for one in self.steps if one.kind in _WRITTEN),
        )

    @property
    def is_addressed(self) -> bool:
        """Whether the campaign is for this unit."""
        return bool(self._counts.is_addressed)

    @property
    def around(self) -> Around:
        counts, is_explained = self._counts, bool(self.row and self.row.gift_note)
        is_compared = self.campaign.counts_gifts and not is_explained
        received = counts.received or 0 if is_compared else None
        return Around(counts.waiting, counts.planned, counts.open_tasks, received)

    @cached_property
    def sums(self) -> Sums:
        """What the unit's own activities in the campaign add up to now; never typed."""
        return sums_in(self.campaign.id, Activity.unit_id == self.unit.id)

    @property
    def missing(self) -> list[Missing]:
        """What is missing in the result sheet as it would be handed in now."""
        return missing(self.sums, self.campaign.asks, self.around)

    @property
    def differences(self) -> list[Difference]:
        """What changed since it was handed in; nothing while it is open or sent back."""
        if self.row is None or self.row.figures is None or self.state not in HANDED_IN:
            return []
        return differences(self.row.figures, self.sums)

    @property
    def planned(self) -> list[Activity]:
        """The unit's activities in the campaign that are still to come, the first first."""
        if not self.around.planned:
            return []
        return list(db.session.scalars(planned_in(self.campaign.id, self.unit.id)))

    @property
    def open_tasks(self) -> list[str]:
        """The words of the campaign's tasks that the unit has not finished."""
        if not self.around.open_tasks:
            return []
        query = select(Task.text).join(Assignment, Assignment.task_id == Task.id)
        query = query.where(*_open(self.campaign, self.unit.id)).order_by(Task.id)
        return list(db.session.scalars(query))

    def obstacle(self, act: ParticipationAct, who: Reader) -> Obstacle | None:
        """Why the person may not do the act now; None: he may."""
        return obstacle(act, who, self.standing)

    def allow(self, act: ParticipationAct, who: Reader) -> None:
        """Raise ParticipationRefused unless the person may do the act now."""
        why = self.obstacle(act, who)
        if why is not None:
            raise ParticipationRefused(self, why)

    def expect_version(self, version: int | None) -> Participation:
        """The row to write; StaleVersion where somebody else wrote it since it was read."""
        if self.row is None:
            raise TypeError("the part was not locked")
        if not self.is_new:
            expect_version(self.row, version)
        return self.row

    def kept_figures(self) -> dict[str, Any]:
        """The sums as a submission keeps them."""
        return asdict(self.sums)

    @cached_property
    def _counts(self) -> Any:
        """Whether it is addressed, and what stands around its figures; one query."""
        campaign_id, unit_id = self.campaign.id, self.unit.id
        columns: tuple[ColumnElement[Any], ...] = (
            Campaign.concerns(unit_id).label("is_addressed"),
            _number(campaign_id, unit_id, ActivityState.WAITING).label("waiting"),
            _number(campaign_id, unit_id, ActivityState.PLANNED).label("planned"),
            _number_open(self.campaign, unit_id).label("open_tasks"),
            _received(campaign_id, unit_id).label("received"),
        )
        return db.session.execute(select(*columns).where(Campaign.id == campaign_id)).one()


MOST_PLANNED = 20
"""So many of the activities to come are shown; the list has them all."""


def read_part(unit: Unit, campaign: Campaign) -> UnitCampaign:
    """A unit's part in a campaign, to be read; nothing is written; two queries."""
    # Not joinedload: the row is locked later in the same session, and PostgreSQL refuses to lock
    # what an outer join may leave empty.
    query = Participation.of(campaign.id, unit.id).add_columns(Agency, Hamlet)
    query = query.outerjoin(Agency, Agency.id == Participation.lead_agency_id)
    query = query.outerjoin(Hamlet, Hamlet.id == Participation.hamlet_id)
    steps = selectinload(Participation.steps).joinedload(ParticipationStep.person)
    found = db.session.execute(query.options(steps)).one_or_none()
    row, *named = found or (None, None, None)
    return UnitCampaign(unit, campaign, row, named=tuple(named))


def lock_part(campaign_id: int) -> UnitCampaign:
    """The bound unit's part in a campaign, locked; its row is made where there is none.

    The campaign is kept from being closed or withdrawn until commit.
    """
    Checklist.queue_up()
    kept = select(Campaign).where(Campaign.id == campaign_id)
    campaign = db.session.scalars(kept.with_for_update(read=True, of=Campaign)).one()
    row = participation_at(campaign_id)
    is_new = inspect(row).pending
    unit = db.session.get_one(Unit, current().unit_id)
    return UnitCampaign(unit, campaign, row, is_new)


def planned_in(campaign_id: int, unit_id: int) -> Select[Activity]:
    """A unit's activities in a campaign that are still to come, the first first."""
    query = select(Activity).where(in_campaign(campaign_id), Activity.unit_id == unit_id)
    query = query.where(Activity.state == ActivityState.PLANNED)
    about = joinedload(Activity.agency), joinedload(Activity.hamlet)
    return query.options(*about).order_by(Activity.held_on, Activity.id).limit(MOST_PLANNED)


def _number(campaign_id: int, unit_id: int, state: ActivityState) -> ScalarSelect[int]:
    mine = select(func.count(Activity.id)).where(in_campaign(campaign_id))
    return mine.where(Activity.unit_id == unit_id, Activity.state == state).scalar_subquery()


def _received(campaign_id: int, unit_id: int) -> ScalarSelect[int | None]:
    """The gifts that came to a unit."""
    query = select(func.sum(GiftReceipt.gifts)).where(GiftReceipt.withdrawn_at.is_(None))
    query = query.join(Participation, Participation.id == GiftReceipt.participation_id)
    mine = Participation.campaign_id == campaign_id, Participation.unit_id == unit_id
    return query.where(*mine).scalar_subquery()


def _number_open(campaign: Campaign, unit_id: int) -> ScalarSelect[int]:
    query = select(func.count(Assignment.id)).join(Task, Task.id == Assignment.task_id)
    return query.where(*_open(campaign, unit_id)).scalar_subquery()


def _open(campaign: Campaign, unit_id: int) -> tuple[ColumnElement[bool], ...]:
    """The unit's own assignments of the campaign's tasks, also adopted ones, of which no line in
    the days of the campaign is finished."""
    asked = select(func.coalesce(Task.root_id, Task.id))
    asked = asked.join(CampaignTask, CampaignTask.task_id == Task.id)
    asked = asked.where(CampaignTask.campaign_id == campaign.id)
    in_its_days = Line.period_on.between(campaign.starts_on.replace(day=1), campaign.ends_on)
    finished = exists().where(
        Line.assignment_id == Assignment.id,
        Line.state.in_(FINISHED),
        or_(Line.period_on == WHOLE, in_its_days),
    )
    return (
        Assignment.unit_id == unit_id,
        Assignment.agency_id.is_(None) & Assignment.hamlet_id.is_(None),
        or_(Assignment.ended_on.is_(None), Assignment.ended_on >= today()),
        func.coalesce(Task.root_id, Task.id).in_(asked),
        ~finished.correlate(Assignment),
    )
