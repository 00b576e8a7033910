"""The photos and files of a line."""

from __future__ import annotations

from datetime import date

from flask import request
from werkzeug.wrappers import Response

from blueprints.access import needs
from blueprints.checklists import blueprint
from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.months import begin_month, find_line, reader_here
from blueprints.evidence.receiving import Place, receive
from models.base import db
from models.line import Line
from models.month_acts import Act
from models.month_line import MonthLine
from models.permissions import Permission
from models.write_line import note_written, open_line


def place_of(page: MonthPage, line: MonthLine) -> Place:
    """Where the evidence of a line hangs, for this reader."""
    href = f"{page.href}/lines/{line.assignment_id}"
    return Place(
        key=line.assignment_id,
        title=f"{line.number} {line.text}".strip(),
        action=f"{href}/evidence",
        back=href,
        line_id=line.line_id,
        may_write=page.writes,
    )


@blueprint.get("/<month:month>/lines/<int:assignment_id>/evidence")
@needs(Permission.VIEW_CHECKLISTS)
def evidence(month: date, assignment_id: int) -> Response:
    """The photos and files of a line."""
    return _receive(month, assignment_id)


@blueprint.post("/<month:month>/lines/<int:assignment_id>/evidence")
@needs(Permission.WRITE_CHECKLISTS)
def add_evidence(month: date, assignment_id: int) -> Response:
    """Adds what is sent to a line, each file by itself."""
    return _receive(month, assignment_id)


def _receive(month: date, assignment_id: int) -> Response:
    found, line = find_line(month, assignment_id)
    if request.method == "POST":
        found.allow(Act.WRITE, reader_here())

    def writable() -> Line:
        now = begin_month(month)
        _line, row = open_line(now, assignment_id, reader_here())
        note_written(now, row, reader_here())
        db.session.flush()
        return row

    return receive(place_of(MonthPage(found, reader_here()), line), writable)
