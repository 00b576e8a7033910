"""What partners and officers of the demo logged besides: waiting, planned, joined, not counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from models import clock
from models.activity import Activity
from models.activity_acts import Doer
from models.agency import Agency
from models.base import db
from models.decide_activity import accept, correct, decline
from models.demo_story import moment
from models.hamlet import Hamlet
from models.join_activities import join
from models.load_demo_acts import acting_at
from models.log_activity import Entry, entry_of, log

Acts = Callable[[Activity, Doer], None]


@dataclass(frozen=True)
class Said:
    """One entry: so many days ago (to come where negative), by whom, and what the officer did."""

    slug: str
    by: str
    ago: int
    entry: Entry
    then: Acts | None = None
    hamlet: str = ""
    with_women: bool = False
    is_late: bool = False


def _entry(kind: str, title: str, place: str = "", **figures: Any) -> Entry:
    return Entry(kind, title, date.min, place=place or None, **figures)


def _recount(activity: Activity, by: Doer) -> None:
    entry = replace(entry_of(activity), children=42, girls=22, boys=20)
    correct(activity, entry, "Đếm lại theo danh sách ký nhận của thôn: 42 trẻ em.", by)


def _not_counted(activity: Activity, by: Doer) -> None:
    decline(activity, "Hội thi dành cho hội viên, không có trẻ em dự.", by)


def _join_to_the_last(activity: Activity, by: Doer) -> None:
    """The same evening was logged by both: heads once, the gifts were each one's own."""
    before = select(Activity).where(
        Activity.held_on == activity.held_on, Activity.id != activity.id, Activity.from_partner
    )
    join(activity, db.session.scalars(before).one(), by, adds_gifts=True)


_GIFTS = _entry(
    "gifts",
    "Tặng quà trẻ em khuyết tật, trẻ em mồ côi",
    "Nhà văn hóa thôn Phan Xá",
    children=18,
    girls=8,
    boys=10,
    special=18,
    gifts=18,
    gift_value=5_400_000,
    mobilised=5_400_000,
)
_EVENING = _entry(
    "play",
    "Đêm hội Trăng rằm thôn Tân Trang",
    "Nhà văn hóa thôn Tân Trang",
    children=86,
    girls=41,
    boys=45,
    adults=60,
    gifts=86,
    gift_value=6_880_000,
    budget=2_000_000,
    mobilised=6_000_000,
)
_ENTRIES = (
    Said("19612", "hlhpn", 59, _EVENING, accept, "Thôn Tân Trang"),
    Said(
        "19612",
        "canbo",
        59,
        replace(
            _EVENING,
            title="Vui Tết Trung thu tại Tân Trang",
            children=80,
            girls=38,
            boys=42,
            gifts=20,
            gift_value=2_000_000,
            budget=None,
            mobilised=2_000_000,
        ),
        _join_to_the_last,
        "Thôn Tân Trang",
    ),
    Said(
        "19612",
        "hlhpn",
        24,
        _entry(
            "club",
            "Sinh hoạt câu lạc bộ Quyền tham gia của trẻ em",
            "Thôn Quật Xá",
            sessions=1,
            children=45,
            adults=12,
        ),
        _recount,
        "Thôn Quật Xá",
    ),
    Said(
        "19612",
        "hlhpn",
        16,
        _entry("other", "Hội thi nấu ăn chào mừng 20/11", "Hội trường UBND xã", adults=60),
        _not_counted,
    ),
    Said("19612", "hlhpn", 1, _GIFTS, hamlet="Thôn Phan Xá"),
    Said(
        "19612",
        "hlhpn",
        2,
        _entry(
            "communication",
            "Truyền thông phòng ngừa bạo lực trên cơ sở giới",
            "Trường THCS Cam Thành",
            sessions=1,
            children=120,
            girls=63,
            boys=57,
            adults=8,
        ),
    ),
    Said(
        "19612",
        "canbo",
        -6,
        _entry(
            "communication",
            "Tháng hành động vì bình đẳng giới: truyền thông lưu động",
            "Nhà văn hóa thôn Tân Định",
        ),
        hamlet="Thôn Tân Định",
        with_women=True,
    ),
    Said(
        "19612",
        "hlhpn",
        -12,
        _entry("visit", "Thăm, tặng quà trẻ em đang điều trị tại bệnh viện", "Bệnh viện huyện"),
    ),
    Said(
        "19612",
        "canbo",
        23,
        _entry(
            "visit",
            "Thăm trẻ em bị tai nạn đuối nước",
            "Thôn Cam Lộ Phường",
            children=1,
            gifts=1,
            gift_value=500_000,
            mobilised=500_000,
        ),
        is_late=True,
    ),
    Said(
        "19600",
        "hlhpn",
        3,
        _entry(
            "gifts",
            "Trao xe đạp cho học sinh nghèo",
            "Trường THCS",
            children=12,
            special=12,
            gifts=12,
            gift_value=24_000_000,
            mobilised=24_000_000,
        ),
    ),
    Said(
        "468",
        "hlhpn",
        58,
        _entry(
            "gifts",
            "Trao quà Trung thu tại Trung tâm y tế huyện",
            "Trung tâm y tế huyện",
            children=40,
            special=40,
            gifts=40,
            gift_value=8_000_000,
            mobilised=8_000_000,
        ),
        accept,
    ),
    Said(
        "468",
        "canbo",
        9,
        _entry(
            "training",
            "Tập huấn cộng tác viên bảo vệ trẻ em các xã",
            "Hội trường UBND huyện",
            sessions=2,
            adults=54,
            budget=18_000_000,
        ),
        with_women=True,
    ),
    Said(
        "612",
        "hlhpn",
        20,
        _entry(
            "communication",
            "Truyền thông phòng, chống tảo hôn",
            "Trường PTDT nội trú",
            sessions=1,
            children=210,
            girls=118,
            boys=92,
            adults=15,
        ),
        accept,
    ),
    Said(
        "23401",
        "hlhpn",
        4,
        _entry(
            "visit",
            "Thăm trẻ em mồ côi",
            "Tổ dân phố 3",
            children=6,
            special=6,
            gifts=6,
            gift_value=1_800_000,
            mobilised=1_800_000,
        ),
    ),
)


