"""What comes to an approved month after its approval: counted on it, told to who decides."""

from __future__ import annotations

from models import audit, clock
from models.base import db
from models.checklist import Checklist
from models.deciders import deciders_on
from models.month_acts import MonthState
from models.notification import NotificationKind, notify
from models.unit import Unit


def note_change(checklist: Checklist, count: int = 1) -> None:
    """Note one more change, or some, on the bound unit's month, after Checklist.queue_up(); nothing
    where it is not approved. What was approved stays as it was. Who decides is told, once a day."""
    if checklist.state != MonthState.APPROVED:
        return
    checklist.changes_since = (checklist.changes_since or 0) + count
    audit.record("checklist.changed_since", checklist)
    unit, named = db.session.get_one(Unit, checklist.unit_id), checklist.month_on
    notify(
        deciders_on(unit),
        NotificationKind.MONTH_CHANGED,
        unit.id,
        f"/{unit.slug}/checklists/{named:%Y-%m}/changes",
        once=f"month_changed:{checklist.id}:{clock.today()}",
        unit=unit.name,
        month=f"{named:%m/%Y}",
    )
