"""Going on with a request to explain: answer, take note, ask further, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.checklists.explanation_words import STEPS, bad_day, by, party_here
from blueprints.explanations import blueprint
from blueprints.explanations.forms import AnswerForm, QuestionForm
from blueprints.explanations.show_page import find, shown
from blueprints.forms import EditForm
from models import explain
from models.base import db
from models.database import StaleVersion
from models.explain import AnswerDayRefused
from models.explanation import Explanation
from models.explanation_acts import ExplanationAct
from models.permissions import Permission
from models.tenancy import begin_write

Verb = Callable[[Explanation], None]


@blueprint.post("/<uuid:explanation_id>/answer")
@needs(Permission.ANSWER_EXPLANATIONS)
def answer(explanation_id: UUID) -> Response:
    """Explains, or adds to what was explained."""
    form = AnswerForm()

    def verb(found: Explanation) -> None:
        explain.answer(found, form.version.data, party_here(), form.answer.data or "")

    return _act(explanation_id, form, verb, _("Explained. Who asked is told."))


@blueprint.post("/<uuid:explanation_id>/question")
@needs(Permission.ASK_EXPLANATIONS)
def question(explanation_id: UUID) -> Response:
    """Asks further under what was answered."""
    form = QuestionForm()

    def verb(found: Explanation) -> None:
        given: tuple[Any, ...] = (form.question.data, form.answer_by.data)
        explain.ask_further(found, form.version.data, party_here(), *given)

    return _act(explanation_id, form, verb, _("Asked further. The unit is told."))


@blueprint.post("/<uuid:explanation_id>/reading")
@needs(Permission.ASK_EXPLANATIONS)
def reading(explanation_id: UUID) -> Response:
    """Takes note of the answer."""
    form = EditForm()

    def verb(found: Explanation) -> None:
        explain.read(found, form.version.data, party_here())

    return _act(explanation_id, form, verb, _("Taken note of. The unit is told."))


@blueprint.post("/<uuid:explanation_id>/withdrawal")
@needs(Permission.ASK_EXPLANATIONS)
def withdrawal(explanation_id: UUID) -> Response:
    """Takes back what is not answered yet."""
    form = EditForm()

    def verb(found: Explanation) -> None:
        explain.withdraw(found, form.version.data, party_here())

    return _act(explanation_id, form, verb, _("Withdrawn. The unit is told."))


def _act(explanation_id: UUID, form: EditForm, verb: Verb, told: str) -> Response:
    # Without what the page joins to it: PostgreSQL locks no outer join.
    explanation = find_own_or_404(Explanation, explanation_id)
    where = url_for("explanations.show", explanation_id=explanation.id)
    if not form.validate():
        return _again(explanation, form, 422)
    begin_write()
    try:
        if form.is_first_post():
            verb(explanation)
        db.session.commit()
    except AnswerDayRefused as error:
        db.session.rollback()
        form["answer_by"].errors = [bad_day(error.why)]
        return _again(explanation, form, 422)
    except StaleVersion:
        db.session.rollback()
        return _overtaken(explanation, form)
    return responses.saved(where, told)


def _overtaken(explanation: Explanation, form: EditForm) -> Response:
    """What somebody else did meanwhile, above what was typed, which can be sent after it."""
    last = explanation.entries[-1]
    _kind, _symbol, words = STEPS[ExplanationAct(last.kind)]
    done = _("%(what)s: %(who)s.", what=words, who=by(last, explanation))
    form.show_present(explanation)
    form.form_errors.append(_("%(done)s Nothing of yours was sent: read this first.", done=done))
    return _again(explanation, form, 409)


def _again(explanation: Explanation, form: EditForm, status: int) -> Response:
    context = shown(find(explanation.id), form)
    answer = responses.page("explanations/show.html", **context)
    answer.status_code = status
    return answer
