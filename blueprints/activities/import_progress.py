"""Logging a list: the answer is written while the work is done, all of it one transaction.

When the reader goes away, or anything fails, nothing was logged.
"""

from __future__ import annotations

from collections.abc import Generator

from flask import Response, g, url_for
from flask_babel import gettext as _

from blueprints import responses
from blueprints.activities.doer import doer_here
from blueprints.activities.import_forms import ConfirmForm
from blueprints.activities.import_preview import Preview
from blueprints.activities.row_words import logged_words
from blueprints.progress import Row, to_its_end
from documents.activity_sheet import ActivityTable
from models.base import db
from models.check_rows import check_rows, entries_of
from models.checklist import Checklist
from models.log_list import Batch, logging_all
from models.tenancy import begin_write


class _Stopped(Exception):
    """Nothing is logged; the message says why."""


def stream(table: ActivityTable, form: ConfirmForm) -> Response:
    """The answer that logs a list while it is written."""
    back = url_for("activities.import_preview", list=form.kept.data)
    rows = to_its_end(
        _rows(table, form),
        busy=_("Nothing was logged: the portal is busy."),
        failed=_("Nothing was logged: the portal made a mistake."),
    )
    return responses.streamed("activities/import_progress.html", rows, back=back)


def _rows(table: ActivityTable, form: ConfirmForm) -> Generator[Row]:
    """The steps of the act, then how it ended."""
    try:
        batch = yield from _log_rows(table, form)
        db.session.commit()
        yield _done(batch)
    except _Stopped as why:
        yield {"end": "wait", "text": str(why)}


def _log_rows(table: ActivityTable, form: ConfirmForm) -> Generator[Row, None, Batch]:
    """Log step by step, once, by what the unit has at this moment."""
    _begin(form)
    by = doer_here()
    check = check_rows(table.rows, g.unit, by, has_below=g.has_below)
    shown = Preview(table, check, form)
    if shown.objections():
        raise _Stopped(_("Nothing was logged: what the list says changed meanwhile. Look again."))
    steps = logging_all(entries_of(shown.rows), by)
    while True:
        try:
            yield {"done": next(steps), "of": shown.count}
        except StopIteration as end:
            batch: Batch = end.value
            return batch


def _begin(form: ConfirmForm) -> None:
    """In the unit's queue: what somebody else logs meanwhile is seen, not logged twice."""
    begin_write()
    if not form.is_first_post():
        raise _Stopped(_("This list was logged already: it was sent twice."))
    Checklist.queue_up()


def _done(batch: Batch) -> Row:
    text = logged_words(batch.count)
    where = url_for("activities.logged", first=batch.first, last=batch.last)
    return {"end": "done", "text": text, "where": where}
