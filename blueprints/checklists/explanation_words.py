"""Requests to explain, in words: where they stand, what stands in the way of an act."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_login import current_user

from blueprints.access import may
from blueprints.filters import day, moment
from blueprints.language import label as _l
from models import clock
from models.explanation import Explanation, ExplanationEntry
from models.explanation_acts import (
    BadAnswerDay,
    ExplanationAct,
    ExplanationObstacle,
    ExplanationState,
    Party,
    last_due,
)
from models.permissions import ROLE_PERMISSIONS_BELOW, Permission

STATES: dict[ExplanationState, tuple[str, str, Any]] = {
    ExplanationState.WAITING: ("wait", "hourglass-split", _l("Waits for the explanation")),
    ExplanationState.ANSWERED: ("doing", "chat-dots", _l("Explained")),
    ExplanationState.READ: ("done", "check2-all", _l("Taken note of")),
    ExplanationState.WITHDRAWN: ("none", "dash-circle", _l("Question withdrawn")),
}
"""Of each state: the kind of status, the icon, the words."""

STEPS: dict[ExplanationAct, tuple[str, str, Any]] = {
    ExplanationAct.ASK: ("wait", "chat-dots", _l("Asked to explain")),
    ExplanationAct.ANSWER: ("doing", "send", _l("Explained")),
    ExplanationAct.READ: ("done", "check2-all", _l("Taken note of")),
    ExplanationAct.WITHDRAW: ("none", "dash-circle", _l("Question withdrawn")),
}
"""Of each entry: the kind of status, the icon, the words."""

REFUSALS: dict[ExplanationObstacle, tuple[Any, Any]] = {
    ExplanationObstacle.NO_RIGHT: (
        _l("You cannot do this here"),
        _l("A reviewer or leader of a unit above asks; the unit itself explains."),
    ),
    ExplanationObstacle.UNIT_ENDED: (
        _l("This unit has ended"),
        _l("It cannot explain any more. Ask the unit that took over from it."),
    ),
    ExplanationObstacle.OF_OTHERS: (
        _l("Another unit asked for this"),
        _l("Who asked reads the answer. You can ask the unit yourself."),
    ),
    ExplanationObstacle.OWN_QUESTION: (
        _l("You asked for this yourself"),
        _l("Somebody else of the unit has to explain."),
    ),
    ExplanationObstacle.OWN_ANSWER: (
        _l("You explained this yourself"),
        _l("Somebody else of the unit that asked takes note of it."),
    ),
    ExplanationObstacle.NOT_ANSWERED: (
        _l("The unit has not explained yet"),
        _l("Wait for the explanation, or withdraw the request."),
    ),
    ExplanationObstacle.ANSWERED: (
        _l("The unit has explained meanwhile"),
        _l("Read the explanation; what was answered is not withdrawn."),
    ),
    ExplanationObstacle.READ: (
        _l("The explanation has been taken note of"),
        _l("It is finished. To ask something else, begin a new request."),
    ),
    ExplanationObstacle.WITHDRAWN: (
        _l("The request was withdrawn"),
        _l("Nothing has to be explained any more."),
    ),
}
"""Of each obstacle: what it is, and what to do next."""


def bad_day(why: BadAnswerDay) -> str:
    """What to write instead of a day that is not taken."""
    if why is BadAnswerDay.PASSED:
        return str(_("This day has passed. Write today or a later day."))
    return str(_("Write %(day)s or an earlier day.", day=day(last_due(clock.today()))))


def status_of(explanation: Explanation) -> tuple[str, str, str]:
    """The kind of status, the icon and the words; overdue where its day is over."""
    if explanation.is_overdue:
        return "over", "exclamation-triangle-fill", str(_("Overdue"))
    kind, symbol, words = STATES[ExplanationState(explanation.state)]
    return kind, symbol, str(words)


def party_here() -> Party:
    """The person, as the pure function of the acts knows him."""
    asking = [
        held.unit_id
        for held in g.standing.above
        if Permission.ASK_EXPLANATIONS in ROLE_PERMISSIONS_BELOW[held.role]
    ]
    answers = may(Permission.ANSWER_EXPLANATIONS)
    return Party(current_user.id, answers=answers, asks_for=frozenset(asking))


def step_of(entry: ExplanationEntry, explanation: Explanation) -> dict[str, Any]:
    """An entry as a step of a timeline."""
    kind, symbol, title = STEPS[ExplanationAct(entry.kind)]
    return {
        "at": entry.at,
        "kind": kind,
        "symbol": symbol,
        "title": str(title),
        "sub": by(entry, explanation),
    }


def by(entry: ExplanationEntry, explanation: Explanation) -> str:
    """Who and when; who works above is not known by name below."""
    is_answer = entry.kind == ExplanationAct.ANSWER
    unit = explanation.unit.name if is_answer else explanation.asking_unit.name
    return f"{entry.person.name if entry.person else unit}, {moment(entry.at)}"
