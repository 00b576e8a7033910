"""What a unit above asked of a month beside its handing in: to explain it, and reminders."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _

from blueprints.access import may
from blueprints.checklists.explanation_words import status_of, step_of
from blueprints.filters import day, moment
from models import clock
from models.base import db
from models.explanation import Explanation
from models.explanation_acts import ExplanationState
from models.month_acts import SENT_BACK, Reader
from models.permissions import Permission
from models.remind import REMINDED_IN
from models.reminder import Reminder
from models.unit_month import UnitMonth


class MonthAsked:
    """Of a month: what is to be explained, when the unit was reminded, what this reader may do."""

    def __init__(self, month: UnitMonth, reader: Reader, above: str) -> None:
        self.month, self.reader, self.above = month, reader, above

    @cached_property
    def explanations(self) -> list[Explanation]:
        """What was asked about the month and its lines, the latest first."""
        query = Explanation.of_month(self.month.unit.id, self.month.month.named)
        return list(db.session.scalars(query).unique())

    @cached_property
    def reminders(self) -> list[Reminder]:
        """When the unit was reminded, the earliest first."""
        query = Reminder.of_month([self.month.unit.id], self.month.month.named)
        return list(db.session.scalars(query))

    @property
    def waiting(self) -> list[dict[str, Any]]:
        """What is still to be explained, ready to print."""
        return [_told(one) for one in self.explanations if _is_waiting(one)]

    def told_of(self, assignment_id: int) -> list[dict[str, Any]]:
        """What was asked about a line and not withdrawn."""
        mine = [one for one in self.explanations if one.assignment_id == assignment_id]
        return [_told(one) for one in mine if one.state != ExplanationState.WITHDRAWN]

    @property
    def may_ask(self) -> bool:
        """Whether this reader may ask the unit to explain."""
        return may(Permission.ASK_EXPLANATIONS) and not self.month.unit.has_ended

    @property
    def reminding(self) -> str | None:
        """Where who decides reminds the unit of a month that is late; None where it is not."""
        month, above = self.month.month, g.unit.paths_above
        is_late = clock.today() > month.due_on or self.month.state in SENT_BACK
        is_awaited = self.month.state in REMINDED_IN and not self.month.unit.has_ended
        if not (above and self.reader.decides and is_late and is_awaited):
            return None
        slug = above[-1].split(".")[-2]
        return url_for("reviews.reminders", unit=slug, month=month.named, of=g.unit.slug)

    @property
    def reminded(self) -> str:
        """The day of the last reminder, while the unit is waited for."""
        is_awaited = self.month.state in REMINDED_IN
        return day(self.reminders[-1].day) if self.reminders and is_awaited else ""

    @property
    def steps(self) -> Iterator[dict[str, Any]]:
        """What was asked, answered and reminded of, as steps of a timeline."""
        for one in self.explanations:
            for entry in one.entries:
                yield {**step_of(entry, one), "href": _href(one)}
        for reminder in self.reminders:
            who = reminder.person.name if reminder.person else self.above
            sub = f"{who}, {moment(reminder.at)}"
            title = str(_("Reminded"))
            yield {"at": reminder.at, "kind": "wait", "symbol": "bell", "title": title, "sub": sub}


def _is_waiting(explanation: Explanation) -> bool:
    return explanation.state == ExplanationState.WAITING


def _told(explanation: Explanation) -> dict[str, Any]:
    kind, symbol, words = status_of(explanation)
    if _is_waiting(explanation):
        due = _("Answer by %(day)s", day=day(explanation.due_on))
        words = f"{due} · {words}"
    text = _("%(unit)s asks for an explanation.", unit=explanation.asking_unit.name)
    told = {"href": _href(explanation), "kind": kind, "symbol": symbol, "status": words}
    return {**told, "text": str(text), "question": explanation.questions[-1].text}


def _href(explanation: Explanation) -> str:
    return url_for("explanations.show", unit=g.unit.slug, explanation_id=explanation.id)
