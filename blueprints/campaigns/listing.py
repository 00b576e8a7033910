"""The list of campaigns, on a page and as a workbook."""

from __future__ import annotations

from flask import Response, g, url_for
from flask_babel import gettext as _

from blueprints import responses
from blueprints.access import may, needs
from blueprints.campaigns import blueprint
from blueprints.campaigns.list_page import ListPage
from blueprints.campaigns.list_words import headings, sheet_rows
from documents.workbook import write_table
from models.permissions import Permission


@blueprint.get("")
@needs(Permission.VIEW_CAMPAIGNS)
def index() -> Response:
    """The campaigns that the unit opened or takes part in, and those of units below: what runs
    first, then what is being closed, what is to come, drafts, and the past."""
    return responses.page("campaigns/index.html", page=ListPage(), new=_way_to_open())


@blueprint.get("/download")
@needs(Permission.VIEW_CAMPAIGNS)
def download() -> Response:
    """The campaigns that are asked for, whole, as a workbook."""
    content = write_table(_("Campaigns"), headings(), sheet_rows(ListPage().whole))
    return responses.xlsx(content, f"campaigns-{g.unit.slug}.xlsx")


def _way_to_open() -> str:
    return url_for("campaigns.new") if may(Permission.MANAGE_CAMPAIGNS) else ""
