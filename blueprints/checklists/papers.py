"""The month to take along: as an official report, and its lines as a workbook."""

from __future__ import annotations

from datetime import date

from flask import g
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists import blueprint
from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.month_words import month_name
from blueprints.checklists.months import asked_for, find_month, reader_here
from blueprints.checklists.paper_rows import document_of
from blueprints.checklists.workbooks import headings, rows_of
from documents.month_paper import file_name, write_month
from documents.workbook import write_table
from models.permissions import Permission


@blueprint.get("/<month:month>/paper.docx")
@needs(Permission.VIEW_CHECKLISTS)
def paper(month: date) -> Response:
    """The month as an official report (Decree 30/2020), as it stands or was handed in."""
    document = document_of(find_month(month))
    return responses.docx(write_month(document), file_name(document))


@blueprint.get("/<month:month>/lines.xlsx")
@needs(Permission.VIEW_CHECKLISTS)
def lines_download(month: date) -> Response:
    """The lines of the month as they are shown, as a workbook."""
    page = MonthPage(find_month(month), reader_here())
    rows = rows_of(page, *asked_for())
    content = write_table(month_name(month), headings(), rows)
    return responses.xlsx(content, f"checklist-{g.unit.slug}-{month:%Y-%m}.xlsx")
