"""The summary of a month to take along: as an official report, and as a workbook."""

from __future__ import annotations

from datetime import date

from flask import g
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.reviews import blueprint
from blueprints.reviews.summary import find_summary
from blueprints.reviews.summary_document import document_of
from blueprints.reviews.summary_sheets import sheets_of
from documents.summary_paper import file_name, write_summary
from documents.workbook import write_sheets
from models.permissions import Permission


@blueprint.get("/<month:month>/summary/paper.docx")
@needs(Permission.VIEW_REVIEWS)
def summary_paper(month: date) -> Response:
    """The summary as an official report (Decree 30/2020)."""
    document = document_of(g.unit, find_summary(month))
    return responses.docx(write_summary(document), file_name(document))


@blueprint.get("/<month:month>/summary/tables.xlsx")
@needs(Permission.VIEW_REVIEWS)
def summary_tables(month: date) -> Response:
    """The summary as a workbook: by task, by unit, difficulties, what units added."""
    content = write_sheets(sheets_of(find_summary(month)))
    return responses.xlsx(content, f"summary-{g.unit.slug}-{month:%Y-%m}.xlsx")
