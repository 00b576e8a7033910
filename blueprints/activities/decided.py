"""What the page of an entry shows of decisions: what counts otherwise, and what it is one with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flask import g
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from blueprints.activities.doer import acts_here
from blueprints.activities.organiser_words import organisers_in
from blueprints.activities.outcome_words import (
    Difference,
    Outcome,
    differences_of,
    outcome_of,
)
from models.activity import Activity
from models.activity_kind import kinds_by_code
from models.base import db
from models.event_organisers import Event, events_of


@dataclass(frozen=True)
class Decided:
    """An entry for its reader: what the unit said of it, and what he may say himself."""

    activity: Activity

    @cached_property
    def acts(self) -> set[str]:
        """What the reader may do now."""
        return acts_here(self.activity)

    @cached_property
    def outcome(self) -> Outcome:
        return outcome_of(self.activity)

    @cached_property
    def differences(self) -> list[Difference]:
        return differences_of(self.activity, kinds_by_code(g.unit))

    @cached_property
    def joined(self) -> list[Activity]:
        """The other entries of the same event that the reader may read, the leading one first."""
        event = self.activity.joined_to_id or self.activity.id
        of_it = or_(Activity.id == event, Activity.joined_to_id == event)
        query = select(Activity).where(of_it, Activity.id != self.activity.id)
        query = query.options(joinedload(Activity.agency))
        return list(db.session.scalars(query.order_by(Activity.joined_to_id.is_not(None))))

    @cached_property
    def event(self) -> Event:
        """What it is an entry of."""
        return events_of([self.activity])[self.activity.id]

    @property
    def organisers(self) -> str:
        """Who held the event, whoever logged which entry of it."""
        return organisers_in(self.event, self.activity)
