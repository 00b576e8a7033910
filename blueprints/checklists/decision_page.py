"""What the page of a month shows to who decides on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask import g, url_for
from flask_babel import gettext as _

from blueprints.checklists.event_words import WORDS, by_whom
from blueprints.checklists.month_words import changed_since_submission, refusal
from blueprints.filters import moment
from models.checklist import ChecklistEvent, EventKind
from models.deciders import name_of
from models.month_acts import AWAITED, Act, Obstacle, Reader
from models.month_since import entries_since_decision
from models.unit_month import UnitMonth

_HAPPENED = {
    Obstacle.SUBMITTED,
    Obstacle.IN_REVIEW,
    Obstacle.EXCUSED,
    Obstacle.APPROVED,
    Obstacle.NOT_SUBMITTED,
    Obstacle.NOT_APPROVED,
    Obstacle.IN_OTHER_HANDS,
    Obstacle.NOT_IN_HAND,
    Obstacle.ACTED_ON,
}
"""What somebody else has done: it is told who, and when."""


@dataclass(frozen=True)
class MonthDeciding:
    """Where a month stands for who decides, and what he may do now."""

    month: UnitMonth
    reader: Reader

    @property
    def version(self) -> int | None:
        """The version of the month that he sees."""
        return self.month.checklist.version if self.month.checklist else None

    @cached_property
    def may_take_in_hand(self) -> bool:
        return self._may(Act.TAKE_IN_HAND)

    @cached_property
    def may_let_go(self) -> bool:
        return self._may(Act.LET_GO)

    @cached_property
    def may_approve(self) -> bool:
        return self._against_approving is None

    @cached_property
    def may_return(self) -> bool:
        return self._may(Act.RETURN)

    @cached_property
    def may_reopen(self) -> bool:
        return self._may(Act.REOPEN)

    @cached_property
    def may_excuse(self) -> bool:
        return self._may(Act.EXCUSE)

    @cached_property
    def may_act(self) -> bool:
        """Whether the page's bar has a button for him."""
        return self.may_approve or self.may_return

    @property
    def is_awaited(self) -> bool:
        """Whether the month waits for a decision."""
        return self.month.state in AWAITED

    @cached_property
    def why_not(self) -> tuple[str, str] | None:
        """Why he cannot approve a month that waits for it."""
        why = self._against_approving
        return refusal_to(self.reader, why, self.month) if why and self.is_awaited else None

    @property
    def on_behalf_of(self) -> str:
        """Who delegated the decision to him; nothing where he decides in his own right."""
        return self.reader.delegated.giver_name if self.reader.delegated else ""

    @property
    def submitted(self) -> str:
        """Who handed it in, and when."""
        return _by(self.month.handed_in) if self.month.handed_in else ""

    @property
    def word(self) -> str:
        """What who handed it in wrote to who decides."""
        return (self.month.handed_in.word or "") if self.month.handed_in else ""

    @cached_property
    def changed(self) -> str:
        """How much the unit changed in what was decided on before; empty where nothing was."""
        entries = entries_since_decision(self.month) if self.is_awaited else []
        return changed_since_submission(len(entries)) if entries else ""

    @property
    def to_see(self) -> int:
        """How many lines deserved a look when it was handed in; 0 where he cannot approve it."""
        checklist = self.month.checklist
        if checklist is None or not (self.is_awaited and self.may_approve):
            return 0
        return checklist.lines_to_see or 0

    @cached_property
    def in_hand(self) -> str:
        """Who reads it, and since when; nothing where nobody does."""
        checklist = self.month.checklist
        if checklist is None or checklist.in_hand_of_id is None:
            return ""
        reader_id = checklist.in_hand_of_id
        known = (
            one.person.name
            for one in self.month.events
            if one.person_id == reader_id and one.person
        )
        name = next(known, None) or name_of(reader_id)
        return str(_("%(name)s, since %(at)s", name=name, at=moment(checklist.in_hand_at)))

    @cached_property
    def _against_approving(self) -> Obstacle | None:
        """Asked once: it reads the months of the units below."""
        return self.month.obstacle(Act.APPROVE, self.reader)

    def _may(self, act: Act) -> bool:
        return self.month.obstacle(act, self.reader) is None


def queue_above(named: date) -> str | None:
    """The reviews of the unit above; None above the highest."""
    above = g.unit.paths_above
    if not above:
        return None
    return url_for("reviews.show", unit=above[-1].split(".")[-2], month=named)


def refusal_to(
    reader: Reader, why: Obstacle, month: UnitMonth, approved_with: date | None = None
) -> tuple[str, str]:
    """What stands in the way, and what to do next; who decides reads what somebody else did."""
    title, text = refusal(why, month, approved_with)
    if not reader.decides or why not in _HAPPENED or not month.events:
        return title, text
    last = month.events[-1]
    _kind, _symbol, words = WORDS[EventKind(last.kind)]
    return title, str(_("%(what)s: %(who)s.", what=words, who=_by(last)))


def _by(event: ChecklistEvent) -> str:
    name = event.person.name if event.person else name_of(event.person_id)
    giver, is_delegated = name_of(event.on_behalf_of_id), event.on_behalf_of_id is not None
    return f"{by_whom(name, giver, g.unit.name, is_delegated=is_delegated)}, {moment(event.at)}"
