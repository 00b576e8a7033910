"""The list of activities, filtered by everything, with the sums of what is shown."""

from __future__ import annotations

from flask import g
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.activities import blueprint
from blueprints.activities.list_filter import Asked
from blueprints.activities.list_page import ListPage
from blueprints.activities.list_rows import ListRow, sums_told
from blueprints.activities.list_sheet import MOST_ROWS, headings, rows_of
from blueprints.activities.list_words import chips, choices
from documents.workbook import write_table
from models.permissions import Permission


@blueprint.get("")
@needs(Permission.VIEW_ACTIVITIES)
def index() -> Response:
    """What was done, the newest first, and what it adds up to."""
    page = ListPage(Asked.now())
    offered = choices(page)
    return responses.page(
        "activities/index.html",
        rows=[ListRow(row, page.kinds, page.others) for row in page.rows],
        chips=list(chips(page, offered)),
        sums=sums_told(page.listed.sums) if page.listed.sums.activities else [],
        page=page,
        offered=offered,
        most=MOST_ROWS,
    )


@blueprint.get("/download")
@needs(Permission.VIEW_ACTIVITIES)
def download() -> Response:
    """All entries that are asked for, with their sums in the last row, as a workbook."""
    page = ListPage(Asked.now())
    content = write_table(_("Activities"), headings(), rows_of(page))
    return responses.xlsx(content, f"activities-{g.unit.slug}.xlsx")
