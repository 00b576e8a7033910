"""Which month an activity belongs to, and what it means for one that is approved."""

from __future__ import annotations

from collections.abc import Collection
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


def note_on_months(*days: date) -> None:
    """Count a change of what was held on these days on the bound unit's months that are approved.

    After Checklist.queue_up(); what was approved stays as it was.
    """
    for checklist in approved_months(*days):
        note_change(checklist)


def approved_months(*days: date) -> list[Checklist]:
    """The bound unit's approved months in which these days lie, each once."""
    return list(_approved(days))


def mark_late(*activities: Activity) -> None:
    """Say of entries that begin to count to which approved month they came; it counts them."""
    counted = [one for one in activities if one.state == ActivityState.COUNTED]
    for checklist, held in _approved([one.held_on for one in counted]).items():
        late = [one for one in counted if one.held_on in held]
        for one in late:
            one.late_for = checklist.month_on
        note_change(checklist, len(late))


def mark_moved(activity: Activity) -> None:
    """Say of an entry that counted already on which approved month its new day lies, if any."""
    months = approved_months(activity.held_on) if activity.state == ActivityState.COUNTED else []
    activity.late_for = months[0].month_on if months else None


def _approved(days: Collection[date]) -> dict[Checklist, set[date]]:
    """The approved months in which days lie, each with those days."""
    if not days:
        return {}
    unit = db.session.get_one(Unit, current().unit_id)
    rules = rules_at(unit)
    held: dict[date, set[date]] = {}
    for day in days:
        held.setdefault(month_of(day, rules).named, set()).add(day)
    found = {named: db.session.scalar(Checklist.of(unit.id, named)) for named in sorted(held)}
    return {
        row: held[named]
        for named, row in found.items()
        if row is not None and row.state == MonthState.APPROVED
    }
