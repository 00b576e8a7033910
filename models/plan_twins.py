"""Plans of a unit that are already there when the same paper comes again."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from models.plan import Plan
from models.plan_source import PlanSource


def twins(
    unit_id: int, *, number: str | None, year: int | None, sha256: str | None = None
) -> Select[Plan]:
    """The unit's plans with this number in this year, or read from the same file, newest first."""
    same_file = PlanSource.sha256 == sha256 if sha256 else false()
    return (
        select(Plan)
        .outerjoin(PlanSource, PlanSource.plan_id == Plan.id)
        .where(Plan.unit_id == unit_id, Plan.discarded_at.is_(None))
        .where(or_(_same_paper(number, year), same_file))
        .order_by(Plan.id.desc())
    )


def _same_paper(number: str | None, year: int | None) -> ColumnElement[bool]:
    if not number or not year:
        return false()
    first, last = date(year, 1, 1), date(year, 12, 31)
    undated = and_(Plan.issued_on.is_(None), Plan.starts_on.between(first, last))
    return and_(Plan.number == number, or_(Plan.issued_on.between(first, last), undated))
