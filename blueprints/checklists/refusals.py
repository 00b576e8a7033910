"""What a month answers that cannot be read, or in which the act may not be done."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.checklists import blueprint
from blueprints.checklists.decision_page import refusal_to
from blueprints.checklists.months import reader_here
from blueprints.errors import answer_with
from models.base import db
from models.unit_month import MonthRefused, NoSuchMonth
from models.write_line import NoSuchLine

Steps = list[tuple[str, str]]


@blueprint.app_errorhandler(MonthRefused)
def _refused(error: MonthRefused) -> Response:
    """409 with the reason and the way out; what was typed stays where it was typed."""
    title, text = refusal_to(reader_here(), error.why, error.month, error.approved_with)
    where = url_for("checklists.show", month=error.month.month.named)
    db.session.rollback()
    return refusal_page(409, title, text, [(_("Open the month"), where)])


@blueprint.app_errorhandler(NoSuchMonth)
def _no_month(error: NoSuchMonth) -> Response:
    named = error.month.named
    title = _("There is no month %(month)s here", month=f"{named.month}/{named.year}")
    text = (
        _("This month has not begun yet. It opens on %(day)s.", day=_day(error.month.first_day))
        if error.is_to_come
        else _("The unit did not exist in this month.")
    )
    db.session.rollback()
    return refusal_page(
        404, title, text, [(_("Open the present month"), url_for("checklists.index"))]
    )


@blueprint.app_errorhandler(NoSuchLine)
def _no_line(_error: NoSuchLine) -> Response:
    db.session.rollback()
    return answer_with(404)


def refusal_page(code: int, title: str, text: str, steps: Steps) -> Response:
    """What stands in the way and where to go: a page, or a word in its message area."""
    if request.htmx:  # type: ignore[attr-defined]
        return responses.message(text, code, title=title, steps=steps)
    context: dict[str, Any] = {"code": code, "title": title, "text": text, "steps": steps}
    return Response(render_template("errors/error.html", **context), code, mimetype="text/html")


def _day(day: Any) -> str:
    return str(day.strftime("%d/%m/%Y"))
