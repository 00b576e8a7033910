"""Asking for a later day: to close a month, or to finish one of its lines."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists.extension_words import REFUSALS, bad_day, decider
from blueprints.checklists.month_words import month_name
from blueprints.checklists.months import begin_month, find_line, find_month, reader_here
from blueprints.checklists.refusals import refusal_page
from blueprints.extensions import blueprint
from blueprints.extensions.forms import ExtensionForm
from models.ask_extension import (
    DayRefused,
    ExtensionRefused,
    ask_line,
    ask_month,
    wish_of_line,
    wish_of_month,
)
from models.base import db
from models.extension_acts import Wish, why_not_ask
from models.month_line import MonthLine
from models.permissions import Permission
from models.tenancy import begin_write
from models.unit_month import UnitMonth
from models.write_line import NoSuchLine


@blueprint.route("/<month:month>/new", methods=["GET", "POST"])
@needs(Permission.WRITE_CHECKLISTS)
def new(month: date) -> Response:
    """A form that asks to keep a month open."""
    return _show(find_month(month), None)


@blueprint.route("/<month:month>/lines/<int:assignment_id>/new", methods=["GET", "POST"])
@needs(Permission.WRITE_CHECKLISTS)
def new_for_line(month: date, assignment_id: int) -> Response:
    """A form that asks for a later due day of a line."""
    return _show(*find_line(month, assignment_id))


@blueprint.app_errorhandler(ExtensionRefused)
def _refused(error: ExtensionRefused) -> Response:
    """409 with the reason and the way out."""
    db.session.rollback()
    title, text = REFUSALS[error.why]
    steps = [(_("See the requests of the unit"), url_for("extensions.index"))]
    return refusal_page(409, str(title), str(text), steps)


def _show(month: UnitMonth, line: MonthLine | None) -> Response:
    form = ExtensionForm()
    if form.is_submitted():
        return _ask(month, line, form) if form.validate() else _again(month, line, form)
    why = why_not_ask(reader_here(), _wish(month, line))
    if why is not None:
        raise ExtensionRefused(why)
    return responses.page("extensions/new.html", form=form, **_context(month, line))


def _ask(month: UnitMonth, line: MonthLine | None, form: ExtensionForm) -> Response:
    begin_write()
    month = begin_month(month.month.named)
    try:
        if form.is_first_post():
            _act(month, line, form)
        db.session.commit()
    except DayRefused as error:
        db.session.rollback()
        form.new_on.errors = [bad_day(error.why, error.wish)]
        return _again(month, line, form)
    told = _("Asked for an extension. %(unit)s decides on it.", unit=decider())
    return responses.saved(_back(month, line), told)


def _act(month: UnitMonth, line: MonthLine | None, form: ExtensionForm) -> None:
    given: tuple[Any, ...] = (form.new_on.data, form.reason.data, reader_here())
    if line is None:
        ask_month(month, *given)
        return
    present = month.line(line.assignment_id)
    if present is None:
        raise NoSuchLine(line.assignment_id)
    ask_line(month, present, *given)


def _again(month: UnitMonth, line: MonthLine | None, form: ExtensionForm) -> Response:
    return responses.invalid("extensions/new.html", form, **_context(month, line))


def _wish(month: UnitMonth, line: MonthLine | None) -> Wish:
    return wish_of_line(month, line) if line else wish_of_month(month)


def _back(month: UnitMonth, line: MonthLine | None) -> str:
    named = month.month.named
    if line is None:
        return url_for("checklists.show", month=named)
    return url_for("checklists.line", month=named, assignment_id=line.assignment_id)


def _context(month: UnitMonth, line: MonthLine | None) -> dict[str, object]:
    return {
        "month_label": month_name(month.month.named),
        "line": line,
        "wish": _wish(month, line),
        "decider": decider(),
        "back": _back(month, line),
    }
