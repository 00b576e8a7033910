"""Which month an activity belongs to, and what it means for one that is approved."""

from __future__ import annotations

from datetime import date

from models.activity import Activity, ActivityState
from models.base import db
from models.checklist import Checklist
from models.month_acts import MonthState
from models.month_calendar import month_of
from models.month_rules import rules_at
from models.note_change import note_change
from models.tenancy import current
from models.unit import Unit


def month_named_of(unit: Unit, day: date) -> date:
    """The month of a unit in which a day lies, by the first calendar day of its name."""
    return month_of(day, rules_at(unit)).named


def note_on_months(*days: date) -> None:
    """Count a change of what was held on these days on the bound unit's months that are approved.

    After Checklist.queue_up(); what was approved stays as it was.
    """
    for checklist in approved_months(*days):
        note_change(checklist)


def approved_months(*days: date) -> list[Checklist]:
    """The bound unit's approved months in which these days lie, each once."""
    unit = db.session.get_one(Unit, current().unit_id)
    named = {month_named_of(unit, day) for day in days}
    found = (db.session.scalar(Checklist.of(unit.id, one)) for one in sorted(named))
    return [one for one in found if one is not None and one.state == MonthState.APPROVED]


def mark_late(activity: Activity) -> None:
    """Say of an entry that begins to count to which approved month it came, and count it there."""
    if activity.state != ActivityState.COUNTED:
        return
    for checklist in approved_months(activity.held_on):
        activity.late_for = checklist.month_on
        note_change(checklist)
