"""Logging many activities at once from an .xlsx list."""

from __future__ import annotations

from flask import g, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.activities import blueprint
from blueprints.activities.doer import doer_here
from blueprints.activities.import_forms import ConfirmForm, ListForm
from blueprints.activities.import_preview import Preview
from blueprints.activities.import_progress import stream
from blueprints.activities.kept_list import keep, kept
from blueprints.activities.row_words import faults_of, refusal
from documents.activity_sheet import ActivityTable, read_activities
from documents.activity_template import Choices, template, with_errors
from documents.list_sheet import SheetRefused
from models.activity_rows import ReadRow, Words
from models.check_rows import RowsCheck, check_rows
from models.clock import today
from models.permissions import Permission
from models.row_words import words_of
from models.signed_link import BadLink
from models.text import fold

FORM, PREVIEW = "activities/import.html", "activities/import_preview.html"


@blueprint.route("/import", methods=["GET", "POST"])
@needs(Permission.LOG_ACTIVITIES)
def import_list() -> Response:
    """A list to send; it is read, and nothing is logged yet."""
    form = ListForm()
    if not form.is_submitted():
        return responses.page(FORM, form=form)
    if not form.validate():
        return responses.invalid(FORM, form)
    try:
        table = read_activities(form.file.data.read(), fold)
    except SheetRefused as refused:
        form.file.errors = [refusal(refused)]
        return responses.invalid(FORM, form)
    return responses.saved(url_for("activities.import_preview", list=keep(table)))


@blueprint.get("/import/preview")
@needs(Permission.LOG_ACTIVITIES)
def import_preview() -> Response:
    """What a list would log, row by row, and what is wrong with it."""
    token = request.args.get("list", "")
    try:
        table = kept(token)
    except BadLink:
        return _send_again()
    form = ConfirmForm(formdata=None, kept=token)
    return responses.page(PREVIEW, form=form, shown=Preview(table, checked(table), form))


@blueprint.post("/import/confirmation")
@needs(Permission.LOG_ACTIVITIES)
def confirm_import() -> Response:
    """Log the rows of the list; the page shows how far it is."""
    form = ConfirmForm()
    try:
        table = kept(form.kept.data if form.validate() else "")
    except BadLink:
        return _send_again()
    shown = Preview(table, checked(table), form)
    if shown.objections():
        return responses.invalid(PREVIEW, form, shown=shown)
    return stream(table, form)


@blueprint.get("/import/errors.xlsx")
@needs(Permission.LOG_ACTIVITIES)
def import_errors() -> Response:
    """The list as it was read, with what is wrong with each row in a column of its own."""
    try:
        check = checked(kept(request.args.get("list", "")))
    except BadLink:
        return _send_again()
    rows = [(row.cells, _told(row)) for row in check.rows]
    return responses.xlsx(with_errors(_choices(check.words), rows), f"errors-{g.unit.slug}.xlsx")


@blueprint.get("/import/template.xlsx")
@needs(Permission.LOG_ACTIVITIES)
def import_template() -> Response:
    """The file to fill in, with the unit's kinds, hamlets and agencies to choose from."""
    content = template(_choices(words_of(g.unit, doer_here())), today().year)
    return responses.xlsx(content, f"activities-{g.unit.slug}.xlsx")


def checked(table: ActivityTable) -> RowsCheck:
    """A list as it stands with what the unit has now."""
    return check_rows(table.rows, g.unit, doer_here(), has_below=g.has_below)


def _told(row: ReadRow) -> str:
    return "\n".join(f"{told.column}: {told.text}" for told in faults_of(row))


def _choices(words: Words) -> Choices:
    return Choices(words.kinds.names, words.hamlets.names, words.agencies.names)


def _send_again() -> Response:
    why = _("The list was open for too long, or is not yours. Send the file once more.")
    return responses.refused(url_for("activities.import_list"), why)
