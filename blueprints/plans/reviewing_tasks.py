"""The acts of a review on one task: each is saved at once."""

from __future__ import annotations

from flask import Response as Answer
from flask import g, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.forms import EditForm
from blueprints.keys import row_key
from blueprints.language import label as _l
from blueprints.plans import blueprint
from blueprints.plans.drafts import find_draft
from blueprints.plans.review_answers import Own, after
from blueprints.plans.review_finding import find_section, find_task
from blueprints.plans.review_forms import acts_of, context_of_task, drawn, proposed_split
from blueprints.plans.task_forms import TO_SECTION, MoveForm, SplitForm, TaskForm
from models.base import db
from models.database import StaleVersion, expect_version
from models.draft_plan import has_units_below
from models.permissions import Permission
from models.plan import Plan
from models.plan_content import sections_of
from models.task import Task
from models.task_merge import MergeRefused, WhyNot
from models.task_review import Step, TaskReview
from models.tenancy import begin_write

TASKS = "/<int:plan_id>/review/tasks"
TASK = f"{TASKS}/<int:task_id>"
NOT_MERGED = {
    WhyNot.NOTHING_ABOVE: _l("There is no task above in this section to merge it with."),
    WhyNot.TOO_LONG: _l("Merged they would be longer than a task may be (4,000 characters)."),
}


