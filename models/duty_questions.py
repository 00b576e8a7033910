"""Which kinds of agency a unit is asked about, because plans that it has to carry out name them."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

from sqlalchemy import and_, or_, select

from models.agency_duty import AgencyDuty
from models.agency_kind import HAMLETS
from models.base import db
from models.database import StaleVersion
from models.plan import Plan
from models.task import Audience, Task, TaskAgency
from models.unit import Unit


def kinds_to_carry_out(unit: Unit) -> set[str]:
    """The kinds that published plans in being name in what this unit has to do itself."""
    got = Plan.addressee_table.c
    addressed = select(got.issued_id).where(got.unit_id == unit.id)
    own = and_(Plan.unit_id == unit.id, Task.audience == Audience.OWN)
    from_above = and_(Plan.id.in_(addressed), Task.audience == Audience.BELOW)
    query = (
        select(TaskAgency.kind)
        .join(Task, Task.id == TaskAgency.task_id)
        .join(Plan, Plan.id == Task.plan_id)
        .where(Plan.published_at.is_not(None), Plan.withdrawn_at.is_(None))
        .where(Task.left_out_at.is_(None), TaskAgency.kind != HAMLETS, or_(own, from_above))
        .distinct()
    )
    return set(db.session.scalars(query))


def answers_of(unit_id: int) -> SimpleNamespace:
    """What a unit has answered, by kind; `version` grows with every answer."""
    rows = db.session.scalars(AgencyDuty.of(unit_id)).all()
    by_kind = {row.kind: row.agency_id for row in rows}
    return SimpleNamespace(by_kind=by_kind, version=sum(row.version for row in rows))


def answer_all(unit: Unit, answers: Mapping[str, int | None], version: int | None) -> None:
    """Write the answers that differ from what was known; StaleVersion where somebody was quicker.

    The unit's row is locked, because a kind that was never answered has no row to lock.
    """
    db.session.scalar(select(Unit.id).where(Unit.id == unit.id).with_for_update(key_share=True))
    present = answers_of(unit.id)
    if present.version != version:
        raise StaleVersion(present)
    for kind, agency_id in answers.items():
        if kind not in present.by_kind or present.by_kind[kind] != agency_id:
            AgencyDuty.answer(kind, agency_id)
