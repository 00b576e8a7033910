"""What the page of a review shows: rows of tasks under their sections, counts, the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import selectinload

from blueprints.access import may
from blueprints.plans.review_rows import Row, passages_of, row_of
from blueprints.plans.warning_words import words_of
from models.base import db
from models.permissions import Permission
from models.plan import Plan
from models.plan_content import sections_of, source_of
from models.plan_section import PlanSection
from models.plan_source import PlanSource
from models.review_state import Placed, seen_of
from models.task import Audience, Task


@dataclass(frozen=True)
class Part:
    """A section with its rows; without a section those that stand under no heading. It is there
    even when it is empty, as a task may be moved into it."""

    section: PlanSection | None
    rows: list[Row]
    takes_more: bool = True

    @property
    def id(self) -> int:
        return self.section.id if self.section else 0


@dataclass(frozen=True)
class Counts:
    """The numbers at the head and at the foot of the page."""

    tasks: int
    left_out: int
    unread: int
    offers: int


def frame_of(plan: Plan, source: PlanSource | None = None) -> dict[str, Any]:
    """What every partial of a review may need beside its own row: addresses and words."""
    return {
        "plan": plan,
        "source": source,
        "review_url": url_for("plans.review", plan_id=plan.id),
        "words": {"edit": _("Edit"), "out": _("Leave out"), "back": _("Take back")},
        "warnings": words_of(source.warnings) if source else [],
        "own": None,
        "focus": None,
        "is_inline": True,
    }


def context_of(plan: Plan) -> dict[str, Any]:
    """The whole page."""
    sections, source = sections_of(plan), source_of(plan, with_lines=True)
    tasks = list(db.session.scalars(Task.of(plan).options(selectinload(Task.agencies))))
    passages = passages_of(source, tasks)
    rows = [(task, row_of(task, plan, passages)) for task in tasks]
    return {
        **frame_of(plan, source),
        "parts": _parts(sections, rows),
        "counts": counts_of(tasks, source),
        "seen": seen_of(plan, sections, tasks, source),
        "may_publish": may(Permission.PUBLISH_PLANS) or _is_for_own(tasks),
    }


def _parts(sections: Sequence[PlanSection], rows: list[tuple[Task, Row]]) -> list[Part]:
    by_section: dict[int | None, list[Row]] = {}
    for task, row in rows:
        by_section.setdefault(task.section_id, []).append(row)
    parts = [Part(section, by_section.get(section.id, [])) for section in sections]
    loose = by_section.get(None, [])
    return [Part(None, loose, takes_more=bool(loose or not sections)), *parts]


def _is_for_own(tasks: Iterable[Task]) -> bool:
    return all(task.audience == Audience.OWN for task in tasks if not task.is_left_out)


def counts_of(tasks: Iterable[Placed], source: PlanSource | None) -> Counts:
    """How many tasks are in and left out, how much the reader left open."""
    left_out = [task.left_out_at is not None for task in tasks]
    return Counts(
        left_out.count(False),
        left_out.count(True),
        _open(source.unread) if source else 0,
        _open(source.offers) if source else 0,
    )


def _open(entries: list[dict[str, Any]]) -> int:
    return sum(not entry.get("taken") for entry in entries)


def may_discard(plan: Plan, person_id: int) -> bool:
    """Whether somebody may throw the draft away at all: its author, a reviewer, a leader."""
    return plan.author_id == person_id or Permission.PUBLISH_PLANS in g.standing.permissions
