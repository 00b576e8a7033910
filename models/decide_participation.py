"""Decide on a result sheet that was handed in: approve, return, reopen.

Each verb takes a part that was locked with the version that was seen; it raises StaleVersion,
ParticipationRefused, and DelegationEnded where a delegation by which it would be done is over.
"""

from __future__ import annotations

from models import audit, clock
from models.deciders import officers_of
from models.delegates import hold
from models.month_acts import Reader
from models.notification import NotificationKind
from models.participation import Participation, StepKind
from models.participation_acts import ParticipationAct, state_after
from models.take_part import tell
from models.unit_campaign import UnitCampaign


def approve(part: UnitCampaign, version: int | None, by: Reader, word: str | None = None) -> None:
    """Approve a result sheet; the unit is told."""
    row = _decide(part, version, ParticipationAct.APPROVE, by, word)
    audit.record("participation.approved", row)
    _tell_unit(part, row, NotificationKind.CAMPAIGN_RESULT_APPROVED)


def send_back(part: UnitCampaign, version: int | None, by: Reader, reason: str) -> None:
    """Send a result sheet back to be mended; ValueError without a reason. The unit is told."""
    row = _decide(part, version, ParticipationAct.RETURN, by, _said(reason))
    audit.record("participation.returned", row)
    _tell_unit(part, row, NotificationKind.CAMPAIGN_RESULT_RETURNED)


def reopen(part: UnitCampaign, version: int | None, by: Reader, reason: str) -> None:
    """Open an approved result sheet again; ValueError without a reason. The unit is told."""
    row = _decide(part, version, ParticipationAct.REOPEN, by, _said(reason))
    audit.record("participation.reopened", row)
    _tell_unit(part, row, NotificationKind.CAMPAIGN_RESULT_REOPENED)


_STEPS = {
    ParticipationAct.APPROVE: StepKind.APPROVED,
    ParticipationAct.RETURN: StepKind.RETURNED,
    ParticipationAct.REOPEN: StepKind.REOPENED,
}


def _decide(
    part: UnitCampaign, version: int | None, act: ParticipationAct, by: Reader, word: str | None
) -> Participation:
    row = part.expect_version(version)
    hold(by, part.unit.path)
    part.allow(act, by)
    row.state = state_after(act, part.standing)
    row.decided_at, row.decided_by_id, row.decision_note = clock.now(), by.person_id, word
    row.note(_STEPS[act], by.person_id, on_behalf_of_id=by.on_behalf_of_id, word=word)
    return row


def _said(reason: str) -> str:
    if not reason:
        raise ValueError("who sends a result sheet back says why")
    return reason


def _tell_unit(part: UnitCampaign, row: Participation, kind: NotificationKind) -> None:
    written = {one.person_id for one in row.steps if one.kind == StepKind.SUBMITTED}
    tell(part, {*written, *officers_of(part.unit.id)}, kind)
