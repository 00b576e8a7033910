"""The tasks and the units of a plan as rows of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from blueprints.plans.plan_page import PlanPage
from blueprints.plans.task_words import CADENCES
from models.plan_progress import Progress
from models.task import Cadence


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


def unit_headings() -> list[str]:
    return [_("Unit"), *_counted()]


def unit_rows(page: PlanPage) -> Iterator[list[Any]]:
    """The units addressed, the slowest first."""
    for share in page.shares:
        yield [share.name, *_counts(share.progress)]


def _counted() -> list[str]:
    return [_("Assignments"), _("Done"), _("Overdue")]


def _counts(progress: Progress | None) -> list[int]:
    return [progress.total, progress.settled, progress.over] if progress else [0, 0, 0]
