"""Gift sheets of the demo: children by hamlet and age, what was promised, what came."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from uuid_utils.compat import uuid7

from models.activity_sums import Sums
from models.agency import Agency
from models.base import db
from models.demo_story import Row, chance, moment
from models.gift_need import GiftNeed
from models.gift_pledge import GiftPledge, GiftReceipt, GiftSource
from models.hamlet import Hamlet
from models.participation import Participation

SHARES = (12, 26, 38, 24)
"""Of a hundred children, by age band."""
GIVERS = (
    (45, GiftSource.MOBILISED, None),
    (35, GiftSource.MOBILISED, "Các cơ sở kinh doanh trên địa bàn"),
    (20, GiftSource.BUDGET, "Ngân sách địa phương"),
)
"""Of a hundred gifts: so many from whom; None is the women's union."""
_EACH = 80_000


def gift_rows(
    part: Participation, slug: str, given: Sums, day: date, writer_id: int, as_at: date
) -> dict[type, list[Row]]:
    """The rows of a unit's sheet, up to the day before the demo's. What was given had come before;
    a few more are needed."""
    gifts = given.gifts or 70 + chance(slug, "gifts", below=60)
    needed = gifts + chance(slug, "needed", below=8)
    found: dict[type, list[Row]] = {GiftNeed: _needs(part, slug, needed)}
    pledges = [_pledge(part, giver, gifts, day, writer_id) for giver in GIVERS]
    pledges[0]["gifts"] += gifts - sum(row["gifts"] for row in pledges)
    receipts = [_receipt(row, day, writer_id) for row in pledges]
    found[GiftPledge] = [row for row in pledges if row["pledged_on"] < as_at]
    found[GiftReceipt] = [row for row in receipts if row["received_on"] < as_at]
    return found


def _needs(part: Participation, slug: str, needed: int) -> list[Row]:
    hamlets = db.session.scalars(
        select(Hamlet.id).where(Hamlet.unit_id == part.unit_id, Hamlet.ended_on.is_(None))
    ).all()
    places: list[int | None] = [*hamlets] or [None]
    rows: list[Row] = [
        {
            "unit_id": part.unit_id,
            "participation_id": part.id,
            "hamlet_id": hamlet_id,
            "band": band,
            "children": needed * share // 100 // len(places),
            "version": 1,
        }
        for hamlet_id in places
        for band, share in enumerate(SHARES)
    ]
    rows[chance(slug, below=len(rows))]["children"] += needed - sum(row["children"] for row in rows)
    return rows


def _pledge(
    part: Participation,
    giver: tuple[int, GiftSource, str | None],
    gifts: int,
    day: date,
    writer_id: int,
) -> Row:
    share, source, donor = giver
    number = max(gifts * share // 100, 1)
    pledged_on = day - timedelta(days=12)
    return {
        "id": uuid7(),
        "unit_id": part.unit_id,
        "campaign_id": part.campaign_id,
        "participation_id": part.id,
        "agency_id": None if donor else _womens_union(part.unit_id),
        "donor": donor,
        "names_donor": False,
        "source": source,
        "gifts": number,
        "gift_value": number * _EACH,
        "pledged_on": pledged_on,
        "pledged_by_id": writer_id,
        "from_partner": False,
        "created_at": moment(pledged_on, part.unit_id),
        "version": 1,
    }


def _womens_union(unit_id: int) -> int | None:
    mine = select(Agency.id).where(Agency.unit_id == unit_id, Agency.kind == "women")
    return db.session.scalars(mine).first()


def _receipt(pledge: Row, day: date, writer_id: int) -> Row:
    received_on = day - timedelta(days=5)
    return {
        "unit_id": pledge["unit_id"],
        "participation_id": pledge["participation_id"],
        "pledge_id": pledge["id"],
        "gifts": pledge["gifts"],
        "gift_value": pledge["gift_value"],
        "received_on": received_on,
        "received_by_id": writer_id,
        "created_at": moment(received_on, pledge["unit_id"]),
        "version": 1,
    }