@blueprint.route(f"{TASKS}/new", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def add_task(plan_id: int) -> Response:
    """A form for one more task, at the end of a section."""
    plan = find_draft(plan_id)
    section_id = request.values.get("section", 0, type=row_key) or None
    section = find_section(plan, section_id) if section_id else None
    form = TaskForm(plan, has_below=has_units_below(g.unit))
    if form.is_submitted() and form.validate():
        return _add(plan, section_id, form)
    status = 422 if form.is_submitted() else 200
    context = {"task": None, "section": section}
    return drawn(plan, "plans/_task_form.html", form, _("Add a task"), status, **context)


def _add(plan: Plan, section_id: int | None, form: TaskForm) -> Response:
    begin_write()
    review = TaskReview(plan)
    shut = f"section-{section_id or 0}-form"
    if not form.is_first_post():
        return after(plan, Own(shut=shut))
    task = review.add(section_id, **form.values)
    return after(plan, Own(shut=shut, focus=task.id), anchor=f"task-{task.id}")


@blueprint.route(TASK, methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def edit_task(plan_id: int, task_id: int) -> Response:
    """One task, to correct; with what else can be done to it."""
    plan = find_draft(plan_id)
    task = find_task(plan, task_id)
    form = TaskForm(plan, has_below=has_units_below(g.unit), obj=task)
    if not form.is_submitted():
        return _draw_task(plan, task, form)
    if not form.validate():
        return _draw_task(plan, task, form, 422)
    begin_write()
    try:
        return _save(plan, task, form)
    except StaleVersion:
        form.show_present(task)
        db.session.rollback()
        return _draw_task(plan, task, form, 409)


def _save(plan: Plan, task: Task, form: TaskForm) -> Response:
    review = TaskReview(plan)
    if form.is_first_post():
        expect_version(task, form.version.data)
        review.edit(task, **form.values)
    return after(plan, _closing(task), anchor=f"task-{task.id}")


def _draw_task(plan: Plan, task: Task, form: TaskForm, status: int = 200) -> Answer:
    context = context_of_task(plan, task)
    return drawn(plan, "plans/_task_form.html", form, _("Edit the task"), status, **context)


@blueprint.route(f"{TASK}/split", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def split_task(plan_id: int, task_id: int) -> Response:
    """The text of a task, a line for each task it is to become."""
    plan = find_draft(plan_id)
    task = find_task(plan, task_id)
    form = SplitForm(obj=task)
    if not form.is_submitted():
        form.text.data = proposed_split(task.text)
        return _draw_split(plan, task, form)
    if not form.validate():
        return _draw_split(plan, task, form, 422)
    begin_write()
    try:
        return _split(plan, task, form)
    except StaleVersion:
        form.show_present(task)
        db.session.rollback()
        return _draw_split(plan, task, form, 409)


def _split(plan: Plan, task: Task, form: SplitForm) -> Response:
    review = TaskReview(plan)
    if form.is_first_post():
        expect_version(task, form.version.data)
        review.split(task, form.texts)
    return after(plan, _closing(task), anchor=f"task-{task.id}")


def _draw_split(plan: Plan, task: Task, form: SplitForm, status: int = 200) -> Answer:
    return drawn(plan, "plans/_split_form.html", form, _("Split the task"), status, task=task)


@blueprint.post(f"{TASK}/merge")
@needs(Permission.MANAGE_PLANS)
def merge_task(plan_id: int, task_id: int) -> Response:
    """Join a task to the one above; it can be parted again."""
    plan = find_draft(plan_id)
    task, form = find_task(plan, task_id), EditForm()
    begin_write()
    review = TaskReview(plan)
    if form.is_first_post():
        expect_version(task, form.version.data)
        try:
            review.merge(task)
        except MergeRefused as refused:
            return _refuse(plan, str(NOT_MERGED[refused.why]))
    return after(plan, _closing(task), anchor=f"task-{task.id}")


@blueprint.post(f"{TASK}/move")
@needs(Permission.MANAGE_PLANS)
def move_task(plan_id: int, task_id: int) -> Response:
    """A step up or down, or to the end of another section."""
    plan = find_draft(plan_id)
    task, form = find_task(plan, task_id), MoveForm(sections_of(plan))
    if not form.validate():
        return _refuse(plan, _("Choose where the task goes."))
    begin_write()
    review = TaskReview(plan)
    if form.is_first_post():
        _move(review, task, form)
    anchor = f"task-{task.id}"
    if not request.htmx:  # type: ignore[attr-defined]
        return after(plan, Own(), anchor=anchor)
    moved = form.step.data == TO_SECTION
    return after(plan, Own(acts=acts_of(plan, task), changed_section=moved), anchor=anchor)


def _move(review: TaskReview, task: Task, form: MoveForm) -> None:
    if form.step.data == TO_SECTION:
        review.move_to(task, form.section.data or None)
    else:
        review.step(task, Step(form.step.data))


@blueprint.post(f"{TASK}/omission")
@needs(Permission.MANAGE_PLANS)
def leave_out_task(plan_id: int, task_id: int) -> Response:
    """Take a task out of the plan; the row stays, to be taken back."""
    plan = find_draft(plan_id)
    task = find_task(plan, task_id)
    begin_write()
    review = TaskReview(plan)
    if not task.is_left_out:
        expect_version(task, request.form.get("version", type=int))
        review.leave_out(task)
    return after(plan, Own(focus=task.id), anchor=f"task-{task.id}")


@blueprint.post(f"{TASK}/restoration")
@needs(Permission.MANAGE_PLANS)
def take_back_task(plan_id: int, task_id: int) -> Response:
    """Put a task back that was left out or merged."""
    plan = find_draft(plan_id)
    task = find_task(plan, task_id)
    begin_write()
    review = TaskReview(plan)
    if task.is_left_out:
        expect_version(task, request.form.get("version", type=int))
        review.take_back(task)
    return after(plan, Own(focus=task.id), anchor=f"task-{task.id}")


def _closing(task: Task) -> Own:
    """Back from the form of a task to its row."""
    return Own(shut=f"task-{task.id}-form", focus=task.id)


def _refuse(plan: Plan, why: str) -> Response:
    """Nothing was done: say why, on the page under htmx, else on top of the review."""
    plan_id = plan.id
    db.session.rollback()
    if request.htmx:  # type: ignore[attr-defined]
        return responses.message(why, 422)
    return responses.refused(url_for("plans.review", plan_id=plan_id), why)
