"""Ask a unit below to explain, answer, read the answer, ask further, withdraw what was asked.

Each act appends an entry; the bound unit is the one that explains.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models import audit
from models.base import db
from models.clock import today
from models.database import expect_version
from models.deciders import heads_of, officers_of
from models.explanation import Explanation, ExplanationEntry
from models.explanation_acts import (
    BadAnswerDay,
    ExplanationAct,
    ExplanationObstacle,
    Party,
    state_after,
    why_not,
    why_not_ask,
    why_not_due,
)
from models.notification import NotificationKind, notify
from models.unit import Unit


class ExplanationRefused(Exception):
    """What may not be asked, or done with what was asked, now."""

    def __init__(self, why: ExplanationObstacle) -> None:
        super().__init__(why)
        self.why = why


class AnswerDayRefused(Exception):
    """A last day to answer that is not taken."""

    def __init__(self, why: BadAnswerDay) -> None:
        super().__init__(why)
        self.why = why


def ask(
    unit: Unit,
    asking_unit_id: int,
    by: Party,
    question: str,
    due_on: date,
    *,
    month_on: date | None = None,
    assignment_id: int | None = None,
) -> Explanation:
    """Ask the bound unit to explain by a day; raises ExplanationRefused, AnswerDayRefused.

    Its officers are told.
    """
    why = why_not_ask(by, is_unit_ended=unit.has_ended)
    if why is not None or asking_unit_id not in by.asks_for:
        raise ExplanationRefused(why or ExplanationObstacle.OF_OTHERS)
    _refuse_day(due_on)
    explanation = Explanation(
        asking_unit_id=asking_unit_id,
        month_on=month_on,
        assignment_id=assignment_id,
        due_on=due_on,
    )
    _append(explanation, ExplanationAct.ASK, by, question, due_on)
    db.session.add(explanation)
    audit.record("explanation.asked", explanation)
    _tell(explanation, unit, NotificationKind.EXPLANATION_ASKED, officers_of(unit.id))
    return explanation


def ask_further(
    explanation: Explanation, version: int | None, by: Party, question: str, due_on: date
) -> None:
    """Ask again under what was answered; raises StaleVersion, ExplanationRefused,
    AnswerDayRefused. The unit is told."""
    _refuse_day(due_on)
    _do(explanation, version, ExplanationAct.ASK, by, question, due_on)
    explanation.due_on = due_on
    audit.record("explanation.asked", explanation)
    unit = explanation.unit
    people = {*officers_of(unit.id), *(one.person_id for one in explanation.answers)}
    _tell(explanation, unit, NotificationKind.EXPLANATION_ASKED, people)


def answer(explanation: Explanation, version: int | None, by: Party, text: str) -> None:
    """Explain, or add to what was explained; raises StaleVersion, ExplanationRefused.

    Who asked is told; where he is no longer there, those who decide at the unit above.
    """
    _do(explanation, version, ExplanationAct.ANSWER, by, text)
    audit.record("explanation.answered", explanation)
    kind, unit = NotificationKind.EXPLANATION_ANSWERED, explanation.unit
    if not _tell(explanation, unit, kind, {one.person_id for one in explanation.questions}):
        _tell(explanation, unit, kind, heads_of(explanation.asking_unit_id))


def read(explanation: Explanation, version: int | None, by: Party) -> None:
    """Take note of the answer; raises StaleVersion, ExplanationRefused. Who answered is told."""
    _do(explanation, version, ExplanationAct.READ, by)
    audit.record("explanation.read", explanation)
    people = {one.person_id for one in explanation.answers}
    _tell(explanation, explanation.unit, NotificationKind.EXPLANATION_READ, people)


def withdraw(explanation: Explanation, version: int | None, by: Party) -> None:
    """Take back what is not answered yet; raises StaleVersion, ExplanationRefused. The unit is
    told."""
    _do(explanation, version, ExplanationAct.WITHDRAW, by)
    audit.record("explanation.withdrawn", explanation)
    unit = explanation.unit
    _tell(explanation, unit, NotificationKind.EXPLANATION_WITHDRAWN, officers_of(unit.id))


def _do(
    explanation: Explanation,
    version: int | None,
    act: ExplanationAct,
    by: Party,
    text: str | None = None,
    due_on: date | None = None,
) -> None:
    expect_version(explanation, version)
    asked = explanation.as_asked
    why = why_not(act, by, asked)
    if why is not None:
        raise ExplanationRefused(why)
    explanation.state = state_after(act, asked)
    _append(explanation, act, by, text, due_on)


def _append(
    explanation: Explanation,
    act: ExplanationAct,
    by: Party,
    text: str | None,
    due_on: date | None = None,
) -> None:
    entry = ExplanationEntry(kind=act, person_id=by.person_id, text=text, due_on=due_on)
    explanation.entries.append(entry)


def _refuse_day(due_on: date) -> None:
    bad = why_not_due(due_on, today())
    if bad is not None:
        raise AnswerDayRefused(bad)


def _tell(
    explanation: Explanation, unit: Unit, kind: NotificationKind, people: Iterable[int]
) -> int:
    above = db.session.get_one(Unit, explanation.asking_unit_id)
    told = {"unit": unit.name, "above": above.name, "due_on": str(explanation.due_on)}
    href = f"/{unit.slug}/explanations/{explanation.id}"
    return notify(people, kind, unit.id, href, **told)
