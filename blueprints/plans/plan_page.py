"""Everything the page of a plan shows, read once and put into words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from flask import abort, g, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from blueprints.asked import page_count
from blueprints.plans.drafts import shown
from blueprints.plans.plan_filter import Asked
from blueprints.plans.plan_tasks import TaskWords
from blueprints.plans.plan_words import STATES, parts_of, progress_text
from models import plan_progress
from models.amendment import Amendment
from models.base import db
from models.clock import today
from models.plan_content import sections_of
from models.plan_opening import Opened, open_plan
from models.plan_progress import Progress, Share
from models.plan_section import PlanSection
from models.task import Task

MOST_UNITS = 10
"""Units named on the plan's own page; the rest have a page of their own."""
TASKS, UNITS = 40, 50
"""Tasks and units on one page."""


class PlanPage:
    """A plan with its live tasks; what stands beside them is read where a page asks for it."""

    def __init__(self, opened: Opened) -> None:
        self.plan, self.source, self.is_addressed, self.campaign_id = opened
        self.asked, self.today = Asked.now(), today()
        self.words = TaskWords(self.plan, self.all_tasks, self.today)

    @classmethod
    def of(cls, plan_id: int) -> PlanPage:
        """The page of a plan; 404 where there is none for this reader."""
        opened = open_plan(plan_id, g.unit.id)
        if opened is None:
            abort(404)
        shown(opened.plan)
        return cls(opened)

    @cached_property
    def _rows(self) -> list[tuple[Task, Progress]]:
        live = Task.of(self.plan).where(Task.left_out_at.is_(None))
        live = live.options(joinedload(Task.agencies))
        if self.oversees:
            return plan_progress.with_progress(live, self.plan, self.today)
        return [(task, Progress()) for task in db.session.scalars(live).unique()]

    @property
    def all_tasks(self) -> list[Task]:
        return [task for task, _progress in self._rows]

    @cached_property
    def tasks(self) -> list[Task]:
        """The tasks that are asked for."""
        return [task for task in self.all_tasks if self.asked.fits(task)]

    @property
    def shown(self) -> list[Task]:
        """Those of them on the page that is asked for."""
        return _on_page(self.tasks, self.asked.page, TASKS)

    @property
    def pages(self) -> int:
        return page_count(len(self.tasks), TASKS)

    @cached_property
    def sections(self) -> list[PlanSection]:
        return sections_of(self.plan)

    @property
    def groups(self) -> Iterator[tuple[PlanSection | None, list[dict[str, Any]]]]:
        """The tasks asked for under their headings, those outside all headings first."""
        for section in (None, *self.sections):
            key = section.id if section else None
            found = [self._row(task) for task in self.shown if task.section_id == key]
            if found or (section is not None and self._has_below(section)):
                yield section, found

    def _has_below(self, section: PlanSection) -> bool:
        """Whether a heading of a higher level stands above tasks that are shown."""
        below = {s.id for s in self.sections if s.number.startswith(f"{section.number}.")}
        return any(task.section_id in below for task in self.shown)

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
    def amendments(self) -> list[Amendment]:
        """The corrections that were published, the latest first."""
        query = select(Amendment).where(
            Amendment.plan_id == self.plan.id, Amendment.published_at.is_not(None)
        )
        return list(db.session.scalars(query.order_by(Amendment.id.desc())))

    @cached_property
    def progress(self) -> dict[int, Progress]:
        """Of each task that was assigned, where the reader oversees the units."""
        return {task.id: progress for task, progress in self._rows if progress.total}

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

    @property
    def unit_pages(self) -> int:
        return page_count(len(self.shares), UNITS)

    def slowest(self) -> list[dict[str, Any]]:
        """The few units that are named beside the tasks, in words."""
        return self._share_rows(self.shares[:MOST_UNITS])

    def share_rows(self) -> list[dict[str, Any]]:
        """The units on the page that is asked for, the slowest first, in words."""
        return self._share_rows(_on_page(self.shares, self.asked.page, UNITS))

    def _share_rows(self, shares: list[Share]) -> list[dict[str, Any]]:
        return [
            {
                "title": one.name,
                "told": progress_text(one.progress),
                "parts": parts_of(one.progress),
            }
            for one in shares
        ]

    def address(self, endpoint: str, page: int | None = None) -> str:
        """The address of another form of what is shown, or of another page of it."""
        given: dict[str, Any] = self.asked.given()
        page = page if page and page > 1 else None
        return url_for(endpoint, plan_id=self.plan.id, page=page, **given)

    def tasks_page(self, page: int) -> str:
        return self.address("plans.show", page)

    def units_page(self, page: int) -> str:
        return self.address("plans.units", page)


def _on_page(found: list[Any], page: int, most: int) -> list[Any]:
    return found[most * (page - 1) : most * page]
