"""The tasks and the units of a plan as rows of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from blueprints.plans.plan_page import PlanPage
from blueprints.plans.plan_words import LINE_STATUSES
from blueprints.plans.task_words import CADENCES
from models import plan_progress
from models.plan_progress import Progress
from models.task import Cadence, Task

MOST_CELLS = 60_000
"""Units times tasks; beyond it a sheet takes too long and says too little."""


def task_headings(page: PlanPage) -> list[str]:
    """The headings of the tasks; who oversees the units gets their numbers too."""
    names = [_("Clause"), _("Task"), _("Lead agency"), _("Coordinating agencies"), _("Cadence")]
    names += [_("Due day"), _("Expected product")]
    return names + (_counted() if page.oversees else [])


def task_rows(page: PlanPage) -> Iterator[list[Any]]:
    """The tasks that are asked for."""
    for task in page.tasks:
        lead = page.words.agencies(task.lead_kinds)
        others = page.words.agencies(task.coordinating_kinds)
        often = str(CADENCES[Cadence(task.cadence)])
        told = [task.clause, task.text, lead, others, often, page.words.due(task), task.product]
        yield told + (_counts(page.progress.get(task.id)) if page.oversees else [])


def unit_headings(page: PlanPage) -> list[str]:
    """Unit and numbers, then a column for each task that is asked for."""
    return [_("Unit"), *_counted(), *(_heading(task) for task in _in_columns(page))]


def unit_rows(page: PlanPage) -> Iterator[list[Any]]:
    """The units addressed, the slowest first, with how each stands with each task."""
    tasks = _in_columns(page)
    found = plan_progress.standing(page.plan, page.today) if tasks else {}
    for share in page.shares:
        cells = [found.get((*share.key, task.id)) for task in tasks]
        told = [str(LINE_STATUSES[one]) if one else "" for one in cells]
        yield [share.name, *_counts(share.progress), *told]


def _in_columns(page: PlanPage) -> list[Task]:
    """The tasks that are asked for; none where a sheet of them would be too large to be read."""
    is_small = len(page.tasks) * len(page.shares) <= MOST_CELLS
    return page.tasks if is_small else []


def _heading(task: Task) -> str:
    return f"{task.clause}: {task.text}" if task.clause else task.text


def _counted() -> list[str]:
    return [_("Assignments"), _("Done"), _("Overdue")]


def _counts(progress: Progress | None) -> list[int]:
    return [progress.total, progress.settled, progress.over] if progress else [0, 0, 0]
