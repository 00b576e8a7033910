"""Hand a month in, and take it back before it is read."""

from __future__ import annotations

from sqlalchemy import Select, select

from models import audit, clock
from models.base import db
from models.checklist import Checklist, EventKind
from models.membership import Membership
from models.month_acts import Act, MonthState, Reader
from models.notification import NotificationKind, notify
from models.permissions import Role
from models.unit_month import UnitMonth


def submit(month: UnitMonth, by: Reader, word: str | None = None) -> None:
    """Hand in a month that was locked, with its lines as they stand; raises MonthRefused.

    The reviewers of the unit above are told.
    """
    month.allow(Act.SUBMIT, by)
    checklist = locked_row(month)
    kept = [line.as_kept() for line in month.lines_now()]
    checklist.was, checklist.state = month.state, MonthState.SUBMITTED
    checklist.submitted_at, checklist.submitted_by_id = clock.now(), by.person_id
    checklist.submitted_first_at = checklist.submitted_first_at or checklist.submitted_at
    checklist.note_writer(by.person_id)
    checklist.tell(EventKind.SUBMITTED, by.person_id, word=word or None, lines=kept)
    audit.record("checklist.submitted", checklist)
    _tell_reviewers(month)


def take_back(month: UnitMonth, by: Reader) -> None:
    """Take back a month that was locked before anybody reads it; raises MonthRefused."""
    month.allow(Act.TAKE_BACK, by)
    checklist = locked_row(month)
    checklist.state = MonthState(checklist.was)
    checklist.tell(EventKind.TAKEN_BACK, by.person_id)
    audit.record("checklist.taken_back", checklist)


def locked_row(month: UnitMonth) -> Checklist:
    """The row of a month that was locked; TypeError for one that is only read."""
    if month.checklist is None:
        raise TypeError("the month was not locked")
    return month.checklist


def _tell_reviewers(month: UnitMonth) -> None:
    unit = month.unit
    if unit.parent_id is None:
        return
    people = reviewers_of(unit.parent_id)
    named = month.month.named
    href = f"/{unit.slug}/checklists/{named:%Y-%m}"
    told = {"unit": unit.name, "month": f"{named:%m/%Y}"}
    notify(people, NotificationKind.MONTH_SUBMITTED, unit.id, href, **told)


def reviewers_of(unit_id: int) -> list[int]:
    """The people who review at a unit today."""
    # In the transaction of the act, on its connection: another binding would be another Session.
    return list(db.session.connection().scalars(_reviewers(unit_id)))


def _reviewers(unit_id: int) -> Select[int]:
    table = Membership.__table__.c
    today = clock.today()
    return (
        select(table.person_id)
        .where(table.unit_id == unit_id, table.role == Role.REVIEWER, table.starts_on <= today)
        .where((table.ends_on.is_(None)) | (table.ends_on >= today))
        .distinct()
    )
