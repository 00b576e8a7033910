"""Handing a month in after a last look, and taking it back."""

from __future__ import annotations

from datetime import date

from flask import g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists import blueprint
from blueprints.checklists.findings import findings_of
from blueprints.checklists.forms import SubmissionForm
from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.month_words import month_name
from blueprints.checklists.months import begin_month, find_month, reader_here
from blueprints.forms import EmptyForm
from models import hand_in
from models.base import db
from models.month_acts import Act
from models.permissions import Permission
from models.tenancy import begin_write


@blueprint.route("/<month:month>/submission", methods=["GET", "POST"])
@needs(Permission.WRITE_CHECKLISTS)
def submission(month: date) -> Response:
    """What deserves a last look, and the button that hands the month in."""
    form = SubmissionForm()
    if form.is_submitted() and form.validate():
        return _submit(month, form)
    found = find_month(month)
    found.allow(Act.SUBMIT, reader_here())
    page = MonthPage(found, reader_here())
    show = responses.invalid if form.is_submitted() else responses.page
    return show("checklists/submission.html", form=form, page=page, findings=findings_of(page))


def _submit(month: date, form: SubmissionForm) -> Response:
    begin_write()
    found = begin_month(month)
    if form.is_first_post():
        hand_in.submit(found, reader_here(), form.word.data or None)
    db.session.commit()
    name = month_name(month)
    above = g.above[0] if g.above else g.unit.name
    told = _("%(month)s submitted. %(unit)s decides on it.", month=name, unit=above)
    return responses.saved(url_for("checklists.show", month=month), told)


@blueprint.post("/<month:month>/submission/withdrawal")
@needs(Permission.WRITE_CHECKLISTS)
def take_back(month: date) -> Response:
    """Takes the month back, as long as nobody reads it yet."""
    form = EmptyForm()
    if not form.validate():
        return responses.refused(
            url_for("checklists.show", month=month), _("Press the button again.")
        )
    begin_write()
    found = begin_month(month)
    if form.is_first_post():
        hand_in.take_back(found, reader_here())
    db.session.commit()
    told = _("Taken back. Submit it again when it is ready.")
    return responses.saved(url_for("checklists.show", month=month), told)
