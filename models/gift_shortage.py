"""Where gifts are short: needed, and neither received nor pledged nor given. It is computed, and
told once.

The statement says of many units what models/gift_rules.py says of one; a test compares them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from models.activity import Activity
from models.activity_campaign import ActivityCampaign
from models.activity_sums import Sums, sum_columns
from models.base import db
from models.campaign import Campaign
from models.clock import today
from models.deciders import heads_of, takers_at
from models.gift_need import GiftNeed
from models.gift_pledge import GiftPledge, GiftReceipt
from models.giving_rules import WATCHED
from models.notification import NotificationKind, forget, notify
from models.participation import Participation
from models.pledge_gifts import said
from models.unit import Unit

_ONCE = "gifts-short:"


@dataclass(frozen=True)
class Shortage:
    """So many gifts of a campaign are short at a unit."""

    campaign_id: int
    campaign: str
    issuer_id: int
    unit_id: int
    short: int

    @property
    def once(self) -> str:
        return f"{_ONCE}{self.campaign_id}:{self.unit_id}"


class Larger(FunctionElement[int]):
    """The larger of two numbers, in SQL."""

    name = "larger"
    type = BigInteger()
    inherit_cache = True


@compiles(Larger)
@compiles(Larger, "sqlite")
def _larger(element: Larger, compiler: Any, **given: Any) -> str:
    name = "MAX" if compiler.dialect.name == "sqlite" else "GREATEST"
    return f"{name}({compiler.process(element.clauses, **given)})"


def _sum(column: Any, *where: Any) -> Any:
    """A sum beside the participation of the statement around it; nothing is 0."""
    query = select(func.coalesce(func.sum(column), 0)).where(*where)
    return query.correlate(Participation).scalar_subquery()


def _needed() -> Any:
    of_band = func.coalesce(GiftNeed.gifts, GiftNeed.children)
    return _sum(of_band, GiftNeed.participation_id == Participation.id)


def _secured() -> Any:
    """Of each pledge the larger of promised and received; of one withdrawn what came."""
    came = select(func.coalesce(func.sum(GiftReceipt.gifts), 0)).where(
        GiftReceipt.pledge_id == GiftPledge.id, GiftReceipt.withdrawn_at.is_(None)
    )
    received = came.correlate(GiftPledge).scalar_subquery()
    promised = case((GiftPledge.withdrawn_at.is_(None), GiftPledge.gifts), else_=0)
    own = and_(GiftPledge.for_unit_id.is_(None), GiftPledge.unit_id == Participation.unit_id)
    return _sum(
        Larger(promised, received),
        GiftPledge.campaign_id == Participation.campaign_id,
        or_(own, GiftPledge.for_unit_id == Participation.unit_id),
    )


def _given() -> Any:
    names = [field.name for field in fields(Sums)]
    gifts = dict(zip(names, sum_columns(), strict=True))["gifts"]
    query = select(func.coalesce(gifts, 0)).select_from(ActivityCampaign)
    query = query.join(Activity, Activity.id == ActivityCampaign.activity_id)
    query = query.where(
        ActivityCampaign.campaign_id == Participation.campaign_id,
        ActivityCampaign.unit_id == Participation.unit_id,
        ActivityCampaign.is_out.is_(False),
    )
    return query.correlate(Participation).scalar_subquery()


SHORT = Larger(_needed() - Larger(_secured(), _given()), 0)
"""How many gifts are short at the unit of a participation."""


def shortages(day: date, *where: ColumnElement[bool]) -> Select[int, str, int, int, int]:
    """Where gifts are short in reach: what a Shortage is made of."""
    return _watched(day).where(SHORT > 0, *where)


def short_at(unit_id: int, day: date) -> dict[str, Select[Any]]:
    """For a statement that counts what is known of a unit: how many gifts it is short of, and the
    first campaign of which it is."""
    mine = _watched(day).where(Participation.unit_id == unit_id)
    return {
        "gifts_short": mine.with_only_columns(func.sum(SHORT)),
        "short_in": mine.with_only_columns(func.min(case((SHORT > 0, Campaign.id)))),
    }


def _watched(day: date) -> Select[int, str, int, int, int]:
    """The units in campaigns of which a shortage is told on a day: from two weeks before the feast,
    or the first day, until the last one."""
    is_open = and_(Campaign.counts_gifts.is_(True), Campaign.in_force())
    days = (
        Campaign.ends_on >= day,
        func.coalesce(Campaign.feast_on, Campaign.starts_on) <= day + WATCHED,
    )
    told = (Campaign.id, Campaign.name, Campaign.unit_id, Participation.unit_id, SHORT)
    query = select(*told).select_from(Participation)
    query = query.join(Campaign, Campaign.id == Participation.campaign_id)
    return query.where(is_open, *days)


def found_short(campaign_id: int | None = None) -> list[Shortage]:
    """Where gifts are short today, in one campaign or in all; to be asked without a scope, as who
    acts may not read all pledges."""
    of_one = () if campaign_id is None else (Campaign.id == campaign_id,)
    return [Shortage(*row) for row in db.session.execute(shortages(today(), *of_one))]


def below_issuer(found: Iterable[Shortage]) -> list[list[Shortage]]:
    """Those of units below the one that opened the campaign, by campaign."""
    by_campaign: dict[int, list[Shortage]] = defaultdict(list)
    for one in found:
        if one.unit_id != one.issuer_id:
            by_campaign[one.campaign_id].append(one)
    return list(by_campaign.values())


def tell_unit(one: Shortage) -> int:
    """Tell those who work in the campaign at the bound unit, once, what is short; how many."""
    told = {"campaign": one.campaign, "gifts": said(one.short)}
    people, kind = takers_at(one.unit_id), NotificationKind.GIFTS_SHORT
    return _tell(people, kind, one.unit_id, f"{one.campaign_id}/gifts", one.once, **told)


def tell_issuer(those: list[Shortage]) -> int:
    """Tell who reads at the bound unit, which opened the campaign, once, what is short below."""
    one, gifts = those[0], said(sum(each.short for each in those))
    told = {"campaign": one.campaign, "gifts": gifts, "units": len(those)}
    people, kind = heads_of(one.issuer_id), NotificationKind.GIFTS_SHORT_BELOW
    return _tell(people, kind, one.issuer_id, f"{one.campaign_id}/totals", _whole(those), **told)


def forget_covered(campaign_id: int | None = None) -> None:
    """Take back what was told of shortages, in one campaign or in all, that are covered by now and
    that nobody has read; to be done without a scope, as the notices lie with many people."""
    found = found_short(campaign_id)
    kept = {one.once for one in found} | {_whole(those) for those in below_issuer(found)}
    forget(_ONCE if campaign_id is None else f"{_ONCE}{campaign_id}:", kept)


def _whole(those: list[Shortage]) -> str:
    return f"{_ONCE}{those[0].campaign_id}:whole"


def _tell(
    people: Iterable[int], kind: NotificationKind, unit_id: int, page: str, once: str, **told: Any
) -> int:
    unit = db.session.get_one(Unit, unit_id)
    href = f"/{unit.slug}/campaigns/{page}"
    return notify(people, kind, unit_id, href, once=once, unit=unit.name, **told)
