"""The page of a month."""

from __future__ import annotations

from datetime import date

from flask import g, redirect, url_for
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists import blueprint
from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.months import asked_for, find_month, reader_here
from models.permissions import Permission
from models.unit_month import present_month


@blueprint.get("")
@needs(Permission.VIEW_CHECKLISTS)
def index() -> Response:
    """Leads to the month to work on."""
    return redirect(url_for("checklists.show", month=present_month(g.unit).named), 303)


@blueprint.get("/<month:month>")
@needs(Permission.VIEW_CHECKLISTS)
def show(month: date) -> Response:
    """What is to be done in the month, and how far it is."""
    page = MonthPage(find_month(month), reader_here())
    shown, by = asked_for()
    return responses.page("checklists/show.html", page=page, shown=shown, by=by)
