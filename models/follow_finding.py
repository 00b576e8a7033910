"""Record what an inspection found, and follow it until it is mended.

Each act appends a step. The bound unit is the one that inspected; where a unit below reports that
something is mended, it is that unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select

from models import audit
from models.activity import Activity, ActivityState
from models.base import db
from models.clock import today
from models.database import expect_version, lock
from models.deciders import deciders_at, officers_of
from models.finding import Finding, FindingStep
from models.finding_acts import (
    BadDueDay,
    FindingAct,
    FindingObstacle,
    FindingState,
    Follower,
    state_after,
    why_not,
    why_not_due,
    why_not_record,
)
from models.membership import Membership
from models.notification import NotificationKind, notify
from models.permissions import Role
from models.tenancy import current
from models.unit import Unit

_FOLLOWED = (FindingState.OPEN, FindingState.MENDED)


class FindingRefused(Exception):
    """What may not be recorded, or done with a finding, now."""

    def __init__(self, why: FindingObstacle) -> None:
        super().__init__(why)
        self.why = why


class DueDayRefused(Exception):
    """A day to mend by that is not taken."""

    def __init__(self, why: BadDueDay) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Found:
    """What is typed of a finding; exactly one of the three says who must mend it."""

    text: str
    due_on: date
    agency_id: int | None = None
    unit_below_id: int | None = None
    mender: str | None = None


def record(activity: Activity, found: Found, by: Follower, *, asks: bool) -> Finding:
    """Add a finding to an inspection; FindingRefused, DueDayRefused. Who must mend it is told.

    `asks`: the kind of the activity asks for findings.
    """
    lock(activity)
    why = why_not_record(by, is_counted=activity.state == ActivityState.COUNTED, asks=asks)
    if why is not None:
        raise FindingRefused(why)
    _refuse_day(found.due_on, activity.held_on)
    finding = Finding(activity_id=activity.id, recorded_by_id=by.person_id, **asdict(found))
    finding.unit_id = activity.unit_id
    db.session.add(finding)
    _append(finding, FindingAct.RECORD, by.person_id, due_on=found.due_on)
    audit.record("finding.recorded", finding)
    tell_menders(finding, NotificationKind.FINDING_RECORDED)
    return finding


def report(finding: Finding, version: int | None, word: str, by: Follower) -> None:
    """Say that it is mended, and how; StaleVersion, FindingRefused. Who inspected is told."""
    _do(finding, version, FindingAct.REPORT, by, word)
    audit.record("finding.reported", finding)
    _tell_inspectors(finding, NotificationKind.FINDING_REPORTED, current().unit_id)


def close(finding: Finding, version: int | None, by: Follower) -> None:
    """Say that it was seen to be mended; StaleVersion, FindingRefused. Who mended it is told."""
    _do(finding, version, FindingAct.CLOSE, by)
    audit.record("finding.closed", finding)
    tell_menders(finding, NotificationKind.FINDING_CLOSED)


def send_back(finding: Finding, version: int | None, reason: str, by: Follower) -> None:
    """Say that it is not mended, and why; StaleVersion, FindingRefused. Who must is told."""
    _do(finding, version, FindingAct.SEND_BACK, by, reason)
    audit.record("finding.sent_back", finding)
    tell_menders(finding, NotificationKind.FINDING_SENT_BACK)


def move(finding: Finding, version: int | None, due_on: date, reason: str, by: Follower) -> None:
    """Set another day to mend it by, and why; StaleVersion, FindingRefused, DueDayRefused. Who
    must mend it is told."""
    _refuse_day(due_on, today(), finding.due_on)
    _do(finding, version, FindingAct.MOVE, by, reason, due_on)
    finding.due_on = due_on
    audit.record("finding.moved", finding)
    tell_menders(finding, NotificationKind.FINDING_MOVED)


def withdraw(finding: Finding, version: int | None, reason: str, by: Follower) -> None:
    """Take back what should not have been recorded; StaleVersion, FindingRefused. Who was to mend
    it is told."""
    _do(finding, version, FindingAct.WITHDRAW, by, reason)
    audit.record("finding.withdrawn", finding)
    tell_menders(finding, NotificationKind.FINDING_WITHDRAWN)


def withdraw_all(activity: Activity, reason: str, by: int) -> None:
    """Take back what is followed of an inspection that counts no more."""
    mine = select(Finding).where(Finding.activity_id == activity.id)
    for finding in db.session.scalars(mine.where(Finding.state.in_(_FOLLOWED))):
        lock(finding)
        finding.state = FindingState.WITHDRAWN
        _append(finding, FindingAct.WITHDRAW, by, reason)
        audit.record("finding.withdrawn", finding)
        tell_menders(finding, NotificationKind.FINDING_WITHDRAWN)


def tell_of_overdue(finding: Finding) -> int:
    """Tell, once, who must mend it and who inspected that its day is over; how many."""
    kind, once = NotificationKind.FINDING_OVERDUE, f"finding:{finding.id}:{finding.due_on}"
    told = tell_menders(finding, kind, once=once)
    return told + _tell_inspectors(finding, kind, finding.unit_id, once)


def tell_menders(finding: Finding, kind: NotificationKind, *, once: str | None = None) -> int:
    """Tell the partners of the agency, or those who write at the unit below; how many."""
    unit = db.session.get_one(Unit, finding.unit_id)
    if finding.unit_below_id is not None:
        below = db.session.get_one(Unit, finding.unit_below_id)
        return _notify(finding, officers_of(below.id), kind, unit.id, below.slug, once)
    people = _partners_of(finding.agency_id) if finding.agency_id else []
    return _notify(finding, people, kind, unit.id, unit.slug, once)


def _do(
    finding: Finding,
    version: int | None,
    act: FindingAct,
    by: Follower,
    word: str | None = None,
    due_on: date | None = None,
) -> None:
    expect_version(finding, version)
    why = why_not(act, by, FindingState(finding.state))
    if why is not None:
        raise FindingRefused(why)
    _append(finding, act, by.person_id, word, due_on)
    finding.state = state_after(act)


def _append(
    finding: Finding,
    act: FindingAct,
    person_id: int,
    word: str | None = None,
    due_on: date | None = None,
) -> None:
    step = FindingStep(
        unit_id=finding.unit_id,
        agency_id=finding.agency_id,
        unit_below_id=finding.unit_below_id,
        kind=act,
        person_id=person_id,
        word=word or None,
        due_on=due_on,
    )
    finding.steps.append(step)


def _refuse_day(due_on: date, first: date, old: date | None = None) -> None:
    bad = why_not_due(due_on, first, old)
    if bad is not None:
        raise DueDayRefused(bad)


def _partners_of(agency_id: int) -> list[int]:
    held = (Membership.agency_id == agency_id) & (Membership.role == Role.PARTNER)
    query = select(Membership.person_id).where(held, Membership.in_force(today()))
    return list(db.session.scalars(query.distinct()))


def _tell_inspectors(
    finding: Finding, kind: NotificationKind, bound: int, once: str | None = None
) -> int:
    people = {finding.recorded_by_id, *deciders_at(finding.unit_id)}
    return _notify(finding, people, kind, bound, finding.unit.slug, once)


def _notify(
    finding: Finding,
    people: Iterable[int],
    kind: NotificationKind,
    bound: int,
    slug: str,
    once: str | None = None,
) -> int:
    """`bound` is the unit that acts, `slug` that of the page which the people read."""
    told = {"unit": finding.unit.name, "due_on": str(finding.due_on)}
    return notify(people, kind, bound, f"/{slug}/findings/{finding.id}", once=once, **told)
