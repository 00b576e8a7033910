"""The tasks of an amendment: change one, end one, add one, leave one as it is."""

from __future__ import annotations

from typing import Any

from flask import abort
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.plans import blueprint
from blueprints.plans.amending import ONE, address_of, find_own_amendment
from blueprints.plans.amendment_forms import AmendedTaskForm
from blueprints.plans.amendment_words import CONFLICTS
from models.amendment import Amendment, NotOpen
from models.amendment_change import (
    AmendmentChange,
    InConflict,
    conflict_of,
    find_change,
)
from models.amendment_rule import ChangeKind
from models.base import db
from models.database import StaleVersion, expect_version, lock
from models.lines_begun import begun
from models.permissions import Permission
from models.task import Audience, Task
from models.tenancy import begin_write
from models.wording import Wording

PAGE = "plans/amended_task.html"
TASK = f"{ONE}/tasks/<int:task_id>"
CHANGE = f"{ONE}/changes/<int:change_id>"


@blueprint.route(TASK, methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def amended_task(plan_id: int, amendment_id: int, task_id: int) -> Response:
    """A task as it is, to say what it will be."""
    amendment, task = _find_task(plan_id, amendment_id, task_id)
    if not amendment.is_open:
        return _closed(amendment)
    change = find_change(amendment, task.id)
    says = (change and change.says) or Wording.of(task)
    form = AmendedTaskForm(amendment.plan, adds=False, data=says.as_form(), version=task.version)
    if not form.is_submitted():
        return responses.page(PAGE, form=form, **_about(amendment, task))
    if not form.validate():
        return responses.invalid(PAGE, form, **_about(amendment, task))
    return _state(amendment, task, form)


def _state(amendment: Amendment, task: Task, form: AmendedTaskForm) -> Response:
    begin_write()
    lock(amendment)
    try:
        if form.is_first_post():
            expect_version(task, form.version.data)
            AmendmentChange.state(amendment, task, form.wording)
        db.session.commit()
    except (StaleVersion, InConflict, NotOpen) as why:
        return _refuse(amendment, task, form, why)
    return responses.saved(address_of(amendment), _("Stated. Nothing changes until you publish."))


def _refuse(amendment: Amendment, task: Task, form: AmendedTaskForm, why: Exception) -> Response:
    """The form as it was filled in, with what the task says now or why it cannot be changed."""
    db.session.rollback()
    if isinstance(why, NotOpen):
        return _closed(amendment)
    if isinstance(why, StaleVersion):
        return responses.stale(PAGE, form, Present(task), **_about(amendment, task))
    answer = responses.page(PAGE, form=form, **_about(amendment, task))
    answer.status_code = 409
    return answer


class Present:
    """What a task says now, as the form asks for it."""

    def __init__(self, task: Task) -> None:
        vars(self).update(Wording.of(task).as_form(), version=task.version)


@blueprint.post(f"{TASK}/ending")
@needs(Permission.MANAGE_PLANS)
def end_task(plan_id: int, amendment_id: int, task_id: int) -> Response:
    """State that a task ends on the day of publishing."""
    amendment, task = _find_task(plan_id, amendment_id, task_id)
    begin_write()
    lock(amendment)
    try:
        AmendmentChange.state(amendment, task, None)
        db.session.commit()
    except NotOpen:
        return _closed(amendment)
    except InConflict as why:
        db.session.rollback()
        return responses.refused(address_of(amendment), str(CONFLICTS[why.conflict]))
    return responses.saved(address_of(amendment), _("Stated. Nothing changes until you publish."))


@blueprint.route(f"{ONE}/tasks/new", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def added_task(plan_id: int, amendment_id: int) -> Response:
    """A task more."""
    return _added(find_own_amendment(plan_id, amendment_id), None)


@blueprint.route(CHANGE, methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def change_added(plan_id: int, amendment_id: int, change_id: int) -> Response:
    """A task that is to be added, to say it otherwise; other changes open with their task."""
    amendment, change = _find_change(plan_id, amendment_id, change_id)
    if change.task_id is None:
        return _added(amendment, change)
    return responses.saved(f"{address_of(amendment)}/tasks/{change.task_id}")


def _added(amendment: Amendment, change: AmendmentChange | None) -> Response:
    if not amendment.is_open:
        return _closed(amendment)
    form = _added_form(amendment, change)
    if not form.is_submitted():
        return responses.page(PAGE, form=form, **_about(amendment, None))
    if not form.validate():
        return responses.invalid(PAGE, form, **_about(amendment, None))
    return _save_added(amendment, change, form)


def _save_added(
    amendment: Amendment, change: AmendmentChange | None, form: AmendedTaskForm
) -> Response:
    change_id = change.id if change else None
    begin_write()
    lock(amendment)
    try:
        if form.is_first_post():
            _keep_added(amendment, change_id, form)
        db.session.commit()
    except StaleVersion as stale:
        return responses.stale(PAGE, form, stale.row, **_about(amendment, None))
    except NotOpen:
        return _closed(amendment)
    return responses.saved(address_of(amendment), _("Stated. Nothing changes until you publish."))


def _added_form(amendment: Amendment, change: AmendmentChange | None) -> AmendedTaskForm:
    given: dict[str, Any] = {}
    if change and change.says:
        given = {**change.says.as_form(), "audience": change.audience, "version": change.version}
        given["section_id"] = change.section_id or 0
    return AmendedTaskForm(amendment.plan, adds=True, data=given)


def _keep_added(amendment: Amendment, change_id: int | None, form: AmendedTaskForm) -> None:
    """Add a task, or say it anew; one that a colleague took out meanwhile is added again."""
    audience, section_id = Audience(form.audience.data), form.section_id.data or None
    change = db.session.scalar(select(AmendmentChange).where(AmendmentChange.id == change_id))
    if change is None:
        AmendmentChange.add(amendment, form.wording, audience, section_id)
        return
    expect_version(change, form.version.data)
    change.restate(form.wording, audience, section_id)


@blueprint.post(f"{CHANGE}/removal")
@needs(Permission.MANAGE_PLANS)
def drop_change(plan_id: int, amendment_id: int, change_id: int) -> Response:
    """Leave a task as it is after all."""
    amendment, _change = _find_change(plan_id, amendment_id, change_id)
    begin_write()
    lock(amendment)
    change = db.session.scalar(select(AmendmentChange).where(AmendmentChange.id == change_id))
    try:
        if change is not None:  # a second tap finds it taken out already
            change.drop()
    except NotOpen:
        return _closed(amendment)
    db.session.commit()
    return responses.saved(address_of(amendment), _("Taken out of the amendment."))


def _find_task(plan_id: int, amendment_id: int, task_id: int) -> tuple[Amendment, Task]:
    amendment, task = find_own_amendment(plan_id, amendment_id), find_own_or_404(Task, task_id)
    if task.plan_id != plan_id:
        abort(404)
    return amendment, task


def _find_change(
    plan_id: int, amendment_id: int, change_id: int
) -> tuple[Amendment, AmendmentChange]:
    amendment = find_own_amendment(plan_id, amendment_id)
    change = find_own_or_404(AmendmentChange, change_id)
    if change.amendment_id != amendment.id:
        abort(404)
    return amendment, change


def _about(amendment: Amendment, task: Task | None) -> dict[str, Any]:
    """The amendment, the task, how far units are with it, and why it cannot be changed."""
    why = conflict_of(ChangeKind.CHANGE, task, task.version) if task else None
    return {
        "amendment": amendment,
        "task": task,
        "back": address_of(amendment),
        "meets": begun([task.id]).get(task.id) if task else None,
        "refusal": str(CONFLICTS[why]) if why else "",
        "is_own": True,
    }


def _closed(amendment: Amendment) -> Response:
    db.session.rollback()
    why = _("This can no longer be changed: the amendment is published, or the plan withdrawn.")
    return responses.refused(address_of(amendment), why)
