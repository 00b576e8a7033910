"""Everything the page of a plan shows, read once and put into words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from flask import g, url_for
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from blueprints.plans.plan_filter import Asked
from blueprints.plans.plan_tasks import TaskWords
from blueprints.plans.plan_words import STATES, parts_of, progress_text
from models import plan_progress
from models.amendment import Amendment
from models.base import db
from models.clock import today
from models.plan import Plan
from models.plan_progress import Progress, Share
from models.plan_section import PlanSection
from models.plan_source import PlanSource
from models.task import Task

MOST_UNITS = 10
"""Units named on the plan's own page; the rest have a page of their own."""


class PlanPage:
    """A plan with its live tasks; what stands beside them is read where a page asks for it."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.asked, self.today = plan, Asked.now(), today()
        self.words = TaskWords(plan, self.all_tasks, self.today)

    @cached_property
    def all_tasks(self) -> list[Task]:
        live = Task.of(self.plan).where(Task.left_out_at.is_(None))
        return list(db.session.scalars(live.options(selectinload(Task.agencies))))

    @cached_property
    def tasks(self) -> list[Task]:
        """The tasks that are asked for."""
        return [task for task in self.all_tasks if self.asked.fits(task)]

    @cached_property
    def sections(self) -> list[PlanSection]:
        headings = select(PlanSection).where(PlanSection.plan_id == self.plan.id)
        return list(db.session.scalars(headings.order_by(PlanSection.position, PlanSection.id)))

    @property
    def groups(self) -> Iterator[tuple[PlanSection | None, list[dict[str, Any]]]]:
        """The tasks asked for under their headings, those outside all headings first."""
        for section in (None, *self.sections):
            key = section.id if section else None
            found = [self._row(task) for task in self.tasks if task.section_id == key]
            if found or (section is not None and self._has_below(section)):
                yield section, found

    def _has_below(self, section: PlanSection) -> bool:
        """Whether a heading of a higher level stands above tasks that are shown."""
        below = {s.id for s in self.sections if s.number.startswith(f"{section.number}.")}
        return any(task.section_id in below for task in self.tasks)

    def _row(self, task: Task) -> dict[str, Any]:
        """A task in words, with its progress."""
        progress = self.progress.get(task.id)
        told = {"told": progress_text(progress), "parts": parts_of(progress)} if progress else {}
        return {"id": task.id, "marker": task.marker, "text": task.text} | {
            "tags": self.words.tags(task),
            **told,
        }

    @property
    def oversees(self) -> bool:
        """Whether the reader sees how far the units are: the issuer and those above it."""
        lies_above = self.plan.unit.lies_within(g.unit.path)
        return lies_above and not self.plan.is_draft and not g.standing.is_only_partner

    @property
    def state(self) -> tuple[str, str, str]:
        """Colour, word and icon of where the plan stands."""
        colour, symbol, word = STATES[self.plan.state]
        return colour, str(word), symbol

    @cached_property
    def source(self) -> PlanSource | None:
        """The original, where it may be read."""
        return db.session.scalar(PlanSource.of(self.plan.id))

    @cached_property
    def amendments(self) -> list[Amendment]:
        """The corrections that were published, the latest first."""
        query = select(Amendment).where(
            Amendment.plan_id == self.plan.id, Amendment.published_at.is_not(None)
        )
        return list(db.session.scalars(query.order_by(Amendment.id.desc())))

    @cached_property
    def progress(self) -> dict[int, Progress]:
        return plan_progress.by_task(self.plan, self.today) if self.oversees else {}

    @cached_property
    def total(self) -> Progress:
        return sum(self.progress.values(), Progress())

    @property
    def told(self) -> str:
        return progress_text(self.total)

    @property
    def parts(self) -> list[tuple[str, int]]:
        return parts_of(self.total)

    @cached_property
    def shares(self) -> list[Share]:
        """How far each unit, agency or hamlet is, the slowest first."""
        return plan_progress.by_unit(self.plan, self.today) if self.oversees else []

    def share_rows(self, most: int | None = MOST_UNITS) -> list[dict[str, Any]]:
        """Units, the slowest first, in words."""
        return [
            {
                "title": one.name,
                "told": progress_text(one.progress),
                "parts": parts_of(one.progress),
            }
            for one in self.shares[:most]
        ]

    def address(self, endpoint: str) -> str:
        """The address of another form of what is shown."""
        given: dict[str, Any] = self.asked.given()
        return url_for(endpoint, plan_id=self.plan.id, **given)
