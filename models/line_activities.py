"""The activities that fill a month's lines, and what they add up to: read in one query."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import load_only

from models.activity import FIGURES, Activity, ActivityState
from models.activity_link import ActivityLine, Key
from models.activity_sums import Sums, counts
from models.base import db

NUMBERS_FROM = {"times": "sessions", "children": "children", "adults": "adults", "amount": "cost"}
"""Which sum is shown as which number of a line."""


@dataclass(frozen=True)
class Filled:
    """The activities of a line that count, in the order in which they were confirmed, and what
    they add up to."""

    ids: tuple[uuid.UUID, ...] = ()
    sums: Sums = field(default_factory=Sums)

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers of the line that come from its activities: those that are known.

        How often something was done is the number of sessions, and of events where none are
        written.
        """
        found = {name: getattr(self.sums, key) for name, key in NUMBERS_FROM.items()}
        if found["times"] is None and self.sums.activities:
            found["times"] = self.sums.activities
        return {name: value for name, value in found.items() if value is not None}


def filled(unit_id: int, assignment_ids: Collection[int], until: date) -> dict[Key, Filled]:
    """What fills the lines of these assignments, of what was held until a day (inclusive)."""
    if not assignment_ids:
        return {}
    query = (
        select(ActivityLine, Activity)
        .join(Activity, Activity.id == ActivityLine.activity_id)
        .where(
            ActivityLine.unit_id == unit_id,
            ActivityLine.assignment_id.in_(assignment_ids),
            Activity.held_on <= until,
            Activity.state == ActivityState.COUNTED,
        )
        .options(load_only(*(getattr(Activity, name) for name in _COLUMNS)))
        .order_by(ActivityLine.id)
    )
    found: dict[Key, Filled] = {}
    for link, activity in db.session.execute(query):
        before = found.get(link.key, Filled())
        found[link.key] = Filled((*before.ids, activity.id), before.sums + counts(activity))
    return found


_COLUMNS = ("state", "joined_to_id", "adds_gifts", *FIGURES)
