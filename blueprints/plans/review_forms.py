"""How the forms of a review are drawn: into their row under htmx, else as a page of their own."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_wtf import FlaskForm

from blueprints import responses
from blueprints.forms import EditForm
from blueprints.plans.review_page import frame_of
from blueprints.plans.review_rows import passages_of
from blueprints.plans.task_forms import MoveForm
from models.base import db
from models.plan import Plan
from models.plan_content import sections_of, source_of
from models.review_state import places_of
from models.task import Task


def drawn(
    plan: Plan, partial: str, form: FlaskForm, title: str, status: int = 200, **context: Any
) -> Response:
    """A partial with a form; on a page of its own for who works without script."""
    is_inline = bool(request.htmx)  # type: ignore[attr-defined]
    template = partial if is_inline else "plans/review_form.html"
    told = {**frame_of(plan), "partial": partial, "title": title, "is_inline": is_inline}
    answer = responses.page(template, form=form, **{**told, **context})
    answer.status_code = status
    return answer


def context_of_task(plan: Plan, task: Task) -> dict[str, Any]:
    """What the form of a task shows beside it: the acts and, on its own page, the passage."""
    context = {"task": task, "acts": acts_of(plan, task)}
    if request.htmx:  # type: ignore[attr-defined]
        return context
    source = source_of(plan, with_lines=True)
    return {**context, "passage": passages_of(source, [task])(task)}


def acts_of(plan: Plan, task: Task) -> dict[str, Any]:
    """What can be done to a task beside editing it, as plain values with new one-time ids."""
    sections, places = sections_of(plan), db.session.execute(places_of(plan)).all()
    keys = [
        one.id for one in places if one.section_id == task.section_id and one.left_out_at is None
    ]
    move = MoveForm(sections, formdata=None)
    here = task.section_id or 0
    return {
        "plan_id": plan.id,
        "task_id": task.id,
        "version": task.version,
        "is_left_out": task.is_left_out,
        "is_first": task.id in keys[:1],
        "is_last": task.id in keys[-1:],
        "sections": [one for one in move.section.choices if one.value != here],
        "form_ids": {name: _new_id() for name in ("merge", "step", "section")},
    }


def _new_id() -> str:
    return str(EditForm(formdata=None).form_id.data)


def proposed_split(text: str) -> str:
    """A text with a line for each of its sentences, to start from."""
    return text if "\n" in text else "\n".join(_sentences(text))


def _sentences(text: str) -> list[str]:
    marked = text.replace("; ", ";\n").replace(". ", ".\n")
    return marked.split("\n")
