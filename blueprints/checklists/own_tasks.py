"""Lines that a unit adds to its month itself: added, changed, ended, taken up again."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date

from flask import abort, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.checklists import blueprint
from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.months import begin_month, find_month, reader_here
from blueprints.checklists.own_task_form import OwnTaskForm
from blueprints.forms import EmptyForm
from blueprints.plans.task_words import CADENCES
from models import add_own_task
from models.add_own_task import OwnTaskEnded, OwnTaskNotTaken
from models.assignment import Assignment
from models.base import db
from models.database import StaleVersion, expect_version
from models.month_acts import Act, Reader
from models.own_task import OwnTask
from models.permissions import Permission
from models.task import Cadence
from models.tenancy import begin_write
from models.unit_month import UnitMonth


@blueprint.route("/<month:month>/own-tasks/new", methods=["GET", "POST"])
@needs(Permission.WRITE_CHECKLISTS)
def new_own_task(month: date) -> Response:
    """A form for one more line that no plan brought."""
    form = OwnTaskForm()
    found = find_month(month)
    found.allow(Act.WRITE, reader_here())
    if not form.is_submitted() or not form.validate():
        show = responses.invalid if form.is_submitted() else responses.page
        return show("checklists/new_own_task.html", form=form, page=_page(found))
    return _add(month, form)


@blueprint.route("/<month:month>/own-tasks/<int:assignment_id>", methods=["GET", "POST"])
@needs(Permission.WRITE_CHECKLISTS)
def own_task(month: date, assignment_id: int) -> Response:
    """A line that the unit added, to change its words and days, or to end it."""
    assignment, own = _find(assignment_id)
    found = find_month(month)
    found.allow(Act.WRITE, reader_here())
    form = _form_of(assignment, own)
    if not form.is_submitted() or not form.validate():
        show = responses.invalid if form.is_submitted() else responses.page
        return show("checklists/own_task.html", form=form, **_context(found, assignment))
    return _change(month, assignment, form)


@blueprint.post("/<month:month>/own-tasks/<int:assignment_id>/closure")
@needs(Permission.WRITE_CHECKLISTS)
def end_own_task(month: date, assignment_id: int) -> Response:
    """Ends a line of the unit today; what was written of it stays."""
    told = _("Ended today. What was written of it stays.")
    return _act(month, assignment_id, add_own_task.end, told)


@blueprint.post("/<month:month>/own-tasks/<int:assignment_id>/reopening")
@needs(Permission.WRITE_CHECKLISTS)
def reopen_own_task(month: date, assignment_id: int) -> Response:
    """Takes the ending of today back."""
    return _act(month, assignment_id, add_own_task.take_up_again, _("The ending is taken back."))


def _add(month: date, form: OwnTaskForm) -> Response:
    begin_write()
    found = begin_month(month)
    try:
        if form.is_first_post():
            values = _values(form, form.cadence.data)
            add_own_task.add(found, reader_here(), *values, key=_key(form))
        db.session.commit()
    except OwnTaskNotTaken as error:
        db.session.rollback()
        form.refuse(error.field, error.why)
        return responses.invalid("checklists/new_own_task.html", form, page=_page(found))
    return responses.saved(url_for("checklists.show", month=month), _("Added to the month."))


def _change(month: date, assignment: Assignment, form: OwnTaskForm) -> Response:
    template, own = "checklists/own_task.html", add_own_task.own_task_of(assignment)
    begin_write()
    found = begin_month(month)
    try:
        if form.is_first_post():
            expect_version(own, form.version.data)
            values = _values(form, form.cadence.data if "cadence" in form else own.cadence)
            add_own_task.change(found, assignment, reader_here(), *values)
        db.session.commit()
    except StaleVersion as stale:
        return responses.stale(template, form, stale.row, **_context(found, assignment))
    except OwnTaskNotTaken as error:
        db.session.rollback()
        form.refuse(error.field, error.why)
        return responses.invalid(template, form, **_context(found, assignment))
    except OwnTaskEnded:
        return _has_ended(month)
    return responses.saved(url_for("checklists.show", month=month), _("Line changed."))


def _act(
    month: date,
    assignment_id: int,
    verb: Callable[[UnitMonth, Assignment, Reader], None],
    told: str,
) -> Response:
    assignment, _own = _find(assignment_id)
    where = url_for("checklists.own_task", month=month, assignment_id=assignment_id)
    form = EmptyForm()
    begin_write()
    try:
        found = begin_month(month)
        if form.is_first_post():
            verb(found, assignment, reader_here())
        db.session.commit()
    except OwnTaskEnded:
        return _has_ended(month)
    return responses.saved(where, told)


def _has_ended(month: date) -> Response:
    db.session.rollback()
    why = _("This line has ended. Add a new one where the work goes on.")
    return responses.refused(url_for("checklists.show", month=month), why)


def _find(assignment_id: int) -> tuple[Assignment, OwnTask]:
    """An own task of the unit; a line of a plan is none."""
    assignment = find_own_or_404(Assignment, assignment_id)
    if assignment.own_task is None:
        abort(404)
    return assignment, assignment.own_task


def _form_of(assignment: Assignment, own: OwnTask) -> OwnTaskForm:
    """The form as the line stands; how often it is done is asked until it was begun."""
    form = OwnTaskForm(obj=own)
    if add_own_task.is_begun(assignment):
        del form.cadence
    return form


def _values(form: OwnTaskForm, cadence: str) -> tuple[str, Cadence, date | None]:
    return form.text.data or "", Cadence(cadence), form.due_on.data


def _key(form: OwnTaskForm) -> uuid.UUID:
    """The form's one-time id: a phone that sends the form again weeks later adds nothing."""
    return uuid.UUID(form.form_id.data)


def _page(month: UnitMonth) -> MonthPage:
    return MonthPage(month, reader_here())


def _context(month: UnitMonth, assignment: Assignment) -> dict[str, object]:
    own = add_own_task.own_task_of(assignment)
    return {
        "page": _page(month),
        "assignment": assignment,
        "cadence": CADENCES[Cadence(own.cadence)],
        "may_take_up_again": add_own_task.has_just_ended(month, assignment),
        "empty": EmptyForm(),
    }
