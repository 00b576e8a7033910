"""Approving the months of several units at once: each by itself, each with its own result."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date

from flask import abort, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists.decision_page import refusal_to
from blueprints.delegations.words import told_of
from blueprints.forms import EmptyForm
from blueprints.keys import row_key
from blueprints.reviews import blueprint
from blueprints.reviews.ticked import Ticked, units_ticked
from models.base import db
from models.decide_month import approve
from models.delegates import DelegationEnded
from models.month_acts import Reader
from models.permissions import Permission
from models.tenancy import begin_write, narrowed
from models.unit_month import MonthRefused, NoSuchMonth, lock_month

log = logging.getLogger("mangnon.reviews")


@dataclass(frozen=True)
class Result:
    """What became of one unit's month: approved, or why not."""

    name: str
    href: str
    why: str = ""


@blueprint.post("/<month:month>/approval")
@needs(Permission.DECIDE_BELOW)
def approval(month: date) -> Response:
    """Approves the months of the ticked units; one that cannot be does not stop the others."""
    form, queue = EmptyForm(), url_for("reviews.show", month=month)
    ticked = _ticked()
    if not ticked:
        return responses.refused(queue, _("Tick at least one unit."))
    begin_write()
    is_first = form.is_first_post()
    db.session.commit()
    results = [_approve(unit, version, month) for unit, version in ticked] if is_first else []
    done = [result for result in results if not result.why]
    told = ngettext("%(num)d month approved.", "%(num)d months approved.", len(done))
    if len(done) == len(results):
        return responses.saved(queue, told if done else None)
    return responses.page("reviews/results.html", results=results, told=told, back=queue)


def _ticked() -> list[tuple[Ticked, int]]:
    """The units whose months are to be approved, with the version that was seen; 404 for one that
    is not directly below."""
    seen = dict(_parsed(text) for text in request.form.getlist("unit"))
    return [(unit, seen[unit.id]) for unit in units_ticked(seen)]


def _parsed(text: str) -> tuple[int, int]:
    key, _dash, version = text.partition("-")
    try:
        return row_key(key), row_key(version)
    except ValueError:
        abort(404)


def _approve(unit: Ticked, version: int, named: date) -> Result:
    reader = unit.reader
    href = url_for("checklists.show", unit=unit.slug, month=named)
    with narrowed(unit.id):
        return Result(unit.name, href, _why_not(reader, version, named))


def _why_not(reader: Reader, version: int, named: date) -> str:
    """Approve the month of the bound unit; why not, where it could not be done."""
    begin_write()
    try:
        month = lock_month(named)
        month.expect_version(version)
        approve(month, reader)
        db.session.commit()
    except (MonthRefused, NoSuchMonth, DelegationEnded, SQLAlchemyError) as error:
        why = _said(error, reader)
        db.session.rollback()
        return why
    return ""


def _said(error: Exception, reader: Reader) -> str:
    if isinstance(error, MonthRefused):
        return ". ".join(refusal_to(reader, error.why, error.month))
    if isinstance(error, NoSuchMonth):
        return str(_("The unit did not exist in this month."))
    if isinstance(error, DelegationEnded):
        return ". ".join(told_of(error.ended))
    log.error("a month was not approved", exc_info=error)
    return str(_("The portal could not save this. Try again."))
