"""New plans from a table of tasks, pasted or brought as .xlsx.

The draft is made at once: it is the preview. Nobody outside the unit sees it, each row stands there
with its source beside it, and what could not be read is listed to be taken in by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.language import label as _l
from blueprints.plans import blueprint
from blueprints.plans.bringing import Brought, NotMade, drafted, keep, refused, taken
from blueprints.plans.new import WAYS
from blueprints.plans.new_forms import TableForm
from blueprints.plans.refusals import advice
from documents.refusal import Reason, RefusedError
from documents.task_table import RowFault, TaskRow, TaskTable, read_pasted, read_workbook
from models.draft_plan import SourceFile
from models.permissions import Permission
from models.table_plan import LONGEST_PRODUCT, draft_from_table

TABLE = "plans/new_table.html"
FAULTS = {
    RowFault.NO_TEXT: _l("The row names no task"),
    RowFault.FORMULA: _l("A cell holds a formula without its result"),
    RowFault.CELL_ERROR: _l("A cell holds an error instead of a value"),
    RowFault.DUE_NOT_A_DAY: _l("The due day was not understood"),
    RowFault.SEVERAL_DAYS: _l("Several due days; the first one was taken"),
    RowFault.TOO_LONG: _l("Very long for one task"),
    RowFault.REPEATED: _l("The same task stands in a row above"),
}
_BREAKS = re.compile(r"\r\n?|[\n\u2028\u2029\x85]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@blueprint.route("/new/table", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def new_table() -> Response:
    """A table of tasks; its rows become the tasks of a draft, and the review opens."""
    form = TableForm()
    if not form.is_submitted():
        form.offer_this_year()
        return responses.page(TABLE, form=form, ways=WAYS)
    if not form.validate():
        return responses.invalid(TABLE, form, ways=WAYS)
    is_file = not (form.table.data or "").strip()
    try:
        brought = _of_workbook(form) if is_file else _of_text(form)
    except NotMade as why:
        return refused(form, TABLE, form.file if is_file else form.table, why, ways=WAYS)
    return drafted(form, TABLE, brought, ways=WAYS)


def _of_text(form: TableForm) -> Brought:
    text = form.table.data or ""
    try:
        table = read_pasted(text)
    except RefusedError as error:
        raise NotMade(advice(error.reason)) from None
    return _of_table(form, table, [_CONTROL.sub(" ", line) for line in _BREAKS.split(text)])


def _of_workbook(form: TableForm) -> Brought:
    name, content = taken(form)
    try:
        table = read_workbook(content)
    except RefusedError as error:
        raise NotMade(f"{name}: {_why(error.reason)}") from None
    lines = [""] * max((row.number for row in table.rows), default=0)
    for row in table.rows:
        lines[row.number - 1] = _line(row)
    return _of_table(form, table, lines, lambda: keep(name, content))


def _why(reason: Reason) -> str:
    if reason is Reason.OTHER_CONTENT or reason is Reason.UNKNOWN_TYPE:
        return str(_("This is no .xlsx. Save it in Excel as .xlsx, or paste the table."))
    return advice(reason)


def _of_table(
    form: TableForm, table: TaskTable, lines: list[str], keep_file: Any = lambda: None
) -> Brought:
    if not table.rows:
        told = _("No task was found. The first row names the columns: task, who leads, due day.")
        raise NotMade(told)
    file: SourceFile | None = keep_file()
    header = form.header
    make = partial(
        draft_from_table,
        g.unit,
        [row for row in table.rows if row.text],
        lines=lines,
        titles=table.sections,
        unread=[*_unread(table)],
        file=file,
        author_id=current_user.id,
        **header,
    )
    year = (header["issued_on"] or header["starts_on"]).year
    return Brought(header["number"], year, make, file)


def _unread(table: TaskTable) -> Iterator[dict[str, Any]]:
    """What somebody should look at, row by row."""
    for row in table.rows:
        for fault in row.faults:
            cell = row.due_text if fault in _ABOUT_DAYS else _line(row)
            yield {"line": row.number, "text": f"{FAULTS[fault]}: {cell}"}
        if len(row.product) > LONGEST_PRODUCT:
            told = _("The expected product was cut; it says")
            yield {"line": row.number, "text": f"{told}: {row.product}"}


_ABOUT_DAYS = {RowFault.DUE_NOT_A_DAY, RowFault.SEVERAL_DAYS}


def _line(row: TaskRow) -> str:
    """A row of a file as one line of text."""
    cells = [row.marker, row.text, row.lead, row.coordinating, row.due_text, row.product]
    if row.cadence != row.due_text:
        cells.append(row.cadence)
    cells += [f"{heading}: {text}" for heading, text in row.others]
    return " | ".join(cell for cell in cells if cell)
