"""The page of a month."""

from __future__ import annotations

from datetime import date

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists import blueprint
from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.month_rows import FILTERS
from blueprints.checklists.months import find_month, reader_here
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
    shown = request.args.get("show", "all")
    page = MonthPage(find_month(month), reader_here())
    return responses.page(
        "checklists/show.html",
        page=page,
        shown=shown if shown in FILTERS else "all",
        by="due" if request.args.get("by") == "due" else "section",
    )
