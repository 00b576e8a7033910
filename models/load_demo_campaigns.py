"""What the units of the demo did in its campaigns: plans, evenings, gifts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select

from models import audit, clock
from models.activity import Activity
from models.activity_campaign import ActivityCampaign
from models.activity_sums import Sums
from models.base import db
from models.campaign_links import FALLING, fall_in_all
from models.campaign_sums import sums_by_unit
from models.demo_extras import Photo
from models.demo_gifts import gift_rows
from models.demo_pages import publish_page_of
from models.demo_story import MILLION, Row, chance, workday
from models.demo_taking import SILENT, WITHOUT_PLAN, Taking, all_taking, writer_word
from models.demo_village import evening_of
from models.load_demo_acts import acting_at
from models.load_demo_results import close_over, hand_in, hand_in_at_once
from models.participation import Participation
from models.tenancy import begin_write, unscoped
from models.unit import Unit

PLANS = {
    "action_month": "Phát động Tháng hành động vì trẻ em; truyền thông phòng, chống đuối nước và"
    " xâm hại trẻ em; thăm, tặng quà trẻ em có hoàn cảnh đặc biệt.",
    "mid_autumn": "Đêm hội trăng rằm, rước đèn, phá cỗ; trao quà cho trẻ em các thôn, tổ dân phố.",
    "gender_equality": "Treo khẩu hiệu, phát thanh trên hệ thống truyền thanh cơ sở; truyền thông"
    " phòng ngừa bạo lực trên cơ sở giới tại trường học.",
}


def hold_campaigns(as_at: date, photos: Mapping[str, Photo]) -> None:
    """Let the units take part in what was opened, up to the day before the demo's; `photos` stand
    for what was photographed, by name."""
    found = list(all_taking())
    for one in found:
        _plan(one, as_at)
    _tell_evenings(found, as_at)
    _fall_in(found)
    for one in found:
        _count_gifts(one, as_at)
        if one.ends_on + timedelta(days=21) < as_at:
            hand_in(one)
            hand_in_at_once(one)
            close_over(one, as_at)
            publish_page_of(one, photos)


def _plan(one: Taking, as_at: date) -> None:
    """Each unit has a row; most of them a plan, within the first days."""
    rows = [_part(one, slug, as_at) for slug in one.units if slug not in WITHOUT_PLAN]
    _write({Participation: rows}, "participation.loaded", one.first)


def _part(one: Taking, slug: str, as_at: date) -> Row:
    lot = chance(slug, one.kind)
    planned_on = max(workday(one.day - timedelta(days=lot % 4), -1), one.starts_on)
    written_at = min(
        one.opened_at + timedelta(days=3 + lot % 6), clock.start_of_day(as_at - timedelta(days=1))
    )
    return {
        "unit_id": one.units[slug].id,
        "campaign_id": one.key,
        "created_at": written_at,
        "planned_at": written_at,
        "what": PLANS[one.kind],
        "planned_on": planned_on,
        "place": ("Nhà văn hóa trung tâm", "Sân trường tiểu học", "Hội trường UBND")[lot % 3],
        "lead_name": "Phó Chủ tịch UBND phụ trách văn hóa - xã hội",
        "planned_budget": (2 + lot % 7) * MILLION,
        "planned_mobilised": (5 + lot % 17) * MILLION,
        "version": 1,
    }


def _tell_evenings(found: Iterable[Taking], as_at: date) -> None:
    """Where the communes do not log themselves, one evening of each, in its campaign."""
    for one in found:
        if one.kind != "mid_autumn" or one.issuer == "468" or one.day >= as_at:
            continue
        told = [slug for slug in one.units if slug not in SILENT]
        evenings = [evening_of(one.units[slug], one.day, one.writers[slug]) for slug in told]
        links = [_link(one, row) for row in evenings]
        rows = {Activity: evenings, ActivityCampaign: links}
        _write(rows, "activity.loaded", one.first)


def _link(one: Taking, row: Row) -> Row:
    reasons = [{"why": "in_days", "values": [one.starts_on.isoformat(), one.ends_on.isoformat()]}]
    return {
        "unit_id": row["unit_id"],
        "activity_id": row["id"],
        "campaign_id": one.key,
        "reasons": reasons,
        "created_at": row["created_at"],
    }


def _fall_in(found: Iterable[Taking]) -> None:
    """What the months of the demo logged at once falls in as if it had been logged one by one."""
    units = {slug: unit for one in found for slug, unit in one.units.items() if one.is_told(slug)}
    for slug, unit in units.items():
        with acting_at(slug, writer_word(unit)):
            placed = select(ActivityCampaign.activity_id)
            query = select(Activity).where(Activity.unit_id == unit.id, Activity.id.not_in(placed))
            query = query.where(Activity.state.in_(FALLING)).order_by(Activity.id)
            fall_in_all(db.session.scalars(query).all())
            audit.record("activity.loaded", unit, after={"campaigns": len(units)})


def _count_gifts(one: Taking, as_at: date) -> None:
    if not one.counts_gifts:
        return
    with unscoped("the demo counts the gifts of each unit"):
        sums = {unit: found for (_key, unit), found in sums_by_unit([one.key]).items()}
    with unscoped("the demo writes the gift sheets of its units"):
        parts = select(Participation).where(Participation.campaign_id == one.key)
        rows: dict[type, list[Row]] = {}
        units = {unit.id: slug for slug, unit in one.units.items()}
        for part in db.session.scalars(parts.order_by(Participation.id)).all():
            slug = units[part.unit_id]
            given = sums.get(part.unit_id, Sums())
            told = gift_rows(part, slug, given, one.day, one.writers[slug], as_at)
            for model, more in told.items():
                rows.setdefault(model, []).extend(more)
    _write(rows, "gift_sheet.loaded", one.first)


def _write(rows: Mapping[Any, Sequence[Row]], action: str, about: Unit) -> None:
    with unscoped("the demo writes what many of its units did"):
        begin_write()
        for model, values in rows.items():
            if values:
                db.session.execute(insert(model), values)
        counts: dict[str, Any] = {
            model.__tablename__: len(values) for model, values in rows.items()
        }
        audit.record(action, about, unit_id=about.id, after=counts)
        db.session.commit()
