"""Remind a unit of a month that it has not handed in."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Select, select

from models import audit, clock
from models.base import db
from models.deciders import officers_of
from models.membership import Membership
from models.month_acts import MonthState, Reader
from models.notification import NotificationKind, notify
from models.permissions import Permission, roles_with
from models.reminder import Reminder
from models.unit_month import UnitMonth

REMINDED_IN = {MonthState.OPEN, MonthState.RETURNED, MonthState.REOPENED}
"""States in which the unit itself is waited for."""


class NotReminded(StrEnum):
    """Why a unit is not reminded."""

    NO_RIGHT = "no_right"
    SETTLED = "settled"
    TODAY_ALREADY = "today_already"
    NOBODY = "nobody"


class ReminderRefused(Exception):
    """A reminder that is not sent, with the one of today where that is why."""

    def __init__(self, why: NotReminded, earlier: Reminder | None = None) -> None:
        super().__init__(why)
        self.why, self.earlier = why, earlier


def remind(month: UnitMonth, by: Reader, above: str) -> Reminder:
    """Tell those who write at the unit that the unit `above` waits for a month that was locked;
    raises ReminderRefused."""
    earlier = list(db.session.scalars(Reminder.of_month([month.unit.id], month.month.named)))
    _refuse(month, by, earlier)
    reminder = Reminder(unit_id=month.unit.id, month_on=month.month.named, person_id=by.person_id)
    if not _tell(month, above):
        raise ReminderRefused(NotReminded.NOBODY)
    db.session.add(reminder)
    audit.record("reminder.sent", reminder)
    return reminder


def staffed(unit_ids: list[int]) -> Select[int]:
    """Those of some units in which somebody writes today."""
    roles = roles_with(Permission.WRITE_CHECKLISTS)
    held = Membership.in_force(clock.today()) & Membership.role.in_(roles)
    return select(Membership.unit_id).where(Membership.unit_id.in_(unit_ids), held).distinct()


def _refuse(month: UnitMonth, by: Reader, earlier: list[Reminder]) -> None:
    if not by.decides:
        raise ReminderRefused(NotReminded.NO_RIGHT)
    if month.state not in REMINDED_IN or month.unit.has_ended:
        raise ReminderRefused(NotReminded.SETTLED)
    if earlier and earlier[-1].day == clock.today():
        raise ReminderRefused(NotReminded.TODAY_ALREADY, earlier[-1])


def _tell(month: UnitMonth, above: str) -> int:
    named = month.month.named
    told = {"unit": month.unit.name, "above": above, "month": f"{named:%m/%Y}"}
    told |= {"due_on": str(month.month.due_on), "closes_on": str(month.standing.closes_on)}
    kind = NotificationKind.MONTH_REMINDED
    if month.state is not MonthState.OPEN:
        kind = NotificationKind.RETURN_REMINDED
    href = f"/{month.unit.slug}/checklists/{named:%Y-%m}"
    return notify(officers_of(month.unit.id), kind, month.unit.id, href, **told)
