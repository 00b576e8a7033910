"""The plans of the demo: real letters of 2017 issued again for the year the demo stands at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from models import clock, storage
from models.adopt_plan import adopt
from models.base import db
from models.draft_plan import SourceFile, draft_from_reading
from models.load_demo_acts import acting_at
from models.permissions import Standing
from models.plan import Plan
from models.plan_content import source_of
from models.publish_plan import publish
from models.reissue_plan import issue_again
from models.task import Cadence, Task
from models.task_offers import pull_offer
from models.task_review import TaskReview
from models.unit import Unit

ISSUED = (1, 20)
"""Month and day on which the plans are published; the demo's own day where that is earlier."""
OLD_HOTLINE = "Đường dây Tư vấn và hỗ trợ trẻ em (Số điện thoại: 18001567)"
HOTLINE = "Tổng đài điện thoại quốc gia bảo vệ trẻ em 111"


@dataclass(frozen=True)
class Letter:
    """A document of the demo: its file, and what the plan reader found in it."""

    name: str
    content: bytes
    reading: dict[str, Any]
    lines: list[str]


@dataclass(frozen=True)
class Mend:
    """What the demo's reviewer changes of the task that begins with some words."""

    begins: str
    cadence: Cadence = Cadence.ONCE
    due: tuple[int, int] | None = None
    product: str | None = None
    coordinating: tuple[str, ...] = ()
    left_out: bool = False


CAM_LO = (
    Mend("Truyền thông, phổ biến về Luật", Cadence.QUARTERLY, coordinating=("justice", "youth")),
    Mend("Xây dựng Kế hoạch, rà soát, đánh giá 10 năm", left_out=True),
    Mend("Đề xuất giải pháp cụ thể", left_out=True),
    Mend("Xây dựng báo cáo tổng kết", left_out=True),
    Mend("Thành lập tổ chức phối hợp", due=(3, 31), product="Quyết định kiện toàn"),
    Mend("Tiếp tục kiện toàn Ban Vì sự tiến bộ", due=(3, 31), coordinating=("women",)),
    Mend("Căn cứ các Kế hoạch", due=(2, 28), product="Kế hoạch của xã, thị trấn"),
    Mend("Rà soát việc thực hiện", Cadence.HALF_YEARLY),
    Mend("Phân công trách nhiệm", due=(4, 30)),
    Mend("Tổ chức họp cuối năm", due=(11, 30), product="Biên bản họp"),
    Mend("Trên cơ sở hệ thống chỉ tiêu", Cadence.MONTHLY),
    Mend("Định kỳ rà soát", Cadence.QUARTERLY),
    Mend("Duy trì và tổ chức các hoạt động", Cadence.MONTHLY, coordinating=("broadcasting",)),
    Mend("Thực hiện Diễn đàn trẻ em", due=(8, 31), coordinating=("youth",)),
    Mend("Tăng cường công tác truyền thông", Cadence.QUARTERLY, coordinating=("health",)),
    Mend("Tăng cường giáo dục kiến thức", Cadence.QUARTERLY, coordinating=("women", "education")),
    Mend("Vận động đóng góp", Cadence.QUARTERLY, coordinating=("front", "women")),
    Mend("Tổ chức các hoạt động vui chơi", due=(9, 30), coordinating=("women", "youth")),
    Mend("Tiếp tục rà soát, thống kê", Cadence.HALF_YEARLY, coordinating=("health",)),
    Mend("Bố trí kinh phí", Cadence.HALF_YEARLY),
    Mend("Kịp thời phát hiện", Cadence.MONTHLY, coordinating=("police", "women")),
    Mend("Chú trọng triển khai", Cadence.MONTHLY),
    Mend("Tăng cường truyền thông, quảng bá", Cadence.MONTHLY),
    Mend("Kiểm tra, giám sát việc cấp phát", Cadence.HALF_YEARLY, coordinating=("health",)),
    Mend("Định kỳ báo cáo", due=(6, 15), product="Báo cáo 6 tháng"),
)


def load_plans(letters: Mapping[str, Letter], as_at: date) -> date:
    """Read, review and publish the letters of the demo, by the slug of their unit; on which day.

    Cam Lộ's and Đăk Tô's are of 2017: they are issued again for the year of the demo. Xã Cam
    Tuyền has made its own plan of the letter; the other communes have not yet.
    """
    day = min(date(as_at.year, *ISSUED), as_at)
    with clock.fixed(clock.start_of_day(day)):
        letter_id = _load_cam_lo(letters["468"], day)
        _load_dak_to(letters["612"], day)
        with acting_at("08", "duyet") as (unit, standing, author_id):
            _publish(_read(unit, letters["08"], author_id), standing, "12/KH-UBND", day)
        with acting_at("19600", "canbo") as (unit, standing, author_id):
            own = adopt(db.session.get_one(Plan, letter_id), unit, author_id)
            _publish(own, standing, "03/KH-UBND", day)
    return day


def _load_cam_lo(letter: Letter, day: date) -> int:
    with acting_at("468", "duyet") as (unit, standing, author_id):
        plan = _issued_again(_read(unit, letter, author_id), day, author_id)
        _review(plan, CAM_LO)
        _publish(plan, standing, "02/UBND-VHXH", day)
        return plan.id


def _load_dak_to(letter: Letter, day: date) -> None:
    with acting_at("612", "duyet") as (unit, standing, author_id):
        plan = _issued_again(_read(unit, letter, author_id), day, author_id)
        _publish(plan, standing, "05/KH-UBND", day)


def _read(unit: Unit, letter: Letter, author_id: int) -> Plan:
    digest = storage.keep(letter.content)
    file = SourceFile(letter.name, "text/plain", len(letter.content), digest)
    reading, lines = letter.reading, letter.lines
    return draft_from_reading(unit, reading, lines, file=file, author_id=author_id)


def _issued_again(old: Plan, day: date, author_id: int) -> Plan:
    """The same for the year of the demo; the draft of the old year is of no more use."""
    plan = issue_again(old, date(day.year, 1, 1), author_id)
    old.discard()
    return plan


def _review(plan: Plan, mends: tuple[Mend, ...]) -> None:
    review = TaskReview(plan)
    for task in db.session.scalars(Task.of(plan)).all():
        for mend in mends:
            if task.text.startswith(mend.begins):
                _mend(review, task, mend)
    pull_offer(review, len(_offers(plan)) - 1)


def _mend(review: TaskReview, task: Task, mend: Mend) -> None:
    if mend.left_out:
        review.leave_out(task)
        return
    due_on = date(review.plan.starts_on.year, *mend.due) if mend.due else None
    values = {"cadence": mend.cadence, "due_on": due_on, "product": mend.product}
    text = task.text.replace(OLD_HOTLINE, HOTLINE)
    review.edit(task, lead=[], coordinating=list(mend.coordinating), text=text, **values)


def _offers(plan: Plan) -> list[dict[str, Any]]:
    source = source_of(plan)
    return source.offers if source else []


def _publish(plan: Plan, standing: Standing, number: str, day: date) -> None:
    plan.change(number=number, issued_on=day)
    publish(plan, standing, revision=plan.revision)
