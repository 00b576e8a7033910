"""Take part in a campaign: plan, write the result sheet, hand it in, take it back.

Each verb takes a part that was locked (models.unit_campaign) with the version that was seen, and
raises StaleVersion or ParticipationRefused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from models import audit, clock
from models.deciders import deciders_on
from models.month_acts import Reader
from models.notification import NotificationKind, notify
from models.participation import Participation, StepKind
from models.participation_acts import ParticipationAct, state_after
from models.unit_campaign import UnitCampaign


@dataclass(frozen=True)
class PartPlan:
    """What a unit plans: what, when, where, who leads, and money by source in whole đồng."""

    what: str
    planned_on: date | None = None
    hamlet_id: int | None = None
    place: str | None = None
    lead_agency_id: int | None = None
    lead_name: str | None = None
    planned_budget: int | None = None
    planned_mobilised: int | None = None


@dataclass(frozen=True)
class SheetWords:
    """What is written on a result sheet; its figures come from the activities."""

    difficulties: str | None = None
    proposals: str | None = None
    gift_note: str | None = None


class ReasonWanted(Exception):
    """A result sheet is handed in although something is missing, and nobody says why."""


def plan(part: UnitCampaign, version: int | None, given: PartPlan, by: Reader) -> None:
    """Write what the unit plans."""
    row = part.expect_version(version)
    part.allow(ParticipationAct.PLAN, by)
    for name, value in asdict(given).items():
        setattr(row, name, value)
    row.planned_at = row.planned_at or clock.now()
    _note_writing(row, StepKind.PLANNED, by)
    audit.record("participation.planned", row)


def fill(part: UnitCampaign, version: int | None, given: SheetWords, by: Reader) -> None:
    """Write difficulties, proposals and notes."""
    row = part.expect_version(version)
    part.allow(ParticipationAct.FILL, by)
    for name, value in asdict(given).items():
        setattr(row, name, value)
    _note_writing(row, StepKind.FILLED, by)
    audit.record("participation.filled", row)


def submit(part: UnitCampaign, version: int | None, by: Reader, word: str | None) -> None:
    """Hand the result sheet in with the figures as they stand; those who decide are told.

    Raises ReasonWanted where something is missing and no word says why it is handed in.
    """
    row = part.expect_version(version)
    part.allow(ParticipationAct.SUBMIT, by)
    if part.missing and not word:
        raise ReasonWanted
    row.state = state_after(ParticipationAct.SUBMIT, part.standing)
    row.figures = part.kept_figures()
    row.submitted_at, row.submitted_by_id = clock.now(), by.person_id
    row.note(StepKind.SUBMITTED, by.person_id, word=word or None)
    audit.record("participation.submitted", row)
    tell(part, deciders_on(part.unit), NotificationKind.CAMPAIGN_RESULT_SUBMITTED)


def take_back(part: UnitCampaign, version: int | None, by: Reader) -> None:
    """Take the result sheet back before it is decided on."""
    row = part.expect_version(version)
    part.allow(ParticipationAct.TAKE_BACK, by)
    row.state = state_after(ParticipationAct.TAKE_BACK, part.standing)
    row.note(StepKind.TAKEN_BACK, by.person_id)
    audit.record("participation.taken_back", row)


def tell(part: UnitCampaign, people: Iterable[int], kind: NotificationKind) -> None:
    """Tell people what became of a unit's result sheet."""
    href = f"/{part.unit.slug}/campaigns/{part.campaign.id}/participation"
    told = {"unit": part.unit.name, "campaign": part.campaign.name}
    notify(people, kind, part.unit.id, href, **told)


def _note_writing(row: Participation, kind: StepKind, by: Reader) -> None:
    """Who goes on with what he wrote himself takes no new step."""
    last = row.steps[-1] if row.steps else None
    if last is None or (last.kind, last.person_id) != (kind, by.person_id):
        row.note(kind, by.person_id)
