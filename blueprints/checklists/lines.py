"""A line of a month: opened, and written field by field."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists import blueprint
from blueprints.checklists.line_activities import activities_of
from blueprints.checklists.line_evidence import place_of
from blueprints.checklists.line_forms import BAD_VALUES, LineForm, seen_values
from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.months import begin_month, find_line, line_in, reader_here
from blueprints.evidence.receiving import shown_of
from models.base import db
from models.month_acts import Act
from models.month_line import MonthLine
from models.permissions import Permission
from models.tenancy import begin_write
from models.unit_month import UnitMonth
from models.write_line import NotTaken, Overwritten, write


@blueprint.get("/<month:month>/lines/<int:assignment_id>")
@needs(Permission.VIEW_CHECKLISTS)
def line(month: date, assignment_id: int) -> Response:
    """What is to be done and what was written of it; under htmx the form alone."""
    found, shown = find_line(month, assignment_id)
    template = "checklists/_form.html" if request.htmx else "checklists/line.html"  # type: ignore[attr-defined]
    return responses.page(template, **_context(found, shown, LineForm.of(shown)))


@blueprint.post("/<month:month>/lines/<int:assignment_id>")
@needs(Permission.WRITE_CHECKLISTS)
def write_line(month: date, assignment_id: int) -> Response:
    """Saves what was given of a line, where nobody else wrote over it meanwhile."""
    form = LineForm()
    if not form.validate():
        return _again(422, *find_line(month, assignment_id), form)
    begin_write()
    found = begin_month(month)
    try:
        answer = _saved(found, _written(found, assignment_id, form))
        db.session.commit()
    except Overwritten as error:
        form.show_present_line(error.line, error.present)
        return _again(409, found, error.line, form)
    except NotTaken as error:
        form[error.field].errors = [BAD_VALUES[error.why]]
        return _again(422, found, error.line, form)
    return answer


def _written(month: UnitMonth, assignment_id: int, form: LineForm) -> MonthLine:
    if not form.is_first_post():
        return line_in(month, assignment_id)
    return write(month, assignment_id, form.changes(request.form), reader_here())


def _saved(month: UnitMonth, shown: MonthLine) -> Response:
    page = MonthPage(month, reader_here())
    if not request.htmx:  # type: ignore[attr-defined]
        flash(_("Saved."), "done")
        return redirect(f"{page.href}#line-{shown.assignment_id}", 303)
    row = page.rows_of([shown]).row(shown)
    return responses.fragment("checklists/_saved.html", page=page, row=row, words=page.words)


def _again(status: int, month: UnitMonth, shown: MonthLine, form: LineForm) -> Response:
    """The form as it was filled in, with what is to be said beside its fields."""
    db.session.rollback()
    month.allow(Act.WRITE, reader_here())
    form.keep_saved(shown, request.form)
    template = "checklists/_form.html" if request.htmx else "checklists/line.html"  # type: ignore[attr-defined]
    answer = responses.page(template, **_context(month, shown, form))
    answer.status_code = status
    return answer


def _context(month: UnitMonth, shown: MonthLine, form: LineForm) -> dict[str, object]:
    page = MonthPage(month, reader_here())
    row = page.rows_of([shown]).row(shown)
    evidence = shown_of(place_of(page, shown))
    told = {"seen": seen_values(shown), "activities": activities_of(shown)}
    return {"page": page, "row": row, "form": form, "words": page.words, **told, **evidence}
