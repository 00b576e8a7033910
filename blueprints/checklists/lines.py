"""A line of a month: opened, and written field by field."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists import blueprint
from blueprints.checklists.line_evidence import place_of
from blueprints.checklists.line_forms import BAD_VALUES, LineForm, seen_values
from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.months import begin_month, find_line, reader_here
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
    found, shown = find_line(month, assignment_id)
    form = LineForm()
    if not form.validate():
        return _again(422, found, shown, form)
    begin_write()
    try:
        found = begin_month(month)
        if form.is_first_post():
            shown = write(found, assignment_id, form.changes(request.form), reader_here())
        db.session.commit()
    except Overwritten as error:
        form.show_present_line(error.line, error.present)
        return _again(409, found, error.line, form)
    except NotTaken as error:
        form[error.field].errors = [BAD_VALUES[error.why]]
        return _again(422, found, error.line, form)
    return _saved(month, assignment_id)


def _saved(month: date, assignment_id: int) -> Response:
    if not request.htmx:  # type: ignore[attr-defined]
        flash(_("Saved."), "done")
        return redirect(url_for("checklists.show", month=month) + f"#line-{assignment_id}", 303)
    found, shown = find_line(month, assignment_id)
    page = MonthPage(found, reader_here())
    return responses.fragment(
        "checklists/_saved.html", page=page, row=page.rows_of([shown]).row(shown), words=page.words
    )


def _again(status: int, month: UnitMonth, shown: MonthLine, form: LineForm) -> Response:
    """The form as it was filled in, with what is to be said beside its fields."""
    db.session.rollback()
    month.allow(Act.WRITE, reader_here())
    if form.state.data is None:
        form.state.data = shown.state
    template = "checklists/_form.html" if request.htmx else "checklists/line.html"  # type: ignore[attr-defined]
    answer = responses.page(template, **_context(month, shown, form))
    answer.status_code = status
    return answer


def _context(month: UnitMonth, shown: MonthLine, form: LineForm) -> dict[str, object]:
    page = MonthPage(month, reader_here())
    row = page.rows_of([shown]).row(shown)
    evidence = shown_of(place_of(page, shown))
    seen = seen_values(shown)
    return {"page": page, "row": row, "form": form, "seen": seen, "words": page.words, **evidence}
