"""An activity as matching looks at it: of the log form as it is typed, or of an entry."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask import g, request
from sqlalchemy import select

from blueprints.activities.entry_words import proposed_title
from blueprints.asked import day_asked
from blueprints.keys import row_key
from models.activity import Activity
from models.activity_kind import STARTING_SET, kinds_by_code
from models.agency import Agency
from models.base import db
from models.campaign_match_rules import ActivityFacts
from models.clock import today
from models.match_facts import Logged, Organiser
from models.month_calendar import Month

_KNOWN = {one.code for one in STARTING_SET}
_MOST = 200
"""So many characters of what is typed are looked at."""


@dataclass(frozen=True)
class Typed:
    """What stands in the log form, in the names of its fields; a day that is none is today."""

    kind: str
    title: str
    place: str
    held_on: date
    lead_id: int | None
    other_ids: tuple[int, ...]

    def logged(self, month: Month) -> Logged:
        """For the rules that propose lines; reads the agencies in one query."""
        organisers = _organisers([*filter(None, [self.lead_id]), *self.other_ids])
        name = _kind_name(self.kind)
        return Logged(self.kind, name, self._title(), self.held_on, month, self.place, organisers)

    @property
    def facts(self) -> ActivityFacts:
        """For the rules that propose campaigns."""
        return ActivityFacts(self.kind, self._title(), self.held_on)

    def _title(self) -> str:
        return self.title.strip() or self._title_to_be()

    def _title_to_be(self) -> str:
        kind = kinds_by_code(g.unit).get(self.kind)
        return proposed_title(kind.name, self.place.strip()) if kind else ""


def typed() -> Typed:
    """The log form as it is typed just now, of the address."""
    given = request.args
    return Typed(
        given.get("kind", ""),
        given.get("title", "")[:_MOST],
        given.get("place", "")[:_MOST],
        day_asked(given.get("day", "")) or day_asked(given.get("held_on", "")) or today(),
        given.get("lead", type=row_key) or None,
        tuple(given.getlist("others", type=row_key)),
    )


def logged_of(activity: Activity, month: Month) -> Logged:
    """An entry, for the rules that propose lines."""
    others = [one.agency_id for one in activity.organisers]
    organisers = _organisers([*filter(None, [activity.agency_id]), *others])
    place = f"{activity.place or ''}; {activity.hamlet.name if activity.hamlet else ''}"
    return Logged(
        activity.kind,
        _kind_name(activity.kind),
        activity.title,
        activity.held_on,
        month,
        place,
        organisers,
    )


def _kind_name(code: str) -> str:
    """The name of a kind that the province made itself; one query for such a one alone."""
    if code in _KNOWN:
        return ""
    kind = kinds_by_code(g.unit).get(code)
    return kind.name if kind else ""


def _organisers(agency_ids: Collection[int]) -> tuple[Organiser, ...]:
    if not agency_ids:
        return ()
    query = select(Agency).where(Agency.unit_id == g.unit.id, Agency.id.in_(agency_ids))
    return tuple(Organiser(one.kind, one.name) for one in db.session.scalars(query))
