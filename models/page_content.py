"""What a unit's public page of a campaign says: a snapshot of plans, sums and gifts.

Numbers of children are hidden before they come in here (models.public_figures); of what people
wrote, only what is marked as public: what a unit plans, where and when.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from models import clock
from models.activity import Activity, ActivityState
from models.activity_sums import Sums
from models.base import db
from models.campaign import Campaign
from models.campaign_sums import in_campaign, sums_by_unit
from models.gift_pledge import GiftPledge, GiftReceipt, GiftSource
from models.participation import HANDED_IN, Participation
from models.public_figures import alone, column, girls_and_boys
from models.unit import Unit, past_subtree

Content = dict[str, Any]
MOST_DAYS, MOST_DONORS = 40, 100
"""How many days to come and named donors a page has room for."""
LONGEST = 160
"""How many letters of what is planned a page has room for."""


class UnitProgress(StrEnum):
    """How far a unit is in a campaign, as everybody reads it."""

    NO_PLAN = "no_plan"
    PLANNED = "planned"
    HELD = "held"
    CLOSED = "closed"


@dataclass(frozen=True)
class Gathered:
    """All that is read for a page: the units it is about, what each of them did and plans."""

    campaign: Campaign
    unit: Unit
    units: tuple[Unit, ...]
    sums: Mapping[int, Sums]
    parts: Mapping[int, Participation]
    planned: tuple[Activity, ...]
    pledges: tuple[GiftPledge, ...]
    received: Mapping[Any, tuple[int, int]]
    """By pledge: gifts, and their value in whole đồng."""


def gather(campaign: Campaign, unit: Unit) -> Gathered:
    """Read what is in reach of the bound unit; the same number of queries for any number of
    units."""
    sums = {unit_id: one for (_id, unit_id), one in sums_by_unit([campaign.id]).items()}
    parts = {part.unit_id: part for part in db.session.scalars(_parts(campaign))}
    units = db.session.scalars(_units(campaign, unit, {*sums, *parts})).all()
    planned = in_campaign(campaign.id), Activity.state == ActivityState.PLANNED
    days = select(Activity).where(*planned).options(joinedload(Activity.hamlet))
    pledged = select(GiftPledge).where(*_given_to(campaign)).options(joinedload(GiftPledge.agency))
    return Gathered(
        campaign,
        unit,
        tuple(units),
        sums,
        parts,
        tuple(db.session.scalars(days)),
        tuple(db.session.scalars(pledged.order_by(GiftPledge.id))),
        {row[0]: (int(row[1]), int(row[2])) for row in _received(campaign)},
    )


def content_of(found: Gathered, day: date) -> Content:
    """What would be public on a day; JSON."""
    campaign, total = found.campaign, sum(found.sums.values(), Sums())
    return {
        "unit": found.unit.name,
        "name": campaign.name,
        "theme": campaign.theme,
        "starts_on": campaign.starts_on.isoformat(),
        "ends_on": campaign.ends_on.isoformat(),
        "feast_on": campaign.feast_on and campaign.feast_on.isoformat(),
        "written_at": clock.now().isoformat(),
        "days": _days(found, day),
        "totals": _totals(total),
        "gifts": _gifts(found, total),
        "money_in": {source: _money_in(found, source) for source in GiftSource},
        "donors": _donors(found),
        "units": _units_told(found) if len(found.units) > 1 else [],
    }


def texts_of(content: Content) -> list[str | None]:
    """What somebody wrote freely, to be looked through for names of children."""
    planned = [text for day in content["days"] for text in (day["what"], day["place"])]
    return [content["name"], content["theme"], *planned]


def _parts(campaign: Campaign) -> Any:
    query = select(Participation).where(Participation.campaign_id == campaign.id)
    return query.options(joinedload(Participation.hamlet))


def _units(campaign: Campaign, unit: Unit, others: Collection[int]) -> Any:
    """The unit itself and those below it that take part; the unit first."""
    told = Unit.id.in_(campaign.addressed_ids())
    below = told & (Unit.path > unit.path) & (Unit.path < past_subtree(unit.path))
    own = Unit.id == unit.id if _takes_part(campaign, unit) else Unit.id.in_([])
    either: ColumnElement[bool] = or_(below, own, Unit.id.in_(others))
    return select(Unit).where(either).order_by(Unit.id != unit.id, Unit.sort_key, Unit.path)


def _takes_part(campaign: Campaign, unit: Unit) -> bool:
    return campaign.unit_id != unit.id or campaign.includes_own


def _given_to(campaign: Campaign) -> tuple[ColumnElement[bool], ...]:
    return GiftPledge.campaign_id == campaign.id, GiftPledge.withdrawn_at.is_(None)


def _received(campaign: Campaign) -> Iterable[Any]:
    sums = func.coalesce(func.sum(GiftReceipt.gift_value), 0)
    query = select(GiftReceipt.pledge_id, func.sum(GiftReceipt.gifts), sums)
    query = query.join(GiftPledge, GiftPledge.id == GiftReceipt.pledge_id)
    query = query.where(*_given_to(campaign), GiftReceipt.withdrawn_at.is_(None))
    return db.session.execute(query.group_by(GiftReceipt.pledge_id))


def _days(found: Gathered, day: date) -> list[dict[str, Any]]:
    """What is to come, the first day first; the page leaves out what is over by then."""
    names = {unit.id: unit.name for unit in found.units}
    told = [
        *(_told(part, part.planned_on, part.what, names) for part in found.parts.values()),
        *(_told(one, one.held_on, one.title, names) for one in found.planned),
    ]
    to_come = [one for one in told if one["on"] and one["what"] and one["on"] >= day.isoformat()]
    return sorted(to_come, key=lambda one: (one["on"], one["unit"], one["what"]))[:MOST_DAYS]


def _told(
    row: Participation | Activity, on: date | None, what: str | None, names: Mapping[int, str]
) -> dict[str, Any]:
    place = row.place or (row.hamlet.name if row.hamlet else None)
    unit = names.get(row.unit_id, "")
    return {"on": on and on.isoformat(), "what": _short(what), "place": place, "unit": unit}


def _short(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def _totals(total: Sums) -> dict[str, Any]:
    girls, boys = girls_and_boys(total.children, total.girls, total.boys)
    hidden = {"children": alone(total.children), "special": alone(total.special)}
    hidden |= {"girls": girls, "boys": boys, "gifts": alone(total.gifts)}
    return {one.name: getattr(total, one.name) for one in fields(Sums)} | hidden


def _gifts(found: Gathered, total: Sums) -> dict[str, Any]:
    """Gifts as numbers of parcels: pledged, received, given out."""
    received = sum(gifts for gifts, _value in found.received.values())
    pledged = sum(pledge.gifts for pledge in found.pledges)
    return {"pledged": pledged, "received": received, "given": alone(total.gifts)}


def _money_in(found: Gathered, source: GiftSource) -> dict[str, int]:
    """What gifts of a source are worth, as far as somebody wrote it."""
    pledges = [pledge for pledge in found.pledges if pledge.source == source]
    received = sum(found.received.get(pledge.id, (0, 0))[1] for pledge in pledges)
    return {"pledged": sum(pledge.gift_value or 0 for pledge in pledges), "received": received}


def _donors(found: Gathered) -> dict[str, Any]:
    """Those who agreed to be named, the most gifts first, and how many others there are."""
    named: dict[str, list[int]] = {}
    for pledge in found.pledges:
        name = _name(pledge)
        if name:
            gifts, value = named.setdefault(name, [0, 0])
            named[name] = [gifts + pledge.gifts, value + (pledge.gift_value or 0)]
    most_first = sorted(named.items(), key=lambda one: (-one[1][0], one[0]))
    rows = [{"name": name, "gifts": g, "value": v} for name, (g, v) in most_first]
    unnamed = [one for one in found.pledges if one.source != GiftSource.BUDGET and not _name(one)]
    return {"named": rows[:MOST_DONORS], "others": len(unnamed) + len(rows[MOST_DONORS:])}


def _name(pledge: GiftPledge) -> str | None:
    """Who gave, where he agreed that it is told."""
    if not pledge.names_donor:
        return None
    return pledge.donor or (pledge.agency.name if pledge.agency else None)


def _units_told(found: Gathered) -> list[dict[str, Any]]:
    sums = [found.sums.get(unit.id, Sums()) for unit in found.units]
    hidden = {name: column([getattr(one, name) for one in sums]) for name in ("children", "gifts")}
    return [
        {
            "name": unit.name,
            "progress": _progress(found, unit),
            "activities": sums[place].activities,
            **{name: numbers[place] for name, numbers in hidden.items()},
        }
        for place, unit in enumerate(found.units)
    ]


def _progress(found: Gathered, unit: Unit) -> UnitProgress:
    part = found.parts.get(unit.id)
    if part is not None and part.state in HANDED_IN:
        return UnitProgress.CLOSED
    if found.sums.get(unit.id, Sums()).activities:
        return UnitProgress.HELD
    return UnitProgress.PLANNED if part is not None and part.has_plan else UnitProgress.NO_PLAN