def add_entries(as_at: date, *, are_late: bool = False) -> None:
    """Log them, each on its own day or, of what is to come and what comes late, yesterday.

    Those that are not late come before the months, which would else be changed by them.
    """
    for said in (one for one in _ENTRIES if one.is_late == are_late):
        held_on, yesterday = as_at - timedelta(days=said.ago), as_at - timedelta(days=1)
        told_on = yesterday if said.is_late else min(held_on, yesterday)
        with clock.fixed(moment(told_on, said.slug, said.entry.title)):
            key = _log(said, held_on)
        if said.then is not None:
            later = moment(told_on, said.slug) + timedelta(days=1)
            with clock.fixed(later), acting_at(said.slug, _decider(said.slug)) as (_u, _s, by):
                said.then(db.session.get_one(Activity, key), Doer(by, writes=True, decides=True))


def _log(said: Said, held_on: date) -> Any:
    with acting_at(said.slug, said.by) as (unit, _standing, person_id):
        women = db.session.scalars(
            select(Agency.id).where(Agency.unit_id == unit.id, Agency.kind == "women")
        ).one()
        is_partner = said.by == "hlhpn"
        entry = replace(
            said.entry,
            held_on=held_on,
            agency_id=women if is_partner else None,
            hamlet_id=_hamlet(unit.id, said.hamlet),
            organisers=frozenset({women} if said.with_women else ()),
        )
        agencies = frozenset({women} if is_partner else ())
        return log(entry, Doer(person_id, writes=not is_partner, agency_ids=agencies)).id


def _hamlet(unit_id: int, name: str) -> int | None:
    query = select(Hamlet.id).where(Hamlet.unit_id == unit_id, Hamlet.name == name)
    return db.session.scalar(query) if name else None


def _decider(slug: str) -> str:
    return "duyet" if slug == "612" else "canbo"
