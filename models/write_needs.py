"""Writing the needs of a gift sheet: what was typed or listed, or last year's figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import inspect, select

from models import audit, clock
from models.base import db
from models.campaign import Campaign
from models.campaign_before import campaigns_before
from models.gift_need import GiftNeed
from models.gift_rules import Need
from models.gift_sheet import WHOLE, GiftSheet, SheetRow, needs_of
from models.participation import HANDED_IN, Participation, participation_at
from models.text import fold
from models.unit import Unit

Place = tuple[int | None, int]
"""A hamlet, None for the unit as a whole, and the place of an age band."""


class SheetClosed(Exception):
    """The sheet was handed in, or the campaign is over: nothing is written any more."""


@dataclass(frozen=True)
class NeedChange:
    """What somebody wrote for a band of a hamlet, and what he saw there."""

    hamlet_id: int | None
    band: int
    need: Need
    seen: Need

    @property
    def place(self) -> Place:
        return self.hamlet_id, self.band


def write_needs(campaign: Campaign, changes: Iterable[NeedChange]) -> dict[Place, Need]:
    """Write what was typed; each place by itself. Raises SheetClosed.

    What somebody else wrote since it was seen stays, and is answered by its place.
    """
    listed = list(changes)
    if not listed:
        return {}
    part, there = _writable(campaign)
    clashes: dict[Place, Need] = {}
    for one in listed:
        row = there.get(one.place)
        present = _need(row) if row else Need()
        if present not in {one.need, one.seen}:
            clashes[one.place] = present
        elif present != one.need:
            _put(part, row, one.place, one.need)
    return clashes


def list_needs(campaign: Campaign, needs: dict[Place, Need]) -> None:
    """Write what a list says over what is there; what it leaves blank stays. SheetClosed."""
    part, there = _writable(campaign)
    for place, need in needs.items():
        row = there.get(place)
        present = _need(row) if row else Need()
        _put(part, row, place, need.over(present))
    audit.record("gift_sheet.imported", part)


def look_at(campaign: Campaign, hamlets: Collection[int | None]) -> None:
    """Say of last year's figures of some hamlets that they are right. Raises SheetClosed."""
    _part, there = _writable(campaign)
    for (hamlet_id, _band), row in there.items():
        if hamlet_id in hamlets:
            row.taken_over_at = None


def earlier_of(campaign: Campaign, unit: Unit) -> Campaign | None:
    """The campaign of the year before whose needs can be taken over, where the unit wrote any; one
    query."""
    counted = select(GiftNeed.id).join(Participation, Participation.id == GiftNeed.participation_id)
    counted = counted.where(
        Participation.campaign_id == Campaign.id, Participation.unit_id == unit.id
    )
    return db.session.scalar(campaigns_before(campaign).where(counted.exists()).limit(1))


def take_over(sheet: GiftSheet, earlier: Campaign) -> list[str]:
    """Fill what is blank with the figures of an earlier campaign, to be looked at; the names of
    hamlets that are no more. Raises SheetClosed.

    Hamlets are the same by their row, else by their name; bands by their ages.
    """
    part, there = _writable(sheet.campaign)
    lost: dict[str, None] = {}
    for old in needs_of(earlier, sheet.unit)[1]:
        row, band = _same_row(sheet, old), _same_band(sheet.campaign, earlier, old.band)
        if row is None:
            lost[old.hamlet.name if old.hamlet else sheet.unit.name] = None
        elif band is not None:
            place = (row.figures.hamlet_id, band)
            _take(part, there.get(place), place, old)
    audit.record("gift_sheet.taken_over", part)
    return list(lost)


def _take(part: Participation, row: GiftNeed | None, place: Place, old: GiftNeed) -> None:
    """Put last year's figure where nothing is written."""
    if row is None or _need(row).is_blank:
        taken = _put(part, row, place, _need(old))
        taken.taken_over_at = clock.now()


def _same_row(sheet: GiftSheet, old: GiftNeed) -> SheetRow | None:
    """The row of the sheet that an earlier figure is of; None: there is none any more."""
    if old.hamlet is None:
        return sheet.row(WHOLE)
    in_being = [row for row in sheet.rows if row.hamlet and not row.hamlet.has_ended]
    of_name = {fold(row.hamlet.name): row for row in in_being if row.hamlet}
    return {row.key: row for row in in_being}.get(old.hamlet.id, of_name.get(fold(old.hamlet.name)))


def _same_band(campaign: Campaign, earlier: Campaign, band: int) -> int | None:
    """The place of the band with the same ages; None where there is none."""
    ages = earlier.bands[band] if band < len(earlier.bands) else None
    return campaign.bands.index(ages) if ages in campaign.bands else None


def _writable(campaign: Campaign) -> tuple[Participation, dict[Place, GiftNeed]]:
    """The unit's row, locked, and its needs as they are now; the first act begins the sheet."""
    part = participation_at(campaign.id)
    if not campaign.is_in_force or part.state in HANDED_IN:
        raise SheetClosed
    if inspect(part).pending:
        audit.record("gift_sheet.begun", part)
        db.session.flush()
    return part, {
        (one.hamlet_id, one.band): one for one in db.session.scalars(GiftNeed.of(part.id))
    }


def _put(part: Participation, row: GiftNeed | None, place: Place, need: Need) -> GiftNeed:
    """Write a need, looked at by who writes it."""
    if row is None:
        row = GiftNeed(participation_id=part.id, hamlet_id=place[0], band=place[1])
        db.session.add(row)
    row.children, row.gifts, row.taken_over_at = need.children, need.gifts, None
    return row


def _need(row: GiftNeed) -> Need:
    return Need(row.children, row.gifts)
