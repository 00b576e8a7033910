"""What a page of a review shows of its draft, so that it can ask for what came since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from models.audit import AuditEvent
from models.base import db
from models.plan import Plan
from models.plan_section import PlanSection
from models.plan_source import PlanSource
from models.task import Task


class Seen(NamedTuple):
    """How far somebody has seen a review: numbers that only grow, in the order of the URL."""

    revision: int
    header: int
    source: int
    headings: int
    last_section: int
    last_task: int

    def __str__(self) -> str:
        return ".".join(map(str, self))

    @classmethod
    def parse(cls, text: str) -> Seen | None:
        """From "17.2.3.14.9.412"; None for anything else."""
        parts = text.split(".")
        if len(parts) != len(cls._fields) or not all(_is_number(part) for part in parts):
            return None
        return cls(*map(int, parts))


class Placed(Protocol):
    """A task, or the columns of it that say where it stands."""

    @property
    def id(self) -> int: ...
    @property
    def section_id(self) -> int | None: ...
    @property
    def left_out_at(self) -> object: ...
    @property
    def source_line(self) -> int | None: ...


def seen_of(
    plan: Plan,
    sections: Sequence[PlanSection],
    tasks: Iterable[Placed],
    source: PlanSource | None,
) -> Seen:
    """What a page that shows all this has seen."""
    return Seen(
        plan.revision,
        plan.version,
        source.version if source else 0,
        sum(section.version for section in sections),
        max((section.id for section in sections), default=0),
        max((task.id for task in tasks), default=0),
    )


def places_of(plan: Plan) -> Select[int, int | None, object, int | None]:
    """Where each task of a plan stands, without what it says."""
    columns = (Task.id, Task.section_id, Task.left_out_at, Task.source_line)
    found = select(*columns).where(Task.plan_id == plan.id)
    return found.order_by(Task.position, Task.id)


def changed_since(plan: Plan, revision: int) -> list[Task]:
    """The tasks of a plan that an act changed after a revision."""
    query = Task.of(plan).where(Task.revision > revision)
    return list(db.session.scalars(query.options(selectinload(Task.agencies))))


def actors_of(tasks: Iterable[Task]) -> dict[int, tuple[int | None, str]]:
    """Who acted on each task last: the key and the name of the person."""
    query = select(AuditEvent.subject_id, AuditEvent.person_id, AuditEvent.actor).where(
        AuditEvent.subject_type == Task.__tablename__,
        AuditEvent.subject_id.in_([str(task.id) for task in tasks]),
    )
    return {
        int(key): (person, name)
        for key, person, name in db.session.execute(query.order_by(AuditEvent.id))
    }


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18
