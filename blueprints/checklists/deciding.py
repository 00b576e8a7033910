"""Deciding on the month of a unit below, at that unit's own address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from flask import g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists import blueprint
from blueprints.checklists.changes import changes_to_decide
from blueprints.checklists.decision_forms import ApprovalForm, ExcuseForm, ReopeningForm
from blueprints.checklists.decision_page import queue_above
from blueprints.checklists.findings import findings_of
from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.month_words import month_name
from blueprints.checklists.months import begin_month, find_month, reader_here
from blueprints.forms import EditForm, EmptyForm
from models import decide_month
from models.base import db
from models.month_acts import Act, Reader
from models.permissions import Permission
from models.tenancy import begin_write
from models.unit_month import UnitMonth


@blueprint.post("/<month:month>/review")
@needs(Permission.DECIDE_MONTHS)
def take_in_hand(month: date) -> Response:
    """Begins to read the month, so that nobody changes it meanwhile."""
    return _act(month, decide_month.take_in_hand, _("You have the month in hand."))


@blueprint.post("/<month:month>/review/closure")
@needs(Permission.DECIDE_MONTHS)
def let_go(month: date) -> Response:
    """Puts the month back among those that wait."""
    return _act(month, decide_month.let_go, _("The month waits for a decision again."))


@blueprint.route("/<month:month>/approval", methods=["GET", "POST"])
@needs(Permission.DECIDE_MONTHS)
def approval(month: date) -> Response:
    """What deserves a look first, and the button that approves the month."""
    form = ApprovalForm()
    if form.is_submitted() and form.validate():
        told = _("%(unit)s: %(month)s approved.", unit=g.unit.name, month=month_name(month))
        word = form.word.data or None
        return decide(month, form, partial(decide_month.approve, word=word), told)
    page = page_to(Act.APPROVE, month, form)
    show = responses.invalid if form.is_submitted() else responses.page
    told = {"findings": findings_of(page), "lines": changes_to_decide(page)}
    return show("checklists/approval.html", form=form, page=page, **told)


@blueprint.route("/<month:month>/reopening", methods=["GET", "POST"])
@needs(Permission.DECIDE_MONTHS)
def reopening(month: date) -> Response:
    """A form for the reason with which an approved month is opened again."""
    told = _("%(unit)s: %(month)s reopened.", unit=g.unit.name, month=month_name(month))
    verb, template = decide_month.reopen, "checklists/reopening.html"
    return _with_reason(month, Act.REOPEN, ReopeningForm(), verb, template, told)


@blueprint.route("/<month:month>/excuse", methods=["GET", "POST"])
@needs(Permission.DECIDE_MONTHS)
def excuse(month: date) -> Response:
    """A form for the reason why the month need not be handed in."""
    told = _("%(unit)s: %(month)s excused.", unit=g.unit.name, month=month_name(month))
    verb, template = decide_month.excuse, "checklists/excuse.html"
    return _with_reason(month, Act.EXCUSE, ExcuseForm(), verb, template, told)


def _with_reason(
    month: date,
    act: Act,
    form: ReopeningForm | ExcuseForm,
    verb: Callable[[UnitMonth, Reader, str], None],
    template: str,
    told: str,
) -> Response:
    """A decision that has nothing but its reason: the form, and doing it."""
    if form.is_submitted() and form.validate():
        reason = form.reason.data or ""
        return decide(month, form, lambda found, by: verb(found, by, reason), told)
    page = page_to(act, month, form)
    show = responses.invalid if form.is_submitted() else responses.page
    return show(template, form=form, page=page)


def page_to(act: Act, month: date, form: EditForm) -> MonthPage:
    """The month of a form with which somebody decides on it as he sees it now; raises
    MonthRefused where he may not."""
    found = find_month(month)
    found.allow(act, reader_here())
    page = MonthPage(found, reader_here())
    if not form.is_submitted() and found.checklist:
        form.version.data = found.checklist.version
    return page


def decide(
    month: date, form: EditForm, verb: Callable[[UnitMonth, Reader], None], told: str
) -> Response:
    """Do what was decided, unless something happened to the month since the form was drawn."""
    begin_write()
    found = begin_month(month)
    if form.is_first_post():
        found.expect_version(form.version.data)
        verb(found, reader_here())
    db.session.commit()
    where = queue_above(month)
    return responses.saved(where or url_for("checklists.show", month=month), told)


def _act(month: date, verb: Callable[[UnitMonth, Reader], None], told: str) -> Response:
    form, where = EmptyForm(), url_for("checklists.show", month=month)
    if not form.validate():
        return responses.refused(where, _("Press the button again."))
    begin_write()
    found = begin_month(month)
    if form.is_first_post():
        verb(found, reader_here())
    db.session.commit()
    return responses.saved(where, told)
