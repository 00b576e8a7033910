"""Going on with a finding: report it as mended, check it, send it back, move its day, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists.refusals import refusal_page
from blueprints.findings import blueprint
from blueprints.findings.forms import MoveForm, ReasonForm, ReportForm
from blueprints.findings.show_page import find, shown
from blueprints.findings.words import REFUSALS, STEPS, bad_day, follower_here
from blueprints.forms import EditForm
from models import clock, follow_finding
from models.base import db
from models.database import StaleVersion
from models.finding import Finding
from models.finding_acts import FindingAct, Follower
from models.follow_finding import DueDayRefused, FindingRefused
from models.permissions import Permission
from models.tenancy import begin_write

Verb = Callable[[Finding, int | None, Follower], None]


@blueprint.post("/<uuid:finding_id>/report")
@needs(Permission.LOG_ACTIVITIES)
def report(finding_id: UUID) -> Response:
    """Says that it is mended, and how."""
    form = ReportForm()

    def verb(finding: Finding, version: int | None, by: Follower) -> None:
        follow_finding.report(finding, version, form.word.data or "", by)

    told = _("Reported as mended. The unit that inspected checks it.")
    return _act(FindingAct.REPORT, finding_id, form, verb, told)


@blueprint.post("/<uuid:finding_id>/closure")
@needs(Permission.DECIDE_ACTIVITIES)
def close(finding_id: UUID) -> Response:
    """Says that it was seen to be mended."""
    told = _("Confirmed. Who mended it is told.")
    return _act(FindingAct.CLOSE, finding_id, EditForm(), follow_finding.close, told)


@blueprint.post("/<uuid:finding_id>/return")
@needs(Permission.DECIDE_ACTIVITIES)
def send_back(finding_id: UUID) -> Response:
    """Says that it is not mended, and why."""
    form = ReasonForm()

    def verb(finding: Finding, version: int | None, by: Follower) -> None:
        follow_finding.send_back(finding, version, form.word.data or "", by)

    told = _("Sent back. Who must mend it is told.")
    return _act(FindingAct.SEND_BACK, finding_id, form, verb, told)


@blueprint.post("/<uuid:finding_id>/due-day")
@needs(Permission.DECIDE_ACTIVITIES)
def move(finding_id: UUID) -> Response:
    """Sets another day to mend it by, and why."""
    form = MoveForm()

    def verb(finding: Finding, version: int | None, by: Follower) -> None:
        due_on = form.due_on.data or clock.today()
        follow_finding.move(finding, version, due_on, form.word.data or "", by)

    told = _("Day moved. Who must mend it is told.")
    return _act(FindingAct.MOVE, finding_id, form, verb, told)


@blueprint.post("/<uuid:finding_id>/withdrawal")
@needs(Permission.DECIDE_ACTIVITIES)
def withdraw(finding_id: UUID) -> Response:
    """Takes back what should not have been recorded."""
    form = ReasonForm()

    def verb(finding: Finding, version: int | None, by: Follower) -> None:
        follow_finding.withdraw(finding, version, form.word.data or "", by)

    told = _("Finding withdrawn. Who was to mend it is told.")
    return _act(FindingAct.WITHDRAW, finding_id, form, verb, told)


@blueprint.app_errorhandler(FindingRefused)
def _refused(error: FindingRefused) -> Response:
    """409 with the reason and the way out."""
    db.session.rollback()
    title, text = REFUSALS[error.why]
    steps = [(_("See the findings of the unit"), url_for("findings.index"))]
    return refusal_page(409, str(title), str(text), steps)


def _act(act: FindingAct, finding_id: UUID, form: EditForm, verb: Verb, told: str) -> Response:
    finding = find(finding_id)
    where = url_for("findings.show", finding_id=finding_id)
    if not form.validate():
        return _again(act, finding_id, form, 422)
    begin_write()
    try:
        if form.is_first_post():
            verb(finding, form.version.data, follower_here(finding))
        db.session.commit()
    except DueDayRefused as error:
        db.session.rollback()
        form["due_on"].errors = [bad_day(error.why, clock.today())]
        return _again(act, finding_id, form, 422)
    except StaleVersion:
        db.session.rollback()
        return _overtaken(act, finding, form)
    return responses.saved(where, told)


def _overtaken(act: FindingAct, finding: Finding, form: EditForm) -> Response:
    """What somebody else did meanwhile, above what was typed."""
    _kind, _symbol, words = STEPS[FindingAct(finding.steps[-1].kind)]
    done = str(words) % {"day": finding.due_on.strftime("%d/%m/%Y")}
    form.show_present(finding)
    form.form_errors.append(_("%(done)s. Nothing of yours was sent: read this first.", done=done))
    return _again(act, finding.id, form, 409)


def _again(act: FindingAct, finding_id: UUID, form: EditForm, status: int) -> Response:
    answer = responses.page("findings/show.html", **shown(finding_id, (act, form)))
    answer.status_code = status
    return answer
