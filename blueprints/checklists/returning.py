"""Sending single lines of a month back, each with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial

from flask import g, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists import blueprint
from blueprints.checklists.deciding import decide, page_to
from blueprints.checklists.decision_forms import LineReturnForm, ReturnForm
from blueprints.checklists.findings import Shown, findings_of
from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.month_rows import Row
from blueprints.checklists.months import find_month, reader_here
from models.decide_month import Returned, return_lines
from models.month_acts import Act
from models.permissions import Permission
from models.return_reason import reasons_for


@dataclass
class ReturnRow:
    """A line that can be sent back: as it was handed in, what stands out, its form."""

    row: Row
    form: LineReturnForm
    findings: list[Shown] = field(default_factory=list)

    @property
    def returned(self) -> Returned:
        """What was filled in; ask after is_in_order()."""
        return Returned(self.row.key, self.form.chosen, self.form.word.data or None)


@blueprint.route("/<month:month>/return", methods=["GET", "POST"])
@needs(Permission.DECIDE_MONTHS)
def send_back(month: date) -> Response:
    """The lines of the month, to choose those that go back and say why."""
    form = ReturnForm()
    if not form.is_submitted():
        page = page_to(Act.RETURN, month, form)
        return responses.page("checklists/return.html", form=form, page=page, rows=_rows(page))
    rows = _rows(MonthPage(find_month(month), reader_here()))
    chosen = [row for row in rows if row.form.is_returned.data]
    if not _is_in_order(form, chosen):
        page = page_to(Act.RETURN, month, form)
        return responses.invalid("checklists/return.html", form, page=page, rows=rows)
    lines = [row.returned for row in chosen]
    told = ngettext(
        "%(unit)s: %(num)d line returned.",
        "%(unit)s: %(num)d lines returned.",
        len(lines),
        unit=g.unit.name,
    )
    word = form.word.data or None
    return decide(month, form, partial(return_lines, lines=lines, word=word), told)


def _rows(page: MonthPage) -> list[ReturnRow]:
    """The lines of the month, those that deserve a look first."""
    given = request.form or None
    reasons = {reason.code: reason for reason in reasons_for(g.unit).reasons}
    found = {
        row.key: ReturnRow(row, LineReturnForm(reasons, given, prefix=f"line-{row.key}-"))
        for row in page.rows.present
    }
    for one in [line for group in findings_of(page) for line in group.lines]:
        found[one.row.key].findings.append(one)
    return sorted(found.values(), key=lambda row: not row.findings)


def _is_in_order(form: ReturnForm, chosen: list[ReturnRow]) -> bool:
    """Whether everything is filled in; errors stand beside the fields."""
    in_order = [row.form.is_in_order() for row in chosen]
    is_valid = form.validate()
    if not chosen:
        form.form_errors.append(_("Tick at least one line to return."))
    elif not all(in_order):
        form.form_errors.append(_("Give a reason for each line that goes back."))
    return bool(chosen) and all(in_order) and is_valid
