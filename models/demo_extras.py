"""What some communes of the demo did besides: photos, a task of their own, a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import undefer

from models import audit, clock, storage
from models.add_own_task import add
from models.ask_extension import ask_month
from models.base import db
from models.checklist import ChecklistEvent, EventKind
from models.demo_steps import Step
from models.demo_story import Row, moment, workday
from models.demo_told import Told
from models.demo_wording import wording_of
from models.evidence import Evidence, EvidenceKind, KeptFile
from models.late_evidence import attach_late, late_line
from models.line import Line, LineState
from models.load_demo_acts import acting_at
from models.month_acts import Reader
from models.month_calendar import Month
from models.task import Cadence
from models.unit_month import lock_month

PHOTOGRAPHED = ("19612", "19597", "19615", "23401", "23427", "23430")
PHOTOS_EACH = 2
OWN_TASKS = {
    "19612": "Thăm hỏi, tặng quà trẻ em khuyết tật, trẻ em mồ côi tại nhà",
    "19615": "Cùng Đoàn Thanh niên sửa sân chơi ở nhà văn hóa thôn",
    "23401": "Rà soát hàng rào, nắp đậy giếng và hố nước gần trường mầm non",
}
LATE = "19612"
"""Where a photo was forgotten, and sent when the month had been approved."""
ASKING = "19621"
REASON = "Cán bộ phụ trách đi tập huấn, chưa nhập xong số liệu của ba thôn."


@dataclass(frozen=True)
class Photo:
    """A picture that stands for a photo, as the intake makes them; sizes are in pixels."""

    content: bytes
    thumbnail: bytes
    width: int
    height: int


def add_extras(told: Told, photos: Mapping[str, Photo]) -> None:
    """What this unit did besides its lines; nothing in most units."""
    slug = told.unit.slug
    if slug in PHOTOGRAPHED:
        for row, name in _shown(told)[:PHOTOS_EACH]:
            _attach(slug, row, photos[name])
    if slug == LATE:
        _send_late(told, photos)
    if slug in OWN_TASKS:
        _add_own_task(told, OWN_TASKS[slug])
    if slug == ASKING and told.past:
        _ask_for_time(told, told.past[-1])


def _shown(told: Told) -> list[tuple[Row, str]]:
    """The lines that a photo can show, the latest first, without those that were sent back."""
    back = [row["id"] for sent in told.back.values() for row, _reason in sent]
    done = [row for row in told.rows if row["state"] is LineState.DONE and row["id"] not in back]
    named = [(row, wording_of(told.works[row["assignment_id"]].text).photo) for row in done]
    shown = [(row, name) for row, name in named if name]
    return sorted(shown, key=lambda one: one[0]["done_on"], reverse=True)


def _attach(slug: str, row: Row, photo: Photo) -> None:
    with clock.fixed(row["written_at"]), acting_at(slug, "canbo") as (unit, _standing, person_id):
        line = db.session.get_one(Line, row["id"])
        evidence = Evidence.attach(line, kept(photo, row["done_on"]), person_id)
        for event in db.session.scalars(_submissions_since(unit.id, row["written_at"])):
            event.lines = [
                _with(kept_line, line.id, evidence.id) for kept_line in event.lines or ()
            ]
        audit.record("line.loaded", unit, after={"evidence": str(evidence.id)})


def _submissions_since(unit_id: int, at: datetime) -> Select[ChecklistEvent]:
    """The demo's months come before its photos: these kept them as they would have."""
    query = select(ChecklistEvent).where(ChecklistEvent.unit_id == unit_id)
    query = query.where(ChecklistEvent.kind == EventKind.SUBMITTED, ChecklistEvent.at > at)
    return query.options(undefer(ChecklistEvent.lines))


def _with(kept: dict[str, Any], line_id: UUID, evidence_id: UUID) -> dict[str, Any]:
    if kept.get("line_id") != str(line_id):
        return kept
    return {**kept, "evidence": [*kept["evidence"], str(evidence_id)]}


def _send_late(told: Told, photos: Mapping[str, Photo]) -> None:
    """Two days after the last approval, of a line that was approved then."""
    then = timedelta(days=2)
    at = {named: steps[-1].at + then for named, steps in told.steps.items() if _is_approved(steps)}
    last = max(at, default=None)
    shown = [one for one in _shown(told)[PHOTOS_EACH:] if one[0]["done_in"] == last]
    if not shown or clock.vietnam_day(at[shown[0][0]["done_in"]]) > told.span.as_at:
        return
    (row, name), slug = shown[0], told.unit.slug
    named = row["done_in"]
    with clock.fixed(at[named]), acting_at(slug, "canbo") as (_unit, _standing, person_id):
        month, by = lock_month(named), Reader(person_id, writes=True)
        line = late_line(month, row["assignment_id"], by)
        attach_late(month, line, kept(photos[name], row["done_on"]), person_id)


def _is_approved(steps: Sequence[Step]) -> bool:
    return bool(steps) and steps[-1].kind == EventKind.APPROVED


def kept(photo: Photo, day: date) -> KeptFile:
    """A picture of the demo, kept as the photo of a day."""
    return KeptFile(
        kind=EvidenceKind.PHOTO,
        media_type="image/jpeg",
        name=f"Ảnh minh họa {day:%d-%m}.jpg",
        size=len(photo.content),
        digest=storage.keep(photo.content),
        thumbnail_digest=storage.keep(photo.thumbnail),
        width=photo.width,
        height=photo.height,
    )


def _add_own_task(told: Told, text: str) -> None:
    present, as_at = told.span.months[-1], told.span.as_at
    day = workday(present.first_day + timedelta(days=2))
    if day > as_at:
        return
    slug = told.unit.slug
    with clock.fixed(moment(day, slug)), acting_at(slug, "canbo") as (_unit, _standing, person_id):
        writer = Reader(person_id, writes=True)
        add(lock_month(present.named), writer, text, Cadence.ONCE, workday(present.last_day, -1))


def _ask_for_time(told: Told, month: Month) -> None:
    """A day before the month that was never handed in is closed."""
    slug, new_on = told.unit.slug, workday(month.closes_on + timedelta(days=7), -1)
    day = workday(month.closes_on - timedelta(days=1), -1)
    if day > told.span.as_at:
        return
    with clock.fixed(moment(day, slug)), acting_at(slug, "canbo") as (_unit, _standing, person_id):
        ask_month(lock_month(month.named), new_on, REASON, Reader(person_id, writes=True))
