"""The entries of a list of activities in words."""

from __future__ import annotations

from typing import Any

from flask import g, url_for
from sqlalchemy import Row

from blueprints.activities.entry_words import STATES, place_of
from blueprints.activities.offered import own_name, short_name
from models.activity import Activity, ActivityState
from models.activity_kind import OTHER, Kind


class ListRow:
    """One entry for its reader; `unit` where it is another unit's."""

    def __init__(self, row: Row[Any], kinds: dict[str, Kind]) -> None:
        self.activity: Activity = row.Activity
        self.is_corrected: bool = row.is_corrected
        self.evidence: int = row.evidence
        self.lines: int = row.lines
        self.kind = kinds.get(self.activity.kind, OTHER)
        self.href = url_for("activities.show", unit=row.slug, activity_id=self.activity.id)
        self.unit = row.unit if self.activity.unit_id != g.unit.id else None

    @property
    def state(self) -> tuple[str, str, Any] | None:
        """The state in words, unless it counts as nearly all do."""
        state = ActivityState(self.activity.state)
        return None if state is ActivityState.COUNTED else STATES[state]

    @property
    def organisers(self) -> str:
        """Who held it; nobody is named where it was the unit itself alone."""
        named = [self.activity.agency, *(one.agency for one in self.activity.organisers)]
        names = [short_name(one.name, g.unit) for one in named if one is not None]
        if self.activity.agency_id is None and names and not self.unit:
            names.insert(0, own_name(g.unit))
        return ", ".join(names)

    @property
    def about(self) -> list[str]:
        """What it was, who held it and where, as far as that is known."""
        return [part for part in (self.kind.name, self.organisers, place_of(self.activity)) if part]

    @property
    def why(self) -> str:
        """What the unit said when it did not count the entry, or who took it back."""
        is_out = self.activity.state in {ActivityState.DECLINED, ActivityState.WITHDRAWN}
        return (self.activity.decision_note or "") if is_out else ""
