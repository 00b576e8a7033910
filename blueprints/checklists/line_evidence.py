"""The photos and files of a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from flask import request
from werkzeug.wrappers import Response

from blueprints.access import needs
from blueprints.checklists import blueprint
from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.months import begin_month, find_line, reader_here
from blueprints.evidence.receiving import Place, receive
from models.base import db
from models.evidence import Evidence
from models.kept_evidence import LineEvidence, evidence_of
from models.late_evidence import attach_late, late_line
from models.line import Line
from models.month_acts import Act, MonthState
from models.month_line import MonthLine
from models.permissions import Permission
from models.unit_month import SETTLED, UnitMonth
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
        may_write=page.writes or page.adds_late,
        may_add_late=page.adds_late,
        kept=partial(_kept, page.month, line) if page.month.state in SETTLED else None,
    )


def _kept(month: UnitMonth, line: MonthLine) -> LineEvidence:
    return evidence_of(month, [line])[line.assignment_id]


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
    is_approved = found.state is MonthState.APPROVED
    if request.method == "POST":
        found.allow(Act.ADD_LATE if is_approved else Act.WRITE, reader_here())
    act = _Late(month, assignment_id) if is_approved else _InTime(month, assignment_id)
    return receive(place_of(MonthPage(found, reader_here()), line), act.line, act.attach)


@dataclass
class _InTime:
    """Evidence of a line that is being written."""

    named: date
    assignment_id: int

    def line(self) -> Line:
        now, by = begin_month(self.named), reader_here()
        _line, row = open_line(now, self.assignment_id, by)
        note_written(now, row, by)
        db.session.flush()
        return row

    def attach(self, *given: Any, **said: Any) -> Evidence:
        return Evidence.attach(*given, **said)


class _Late(_InTime):
    """Evidence of a line that is approved: kept beside what was approved."""

    def line(self) -> Line:
        self.month = begin_month(self.named)
        row = late_line(self.month, self.assignment_id, reader_here())
        db.session.flush()
        return row

    def attach(self, *given: Any, **said: Any) -> Evidence:
        return attach_late(self.month, *given, **said)
