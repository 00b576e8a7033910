"""Plans for the tests: what a reader found in a short letter, and drafts made of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from models import audit, clock
from models.agency import Agency
from models.agency_duty import AgencyDuty
from models.amendment import Amendment
from models.amendment_change import AmendmentChange
from models.assignment import Assignment
from models.base import db
from models.draft_plan import draft_from_reading
from models.line import Line
from models.period import WHOLE
from models.plan import Plan
from models.plan_facts import PlanTarget
from models.unit import Unit
from models.wording import Wording

LINES = ["", "1. Truyền thông:", "- Tổ chức truyền thông.", "- Họp tổng kết.", "Chữ không hiểu"]


def task(text: str, **values: Any) -> dict[str, Any]:
    """A task as the reader gives it."""
    given = {"section": "1", "marker": "-", "parent": None, "responsible": [], "coordinating": []}
    return {**given, "due": None, "line": 3, "text": text, **values}


def reading(*tasks: dict[str, Any], **values: Any) -> dict[str, Any]:
    """What the reader found: a letter with everything in it, tasks as given or two of them."""
    found = {
        "kind": "cong_van",
        "number": "170/UBND-LĐTB&XH",
        "date": "2026-04-28",
        "place": "Cam Lộ",
        "issuer": "UBND huyện Cam Lộ",
        "subject": "V/v hướng dẫn công tác trẻ em năm 2026",
        "period": "2026",
        "addressees": ["UBND các xã, thị trấn"],
        "based_on": ["Công văn số 751/SLĐTBXH"],
        "sections": [{"id": "1", "marker": "1", "title": "Truyền thông:", "parent": None}],
        "tasks": list(tasks) or [task("Tổ chức truyền thông."), task("Họp tổng kết.", line=4)],
        "targets": [
            {"text": "75% trẻ em", "value": 75, "unit": "%", "direction": None, "base": "2025"}
        ],
        "baselines": [{"text": "1.210 trẻ", "value": 1210, "unit": "trẻ", "year": "2025"}],
        "deadlines": [
            {
                "text": "trước ngày 15/6",
                "date": "--06-15",
                "start": None,
                "what": "báo cáo 6 tháng",
                "recurrence": "yearly",
            }
        ],
        "reporting": [
            {"who": "UBND các xã", "to": "UBND huyện", "via": None, "when": ["--06-15", "--12-15"]}
        ],
        "budget": [{"text": "Kinh phí 10 triệu", "amount_vnd": 10_000_000, "source": "huyện"}],
        "recipients": ["Lưu: VT"],
        "signer": None,
        "signer_title": None,
        "unread": [{"line": 5, "text": "Chữ không hiểu"}],
        "warnings": [],
    }
    return {**found, **values}


def furnish(unit: Unit, agency: Agency) -> dict[str, Any]:
    """A draft and a published plan of the bound unit, with a row of everything under them."""
    draft = draft_from_reading(unit, reading(), LINES)
    plan = draft_from_reading(unit, reading(), LINES)
    plan.tasks[0].name_agencies([], ["women"])
    plan.published_at = clock.now()
    given = {"plan_id": plan.id, "task_id": plan.tasks[0].id, "assigned_on": date(2026, 5, 4)}
    assignment = Assignment(**given)
    line = Line(assignment=assignment, period_on=WHOLE)
    db.session.add_all([assignment, line])
    audit.record("plan.published", plan)
    return {
        **amendments_of(plan),
        "plan_draft": draft,
        "plan": plan,
        "duty": AgencyDuty.answer("women", agency.id),
        "assignment": assignment,
        "line": line,
        "task": plan.tasks[0],
        "plan_section": plan.sections[0],
        "plan_target": db.session.scalars(PlanTarget.of(plan.id)).first(),
    }


def amendments_of(plan: Plan) -> dict[str, Any]:
    """A draft and a published amendment of a plan, each with a change of its first task."""
    draft, published = Amendment.start(plan), Amendment.start(plan)
    for one in (draft, published):
        AmendmentChange.state(one, plan.tasks[0], Wording("Tổ chức hai buổi truyền thông."))
    published.published_at = clock.now()
    audit.record("amendment.published", published)
    changes = {"amendment_change": published.changes[0], "change_draft": draft.changes[0]}
    return {"amendment": published, "amendment_draft": draft, **changes}


def plan_of(world: Any, slug: str, name: str = "plan") -> Plan:
    """A unit's plan in the session of the test."""
    return db.session.get_one(Plan, world.rows[slug][name].id)
