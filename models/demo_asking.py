"""What units above asked of some units of the demo: to explain, and to hand in what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from models import clock, explain
from models.base import db
from models.demo_story import chance, moment, workday
from models.demo_told import Told
from models.explanation import Explanation
from models.explanation_acts import ExplanationAct, Party, usual_due
from models.load_demo_acts import acting_at
from models.month_acts import Reader
from models.month_calendar import Month
from models.remind import remind
from models.unit import Unit
from models.unit_month import lock_month, read_month

REMINDING = ("468", "08")
"""Units that remind those below them."""
OFTEN = 70
"""Of a hundred late units below the second so many were reminded."""
AFTER = 2
"""How many days after the due day."""


@dataclass(frozen=True)
class Story:
    """A question, asked so many days before the demo's day, and what became of it."""

    days: int
    question: str
    answer: str = ""
    end: ExplanationAct | None = None
    is_of_line: bool = False


_MISSING = "Đã quá hạn nộp mà chưa nhận được danh mục việc của tháng. Đề nghị giải trình lý do."
_LEFT = "Việc này chưa xong, đề nghị cho biết vướng mắc và ngày hoàn thành."
_NUMBERS = "Số buổi truyền thông giảm so với tháng trước. Đề nghị giải trình."
_PHOTOS = "Đề nghị giải trình vì sao các buổi truyền thông không có ảnh hoặc biên bản."
_MOVED = (
    "Cán bộ phụ trách tham gia phòng chống bão nên việc này chậm. Ủy ban nhân dân xã đã phân công"
    " lại, hoàn thành trong tuần sau."
)
_SCHOOL = "Tháng này học sinh nghỉ hè, hai trường chưa tổ chức được. Tháng sau thực hiện bù."
STORIES = {
    "19621": Story(7, _MISSING),
    "19615": Story(1, _PHOTOS),
    "19618": Story(5, _LEFT, _MOVED, is_of_line=True),
    "19603": Story(6, _NUMBERS, _SCHOOL, ExplanationAct.READ),
    "19606": Story(4, _NUMBERS, end=ExplanationAct.WITHDRAW),
    "00715": Story(6, _MISSING),
    "00820": Story(1, _MISSING),
    "02266": Story(5, _NUMBERS, _SCHOOL),
    "02302": Story(6, _LEFT, _MOVED, ExplanationAct.READ, is_of_line=True),
    "02320": Story(4, _PHOTOS, end=ExplanationAct.WITHDRAW),
}


def add_asking(told: Told) -> None:
    """What this unit was asked; nothing in most units."""
    if not told.past:
        return
    month = told.past[-1]
    if told.above in REMINDING and not told.steps[month.named]:
        _remind(told, month)
    if told.unit.slug in STORIES:
        _explain(told, month, STORIES[told.unit.slug])


def _remind(told: Told, month: Month) -> None:
    slug, day = told.unit.slug, workday(month.due_on + timedelta(days=AFTER))
    if day > told.span.as_at or chance(slug, "remind") >= OFTEN and told.above != REMINDING[0]:
        return
    with (
        clock.fixed(moment(day, slug, "remind")),
        acting_at(slug, "duyet", told.above) as (unit, _standing, person_id),
    ):
        above = db.session.get_one(Unit, unit.parent_id)
        remind(lock_month(month.named), Reader(person_id, decides=True), above.name)


def _explain(told: Told, month: Month, story: Story) -> None:
    slug = told.unit.slug
    day = workday(told.span.as_at - timedelta(days=story.days), -1)
    if day <= month.due_on:
        return
    with (
        clock.fixed(moment(day, slug, "ask")),
        acting_at(slug, "duyet", told.above) as (unit, _standing, person_id),
    ):
        made = explain.ask(
            unit,
            unit.parent_id or unit.id,
            _above(unit, person_id),
            story.question,
            usual_due(day),
            month_on=month.named,
            assignment_id=_slowest(unit, month) if story.is_of_line else None,
        )
        db.session.flush()
        key = made.id
    if story.answer:
        _answer(told, key, story, day)
    if story.end:
        _end(told, key, story.end, day)


def _answer(told: Told, key: UUID, story: Story, asked: date) -> None:
    day, slug = workday(asked + timedelta(days=1)), told.unit.slug
    at = clock.fixed(moment(day, slug, "answer"))
    with at, acting_at(slug, "canbo") as (_unit, _standing, person_id):
        one = db.session.get_one(Explanation, key)
        explain.answer(one, one.version, Party(person_id, answers=True), story.answer)


def _end(told: Told, key: UUID, act: ExplanationAct, asked: date) -> None:
    day, slug = workday(asked + timedelta(days=2)), told.unit.slug
    verb = explain.read if act is ExplanationAct.READ else explain.withdraw
    with (
        clock.fixed(moment(day, slug, "end")),
        acting_at(slug, "duyet", told.above) as (unit, _standing, person_id),
    ):
        one = db.session.get_one(Explanation, key)
        verb(one, one.version, _above(unit, person_id))


def _above(unit: Unit, person_id: int) -> Party:
    return Party(person_id, asks_for=frozenset({unit.parent_id or unit.id}))


def _slowest(unit: Unit, month: Month) -> int | None:
    """The line that has been carried over longest."""
    lines = read_month(unit, month.named).lines
    return max(lines, key=lambda line: line.months_late).assignment_id if lines else None
