"""The gift sheet of a unit in a campaign, read whole: needs by hamlet, pledges, receipts, given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select

from models.base import db
from models.campaign import Campaign
from models.campaign_sums import sums_by_hamlet
from models.gift_need import GiftNeed
from models.gift_pledge import GiftPledge, GiftReceipt
from models.gift_rules import (
    GiftFigures,
    HamletFigures,
    Need,
    Promise,
    by_hamlet,
    promises_of,
    together,
)
from models.hamlet import Hamlet
from models.participation import HANDED_IN, Participation
from models.tenancy import Audience, current, unscoped
from models.unit import Unit


@dataclass(frozen=True)
class SheetRow:
    """A hamlet on the sheet, or with `hamlet` None the unit as a whole.

    `taken_over` are the places of the bands whose figures are last year's still.
    """

    hamlet: Hamlet | None
    figures: HamletFigures
    taken_over: frozenset[int] = frozenset()

    @property
    def key(self) -> int:
        """Names the row; WHOLE for the unit as a whole."""
        return self.hamlet.id if self.hamlet else WHOLE


WHOLE = 0
"""In place of a hamlet's key: the unit as a whole."""


@dataclass(frozen=True)
class GiftSheet:
    """What a unit needs, was promised, has received and given in a campaign."""

    campaign: Campaign
    unit: Unit
    participation: Participation | None
    rows: Sequence[SheetRow]
    all: GiftFigures

    @property
    def bands(self) -> list[tuple[int, int]]:
        """First and last year of age of each band."""
        return [(band[0], band[1]) for band in self.campaign.bands]

    @property
    def is_open(self) -> bool:
        """Whether the unit may still write it: what was handed in stays as it is."""
        part = self.participation
        is_kept = part is not None and part.state in HANDED_IN
        return self.campaign.is_in_force and not is_kept

    @property
    def is_blank(self) -> bool:
        """Whether no need was written yet."""
        return all(row.figures.is_blank for row in self.rows)

    @property
    def is_taken_over(self) -> bool:
        """Whether figures of last year wait to be looked at."""
        return any(row.taken_over for row in self.rows)

    def row(self, key: int) -> SheetRow | None:
        """The row of a hamlet, or of the unit as a whole."""
        return next((row for row in self.rows if row.key == key), None)


def read_sheet(campaign: Campaign, unit: Unit) -> GiftSheet:
    """The sheet of the bound unit; four queries, and the hamlets' names always as they are now."""
    part, needs = needs_of(campaign, unit)
    given = {key: sums.gifts for key, sums in sums_by_hamlet(campaign.id, unit.id).items()}
    hamlets = list(db.session.scalars(Hamlet.for_list(unit.id)))
    rows = list(_rows(campaign, hamlets, needs, given))
    figures = [row.figures for row in rows]
    asked = _asked(rows, hamlets)
    return GiftSheet(
        campaign, unit, part, rows, together(figures, _promises(campaign, unit), asked=asked)
    )


def needs_of(campaign: Campaign, unit: Unit) -> tuple[Participation | None, list[GiftNeed]]:
    """A unit's row in a campaign, and the needs written for it; one query."""
    query = select(Participation, GiftNeed).outerjoin(
        GiftNeed, GiftNeed.participation_id == Participation.id
    )
    mine = (Participation.campaign_id == campaign.id, Participation.unit_id == unit.id)
    found = db.session.execute(query.where(*mine).order_by(GiftNeed.id)).all()
    part = found[0][0] if found else None
    return part, [need for _part, need in found if need is not None]


def _rows(
    campaign: Campaign,
    hamlets: Sequence[Hamlet],
    needs: Sequence[GiftNeed],
    given: dict[int | None, int | None],
) -> Iterator[SheetRow]:
    """Hamlets in being; ended ones, and the unit as a whole, where something was written."""
    written = {need.hamlet_id for need in needs} | {key for key, gifts in given.items() if gifts}
    shown = {one.id: one for one in hamlets if not one.has_ended or one.id in written}
    keys: list[int | None] = [*shown]
    if not shown or None in written:
        keys.append(None)
    kept = {(need.hamlet_id, need.band): Need(need.children, need.gifts) for need in needs}
    old = {(need.hamlet_id, need.band) for need in needs if need.taken_over_at}
    for found in by_hamlet(kept, given, keys, len(campaign.bands)):
        bands = frozenset(band for hamlet, band in old if hamlet == found.hamlet_id)
        yield SheetRow(shown.get(found.hamlet_id or WHOLE), found, bands)


def _asked(rows: Sequence[SheetRow], hamlets: Sequence[Hamlet]) -> set[int | None]:
    """The hamlets of which a need is expected; none where it was written for the whole unit."""
    whole = any(row.hamlet is None and not row.figures.is_blank for row in rows)
    in_being: set[int | None] = {one.id for one in hamlets if not one.has_ended}
    return set() if whole else in_being or {None}


def _promises(campaign: Campaign, unit: Unit) -> list[Promise]:
    """The pledges to the unit with what came of them; a partner is told the sums of all."""
    query = _pledges(campaign, unit)
    if current().audience is Audience.PARTNER:
        with unscoped("a partner is told how many gifts are promised, not by whom"):
            found = _found(query)
    else:
        found = _found(query)
    return promises_of(
        {key: 0 if withdrawn_at else gifts for key, gifts, withdrawn_at, _came in found},
        [(key, int(came or 0)) for key, _gifts, _withdrawn_at, came in found],
    )


def _found(query: Any) -> list[tuple[Any, int, datetime | None, int | None]]:
    return [(row[0], row[1], row[2], row[3]) for row in db.session.execute(query)]


def _pledges(campaign: Campaign, unit: Unit) -> Any:
    """Pledges for a unit: its own, and those that a unit above made for it."""
    columns = (GiftPledge.id, GiftPledge.gifts, GiftPledge.withdrawn_at)
    came = and_(
        GiftReceipt.pledge_id == GiftPledge.id,
        GiftReceipt.unit_id == unit.id,
        GiftReceipt.withdrawn_at.is_(None),
    )
    own = and_(GiftPledge.unit_id == unit.id, GiftPledge.for_unit_id.is_(None))
    query = select(*columns, func.sum(GiftReceipt.gifts)).outerjoin(GiftReceipt, came)
    query = query.where(
        GiftPledge.campaign_id == campaign.id, or_(own, GiftPledge.for_unit_id == unit.id)
    )
    return query.group_by(*columns).order_by(GiftPledge.id)
