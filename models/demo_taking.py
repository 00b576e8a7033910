"""The campaigns of the demo and the units in them, as they are acted out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from models import clock
from models.base import db
from models.campaign import Campaign
from models.close_campaign import units_in
from models.demo_people import login_of
from models.person import Person
from models.tenancy import unscoped
from models.unit import Level, Unit

TOLD_BELOW = ("468", "612")
"""Whose communes log their activities themselves; elsewhere one evening is told of each."""
WITHOUT_PLAN = ("19621", "23433", "00712")
"""Who wrote no plan, and handed nothing in."""
SILENT = ("19603", "23430")
"""Who handed in no result sheet of Mid-Autumn."""


@dataclass(frozen=True)
class Taking:
    """A campaign as it is acted out: the keys of its units by slug, who writes there, who is above
    each."""

    key: int
    issuer: str
    kind: str
    starts_on: date
    ends_on: date
    feast_on: date | None
    report_due_on: date
    counts_gifts: bool
    bands: int
    opened_at: datetime
    units: Mapping[str, Unit]
    writers: Mapping[str, int]

    @property
    def day(self) -> date:
        return self.feast_on or self.starts_on

    @property
    def first(self) -> Unit:
        """Under which unit the record says what was written for all of them."""
        return next(iter(self.units.values()))

    def is_told(self, slug: str) -> bool:
        """Whether the people of a unit act for themselves."""
        return slug in TOLD_BELOW or self.units[slug].path.split(".")[-3] in TOLD_BELOW


def all_taking() -> Iterator[Taking]:
    """Every campaign that was opened, the first first."""
    with unscoped("the demo looks for the campaigns that were opened, and for who takes part"):
        people = dict(db.session.execute(select(Person.email, Person.id)).all())
        rows = db.session.scalars(select(Campaign).order_by(Campaign.id)).all()
        found = [(row, db.session.get_one(Unit, row.unit_id), _units(row)) for row in rows]
        for row, issuer, units in found:
            words = {unit.slug: writer_word(unit) for unit in units}
            yield Taking(
                row.id,
                issuer.slug,
                row.kind,
                row.starts_on,
                row.ends_on,
                row.feast_on,
                row.report_due_on,
                row.counts_gifts,
                len(row.bands),
                row.published_at or clock.now(),
                {unit.slug: unit for unit in units},
                {slug: people[login_of(word, slug)] for slug, word in words.items()},
            )


def _units(campaign: Campaign) -> Sequence[Unit]:
    return db.session.scalars(units_in(campaign)).all()


def writer_word(unit: Unit) -> str:
    """Who writes for a unit of the demo."""
    return "canbo" if unit.level == Level.COMMUNE or unit.slug == "468" else "duyet"
