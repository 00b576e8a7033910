"""Asking a unit below to explain: about a month, about a line of it, or about neither."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists.explanation_words import REFUSALS, bad_day, party_here
from blueprints.checklists.month_words import month_inside
from blueprints.checklists.months import find_line, find_month
from blueprints.checklists.refusals import refusal_page
from blueprints.explanations import blueprint
from blueprints.explanations.forms import QuestionForm
from models.base import db
from models.explain import AnswerDayRefused, ExplanationRefused, ask
from models.explanation_acts import ExplanationObstacle, why_not_ask
from models.month_line import MonthLine
from models.permissions import Permission, standing_at
from models.succession import successors_of
from models.tenancy import begin_write
from models.unit import Unit


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Permission.ASK_EXPLANATIONS)
def new() -> Response:
    """A form that asks the unit to explain."""
    return _show(None, None)


@blueprint.route("/<month:month>/new", methods=["GET", "POST"])
@needs(Permission.ASK_EXPLANATIONS)
def new_for_month(month: date) -> Response:
    """A form that asks the unit to explain a month."""
    find_month(month)
    return _show(month, None)


@blueprint.route("/<month:month>/lines/<int:assignment_id>/new", methods=["GET", "POST"])
@needs(Permission.ASK_EXPLANATIONS)
def new_for_line(month: date, assignment_id: int) -> Response:
    """A form that asks the unit to explain a line of a month."""
    _month, line = find_line(month, assignment_id)
    return _show(month, line)


@blueprint.app_errorhandler(ExplanationRefused)
def _refused(error: ExplanationRefused) -> Response:
    """409 with the reason and the way out."""
    db.session.rollback()
    title, text = REFUSALS[error.why]
    steps = [(_("See what the unit was asked"), url_for("explanations.index"))]
    if error.why is ExplanationObstacle.UNIT_ENDED:
        steps = _successors() + steps
    return refusal_page(409, str(title), str(text), steps)


def _successors() -> list[tuple[str, str]]:
    """The units that took over, each with the way to ask it where the person may."""
    units = [unit for unit, _share in db.session.execute(successors_of(g.unit))]
    return [
        (_("Ask %(unit)s", unit=unit.name), url_for("explanations.new", unit=unit.slug))
        for unit in units
        if _may_ask(unit)
    ]


def _may_ask(unit: Unit) -> bool:
    standing = standing_at(unit.path, g.memberships)
    return Permission.ASK_EXPLANATIONS in standing.permissions


def _show(month: date | None, line: MonthLine | None) -> Response:
    form = QuestionForm()
    context = _context(month, line)
    if form.is_submitted():
        if not form.validate():
            return responses.invalid("explanations/new.html", form, **context)
        return _ask(month, line, form)
    why = why_not_ask(party_here(), is_unit_ended=g.unit.has_ended)
    if why is not None:
        raise ExplanationRefused(why)
    return responses.page("explanations/new.html", form=form, **context)


def _ask(month: date | None, line: MonthLine | None, form: QuestionForm) -> Response:
    begin_write()
    told = _("%(unit)s has been asked to explain.", unit=g.unit.name)
    try:
        where = _act(month, line, form) if form.is_first_post() else url_for("explanations.index")
        db.session.commit()
    except AnswerDayRefused as error:
        db.session.rollback()
        form.answer_by.errors = [bad_day(error.why)]
        return responses.invalid("explanations/new.html", form, **_context(month, line))
    return responses.saved(where, told)


def _act(month: date | None, line: MonthLine | None, form: QuestionForm) -> str:
    """Ask, for the unit from which the person has the right; the address of what was made."""
    asking = g.standing.source_of(Permission.ASK_EXPLANATIONS).unit_id
    given: tuple[Any, ...] = (form.question.data, form.answer_by.data)
    made = ask(
        g.unit,
        asking,
        party_here(),
        *given,
        month_on=month,
        assignment_id=line.assignment_id if line else None,
    )
    db.session.flush()
    return url_for("explanations.show", explanation_id=made.id)


def _context(month: date | None, line: MonthLine | None) -> dict[str, object]:
    return {
        "month_label": month_inside(month) if month else "",
        "line": line,
        "back": _back(month, line),
    }


def _back(month: date | None, line: MonthLine | None) -> str:
    if month is None:
        return url_for("explanations.index")
    if line is None:
        return url_for("checklists.show", month=month)
    return url_for("checklists.line", month=month, assignment_id=line.assignment_id)
