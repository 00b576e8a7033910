"""Finding the tasks and headings of a plan under review."""

from __future__ import annotations

from flask import abort

from blueprints.access import find_own_or_404
from models.plan import Plan
from models.plan_section import PlanSection
from models.task import Task


def find_task(plan: Plan, task_id: int) -> Task:
    """A task of this very plan."""
    task = find_own_or_404(Task, task_id)
    if task.plan_id != plan.id:
        abort(404)
    return task


def find_section(plan: Plan, section_id: int) -> PlanSection:
    """A heading of this very plan."""
    section = find_own_or_404(PlanSection, section_id)
    if section.plan_id != plan.id:
        abort(404)
    return section
