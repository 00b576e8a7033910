"""Logging some activities at once on one page."""

from __future__ import annotations

import uuid

from flask import g, url_for
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.activities import blueprint
from blueprints.activities.doer import doer_here
from blueprints.activities.row_words import logged_words
from blueprints.activities.sheet_form import SheetForm
from blueprints.activities.sheet_page import SheetPage
from models.base import db
from models.check_rows import check_rows, entries_of
from models.log_list import log_all
from models.permissions import Permission
from models.tenancy import begin_write

PAGE = "activities/sheet.html"


@blueprint.route("/sheet", methods=["GET", "POST"])
@needs(Permission.LOG_ACTIVITIES)
def sheet() -> Response:
    """Rows to type; all of them are logged, or none."""
    form = SheetForm()
    if not form.is_submitted() or form.wants_more:
        return responses.page(PAGE, form=form, shown=_shown(form))
    shown = _shown(form)
    if not form.validate() or shown.has_faults():
        return responses.invalid(PAGE, form, shown=shown)
    begin_write()
    is_first = form.is_first_post()
    if not is_first or shown.asks_more():
        db.session.rollback()
        return responses.invalid(PAGE, form, shown=shown) if is_first else _again(form)
    batch = log_all(entries_of(shown.check.rows), doer_here())
    db.session.commit()
    told = logged_words(batch.count)
    return responses.saved(_way_to(batch.first, batch.last), told)


def _shown(form: SheetForm) -> SheetPage:
    return SheetPage(form, check_rows(form.rows(), g.unit, doer_here(), has_below=g.has_below))


def _again(form: SheetForm) -> Response:
    """The same post once more: what it logged the first time."""
    keys = _shown(form).check.logged.values()
    return responses.saved(_way_to(min(keys), max(keys)) if keys else url_for("activities.sheet"))


def _way_to(first: uuid.UUID, last: uuid.UUID) -> str:
    return url_for("activities.logged", first=first, last=last)
