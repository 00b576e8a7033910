"""The words of a plan made from the one above: subject, clauses, who receives it."""

from __future__ import annotations

import re

from sqlalchemy import select

from models.base import db
from models.plan import Plan
from models.plan_citation import bare_subject, lower_first, upper_first
from models.task import Task
from models.unit import Kind, Unit

_GUIDING = re.compile(
    r"^(ban hành |về việc )?(hướng dẫn|chỉ đạo|yêu cầu|đề nghị|kế hoạch)\s+", re.IGNORECASE
)
_DOING = re.compile(r"^(triển khai|thực hiện|tổ chức|tăng cường|đẩy mạnh)\b", re.IGNORECASE)
_CLAUSE = "mục "
NOUNS = {
    Kind.PROVINCE: "tỉnh",
    Kind.CENTRAL_CITY: "thành phố",
    Kind.DISTRICT: "huyện",
    Kind.URBAN_DISTRICT: "quận",
    Kind.PROVINCIAL_CITY: "thành phố",
    Kind.TOWN: "thị xã",
    Kind.COMMUNE: "xã",
    Kind.WARD: "phường",
    Kind.TOWNSHIP: "thị trấn",
    Kind.SPECIAL_ZONE: "đặc khu",
}
"""What the offices of a unit call it: "Công an xã"."""


def adopted_subject(plan: Plan, unit: Unit, issuer: Unit) -> str:
    """ "Triển khai công tác trẻ em năm 2026 trên địa bàn xã Cam Thành" of "V/v hướng dẫn triển
    khai công tác trẻ em năm 2026"."""
    about = _GUIDING.sub("", bare_subject(plan.subject)).rstrip(" .;")
    about = about.replace(f" trên địa bàn {issuer.name_within}", "")
    about = about.replace(f" {issuer.name_within}", "")
    doing = upper_first(about) if _DOING.match(about) else f"Thực hiện {lower_first(about)}"
    within = f" trên địa bàn {unit.name_within}"
    return doing[: 500 - len(within)] + within


def clause_above(task: Task, number: str, named: str) -> str:
    """Where in the plan above a task stands; one that was itself adopted, by its heading there."""
    where = number if task.clause.startswith(_CLAUSE) else task.clause or number
    return ", ".join(part for part in (where and f"{_CLAUSE}{where}", named) if part)[:300]


def usual_recipients(above: str, unit: Unit) -> list[str]:
    """To whom a unit sends its plan: the issuer of the one above first, its file last."""
    noun = NOUNS.get(Kind(unit.kind), "")
    own = [
        f"{above} (báo cáo)",
        f"TT. Đảng ủy, TT. HĐND {noun}",
        f"Chủ tịch, các PCT UBND {noun}",
        f"Các ban, ngành, đoàn thể {noun}",
    ]
    return [*own, *places_below(unit), "Lưu: VT"]


def places_below(unit: Unit) -> list[str]:
    """How a paper calls those right below a unit: "UBND các xã, thị trấn"; else its hamlets."""
    below = select(Unit.kind).where(Unit.parent_id == unit.id).distinct()
    kinds = set(db.session.scalars(below))
    nouns = [NOUNS[kind] for kind in NOUNS if kind in kinds]
    return [f"UBND các {', '.join(nouns)}"] if nouns else ["Trưởng các thôn, tổ dân phố"]
