"""The page of a request to explain: the thread, and the forms of who may go on with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g, url_for

from blueprints.checklists.explanation_words import party_here, status_of, step_of
from blueprints.checklists.month_words import month_name
from blueprints.explanations.forms import AnswerForm, QuestionForm
from blueprints.filters import day
from blueprints.forms import EditForm, EmptyForm
from models.base import db
from models.explanation import Explanation, ExplanationEntry
from models.explanation_acts import ExplanationAct, why_not


def find(explanation_id: UUID) -> Explanation:
    """A request to the unit of the URL, in full; 404 for another one."""
    query = Explanation.of(g.unit.id).where(Explanation.id == explanation_id)
    found = db.session.scalars(Explanation.in_full(query)).unique().one_or_none()
    return found or abort(404)


def shown(explanation: Explanation, posted: EditForm | None = None) -> dict[str, Any]:
    """What the page needs; `posted` is the form that was filled in and not taken."""
    party, asked = party_here(), explanation.as_asked
    acts = [act for act in ExplanationAct if why_not(act, party, asked) is None]
    return {
        "explanation": explanation,
        "status": status_of(explanation),
        "month": _month(explanation),
        "steps": [_step(entry, explanation) for entry in explanation.entries],
        "acts": acts,
        "is_asking": explanation.asking_unit_id in party.asks_for,
        "form": posted or EmptyForm(formdata=None),
        "answer": _form(AnswerForm, explanation, posted),
        "question": _form(QuestionForm, explanation, posted),
        "unsent": _unsent(posted, acts),
    }


def _form(kind: type[EditForm], explanation: Explanation, posted: EditForm | None) -> EditForm:
    form = posted if isinstance(posted, kind) else kind(formdata=None)
    if form is not posted:
        form.version.data = explanation.version
    return form


def _step(entry: ExplanationEntry, explanation: Explanation) -> dict[str, Any]:
    told = step_of(entry, explanation)
    told["text"] = entry.text
    if entry.due_on:
        told["due"] = day(entry.due_on)
    return told


def _unsent(posted: EditForm | None, acts: list[ExplanationAct]) -> str:
    """What was written and cannot be sent any more."""
    if isinstance(posted, AnswerForm) and ExplanationAct.ANSWER not in acts:
        return posted.answer.data or ""
    if isinstance(posted, QuestionForm) and ExplanationAct.ASK not in acts:
        return posted.question.data or ""
    return ""


def _month(explanation: Explanation) -> tuple[str, str] | None:
    """The month that is asked about, or the line in it, with its address."""
    named, key = explanation.month_on, explanation.assignment_id
    if named is None:
        return None
    if key is None:
        return month_name(named), url_for("checklists.show", month=named)
    return month_name(named), url_for("checklists.line", month=named, assignment_id=key)
