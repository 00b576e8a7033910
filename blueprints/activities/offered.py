"""What the log form offers: kinds, organisers, places, and what its person logged last."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flask import g
from flask_login import current_user

from blueprints.activities.doer import doer_here
from blueprints.activities.organiser_words import own_name, short_name
from models.activity import Activity
from models.activity_acts import ActivityRefused, Obstacle
from models.activity_kind import Kind, kinds_by_code, kinds_of
from models.agency import Agency
from models.base import db
from models.hamlet import Hamlet
from models.recent_activities import recent_of
from models.text import fold
from models.unit import Unit

SHOWN = 3
"""So many organisers stand on the form at once; the others open below."""


@dataclass(frozen=True)
class Organiser:
    """Who may have held it: an agency, or the unit itself (0)."""

    key: int
    name: str


class Offered:
    """What may be chosen at the unit of the URL; also what an entry in hand has chosen before."""

    def __init__(self, present: Activity | None = None) -> None:
        self.unit: Unit = g.unit
        self.present = present
        self.doer = doer_here()

    @cached_property
    def kinds(self) -> list[Kind]:
        """Those in force, and the one that the entry in hand has, also where it is ended."""
        offered = list(kinds_of(self.unit).kinds)
        if self.present is None or self.present.kind in {one.code for one in offered}:
            return offered
        ended = kinds_by_code(self.unit).get(self.present.kind)
        return [*offered, ended] if ended else offered

    @property
    def codes(self) -> dict[str, Kind]:
        return {one.code: one for one in self.kinds}

    @cached_property
    def recent(self) -> list[Activity]:
        """What the person logged here lately, the last first."""
        return recent_of(self.unit.id, current_user.id)

    @cached_property
    def agencies(self) -> list[Organiser]:
        """The unit's agencies, by name."""
        kept: set[int | None] = set()
        if self.present is not None:
            kept = {self.present.agency_id, *(one.agency_id for one in self.present.organisers)}
        rows = db.session.scalars(Agency.for_list(self.unit.id))
        return [
            Organiser(row.id, short_name(row.name, self.unit))
            for row in rows
            if not row.has_ended or row.id in kept
        ]

    @cached_property
    def leads(self) -> list[Organiser]:
        """Who may have held it as the first: a partner logs for his own agencies alone."""
        if not self.doer.writes:
            return [one for one in self.agencies if one.key in self.doer.agency_ids]
        return [Organiser(0, own_name(self.unit)), *self.agencies]

    def refuse_ended(self, agency_id: int | None = None) -> None:
        """Raise ActivityRefused where a new entry cannot be of this agency, or of none at all."""
        keys = {one.key for one in self.leads}
        if not keys or (agency_id or next(iter(keys))) not in keys:
            raise ActivityRefused(Obstacle.AGENCY_ENDED)

    @cached_property
    def hamlets(self) -> list[Hamlet]:
        kept = self.present.hamlet_id if self.present else None
        rows = db.session.scalars(Hamlet.for_list(self.unit.id))
        return [row for row in rows if not row.has_ended or row.id == kept]

    @property
    def places(self) -> list[str]:
        """What the box for the place proposes: where one was lately, then the hamlets."""
        lately = (one.place for one in self.recent)
        return list(dict.fromkeys([*filter(None, lately), *(one.name for one in self.hamlets)]))

    @property
    def titles(self) -> list[str]:
        return list(dict.fromkeys(one.title for one in self.recent))

    def shown_first(self, chosen: int | None) -> list[Organiser]:
        """The organisers that stand on the form: the unit, the chosen one, who did it lately."""
        lately = [one.agency_id or 0 for one in self.recent]
        wanted = [0, chosen, *lately, *(one.key for one in self.leads)]
        by_key = {one.key: one for one in self.leads}
        return [by_key[key] for key in dict.fromkeys(wanted) if key in by_key][:SHOWN]

    def hamlet_in(self, place: str) -> Hamlet | None:
        """The hamlet that a place names; of several the one with the longest name."""
        within = f" {fold(place)} "
        found = [one for one in self.hamlets if f" {one.folded} " in within]
        return max(found, key=lambda one: len(one.folded), default=None)
