"""Log many activities at once, by the rules by which one is logged."""

from __future__ import annotations

import uuid
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from models import audit
from models.activity import Activity, ActivityState
from models.activity_acts import Doer
from models.activity_months import mark_late
from models.activity_told import tell_of_waiting
from models.base import db
from models.campaign_links import fall_in_all
from models.checklist import Checklist
from models.log_activity import Entry, begun

AT_ONCE = 100


@dataclass(frozen=True)
class Batch:
    """The first and the last key of activities that were logged together, and how many."""

    first: uuid.UUID
    last: uuid.UUID
    count: int


def logging_all(entries: Sequence[Entry], by: Doer) -> Generator[int, None, Batch]:
    """Log activities of the bound unit, in a transaction that writes; yields how many are done,
    at first none.

    Each is audited as if it was logged alone.
    """
    yield 0
    Checklist.queue_up()
    keys: list[uuid.UUID] = []
    for start in range(0, len(entries), AT_ONCE):
        rows = [begun(entry, by) for entry in entries[start : start + AT_ONCE]]
        mark_late(*rows)  # before they are added: what is asked would write them, unrecorded
        db.session.add_all(rows)
        audit.record_all("activity.logged", rows)
        fall_in_all(rows)
        _tell(rows)
        keys += [row.id for row in rows]
        yield len(keys)
    return Batch(min(keys), max(keys), len(keys))


def _tell(rows: Sequence[Activity]) -> None:
    """Tell who says what counts, once of each agency, that entries of it wait."""
    waiting = {row.agency_id: row for row in rows if row.state == ActivityState.WAITING}
    for one in waiting.values():
        tell_of_waiting(one)


def log_all(entries: Sequence[Entry], by: Doer) -> Batch:
    """Log activities as `logging_all` does, at once."""
    steps = logging_all(entries, by)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            batch: Batch = end.value
            return batch
