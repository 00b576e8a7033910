"""What inspections of the demo found: overdue, to be mended, reported, seen to be mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from models import clock
from models.activity_acts import Doer
from models.agency import Agency
from models.base import db
from models.demo_story import moment
from models.finding import Finding
from models.finding_acts import Follower
from models.follow_finding import Found, close, record, report
from models.load_demo_acts import acting_at
from models.log_activity import Entry, log
from models.unit import Unit


@dataclass(frozen=True)
class Told:
    """One finding: what, to be mended so many days after the demo's day (before where negative)
    by a kind of agency, a unit below or somebody in words; what was reported, and whether it was
    seen to be so."""

    text: str
    due: int
    agency: str = ""
    below: str = ""
    mender: str = ""
    report: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class Inspected:
    """One inspection, so many days ago, by whom, and what it found."""

    slug: str
    by: str
    ago: int
    title: str
    place: str
    sessions: int
    found: tuple[Told, ...]


_INSPECTIONS = (
    Inspected(
        "468",
        "duyet",
        12,
        "Kiểm tra công tác trẻ em tại các xã, thị trấn",
        "Xã Cam Thành, xã Cam Tuyền, thị trấn Cam Lộ",
        3,
        (
            Told("Quý III chưa sinh hoạt câu lạc bộ Mẹ và trẻ em, cần sinh hoạt bù", -2, "women"),
            Told("3 thôn chưa niêm yết số Tổng đài 111 tại nhà văn hóa", 10, below="19612"),
            Told(
                "Góc chơi của trẻ em ở chợ phiên chưa có mái che",
                20,
                mender="Ban quản lý chợ Cam Lộ",
                report="Đã lợp mái tôn, kê lại đồ chơi vào trong nhà.",
            ),
        ),
    ),
    Inspected(
        "19612",
        "canbo",
        20,
        "Giám sát an toàn sân chơi, ao hồ ở thôn Phan Xá",
        "Thôn Phan Xá",
        1,
        (
            Told(
                "Cầu trượt gãy hai bậc",
                -8,
                mender="Trưởng thôn Phan Xá",
                report="Đã thay hai bậc, siết lại ốc.",
                is_closed=True,
            ),
            Told("Ao sau nhà văn hóa chưa có rào và biển cảnh báo", 6, "youth"),
        ),
    ),
)


def add_findings(as_at: date) -> None:
    """Record them, each on the day of its inspection, and what came of them two days later."""
    for one in _INSPECTIONS:
        held_on = as_at - timedelta(days=one.ago)
        with clock.fixed(moment(held_on, one.slug, one.title)):
            keys = _record(one, held_on, as_at)
        for told, key in zip(one.found, keys, strict=True):
            if told.report:
                with clock.fixed(moment(held_on + timedelta(days=2), one.slug, told.text)):
                    _go_on(one, told, key)


def _record(one: Inspected, held_on: date, as_at: date) -> list[UUID]:
    with acting_at(one.slug, one.by) as (unit, _standing, person_id):
        entry = Entry("inspection", one.title, held_on, place=one.place, sessions=one.sessions)
        activity = log(entry, Doer(person_id, writes=True, decides=True))
        by = Follower(person_id, writes=True)
        found = [_found(told, unit.id, as_at) for told in one.found]
        return [record(activity, told, by, asks=True).id for told in found]


def _found(told: Told, unit_id: int, as_at: date) -> Found:
    due_on = as_at + timedelta(days=told.due)
    return Found(told.text, due_on, **_mender(told, unit_id))


def _mender(told: Told, unit_id: int) -> dict[str, Any]:
    if told.agency:
        mine = select(Agency.id).where(Agency.unit_id == unit_id, Agency.kind == told.agency)
        return {"agency_id": db.session.scalars(mine).first()}
    if told.below:
        return {"unit_below_id": db.session.scalar(select(Unit.id).where(Unit.slug == told.below))}
    return {"mender": told.mender}


def _go_on(one: Inspected, told: Told, key: UUID) -> None:
    with acting_at(one.slug, one.by) as (_unit, _standing, person_id):
        by = Follower(person_id, writes=True, decides=True)
        finding = db.session.get_one(Finding, key)
        report(finding, finding.version, told.report, by)
        if told.is_closed:
            close(finding, finding.version, by)
