"""The lines that an activity may fill, as the form and the page of it show them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from flask_babel import gettext as _

from blueprints.activities.match_boxes import DONE, GOES_ON, Boxes, suffix_of
from blueprints.activities.match_words import because
from blueprints.checklists.month_words import month_inside
from blueprints.checklists.months import reader_here
from models.activity_link import ActivityLine, Key
from models.line import FINISHED
from models.match_activity import Choice
from models.match_facts import LineKey, Logged, Proposal, Reason
from models.match_lines import LabelledLine, is_done_with, lines_of, proposals_among
from models.month_acts import Act as MonthAct
from models.month_line import MonthLine
from models.unit_month import UnitMonth


@dataclass
class MatchRow:
    """One line to tick; `by_itself` is how the box stands before anybody touches it."""

    line: str
    number: str
    text: str
    because: str
    by_itself: bool
    is_ticked: bool
    state: str
    asks_state: bool


@dataclass
class Matches:
    """The rows of the month of an activity's day, and the other lines of it to choose from."""

    month: str
    rows: list[MatchRow] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)


class Matching:
    """An activity beside the lines of its month: what is proposed, what it fills already."""

    def __init__(
        self,
        month: UnitMonth,
        logged: Logged,
        *,
        kept: Iterable[LabelledLine] = (),
        activity_id: uuid.UUID | None = None,
    ) -> None:
        self.month, self.logged = month, logged
        self.kept, self.activity_id = {LineKey(*one.match.key): one for one in kept}, activity_id

    @cached_property
    def lines(self) -> dict[LineKey, MonthLine]:
        return lines_of(self.month)

    @cached_property
    def proposed(self) -> dict[LineKey, Proposal]:
        unit_id = self.month.unit.id
        found = proposals_among(self.lines, self.logged, unit_id, self.activity_id)
        return {one.key: one for one in found}

    def shown(self, boxes: Boxes) -> Matches:
        """What is kept and proposed, and what was ticked by hand, each as the person left it."""
        lines = self.lines
        ticked = [key for key in lines if boxes.is_ticked(suffix_of(key))]
        keys = dict.fromkeys([*self.kept, *self.proposed, *ticked])
        rows = [self._row(key, boxes) for key in keys]
        others = [(suffix_of(key), _label(line)) for key, line in lines.items() if key not in keys]
        return Matches(month_inside(self.month.month.named), rows, others)

    def choices(self, boxes: Boxes) -> dict[Key, Choice]:
        """The lines that it is to fill: what it fills now and was not unticked, and what is ticked
        of the lines of its month."""
        left = {key for key in self.kept if not boxes.is_unticked(suffix_of(key))}
        ticked = {key for key in self.lines if self._is_meant(key, boxes)}
        return {key: self._choice(key, boxes) for key in left | ticked}

    def _is_meant(self, key: LineKey, boxes: Boxes) -> bool:
        """A box that nobody touched may stand there for what was typed a moment ago."""
        name = suffix_of(key)
        by_hand = boxes.chosen_by_hand(name) is not None
        return boxes.is_ticked(name) and (by_hand or self._is_ticked_by_itself(key))

    def _choice(self, key: LineKey, boxes: Boxes) -> Choice:
        reasons = tuple(reason.as_kept() for reason in self._reasons(key))
        return Choice(boxes.state(suffix_of(key)) != GOES_ON, reasons or None)

    def _reasons(self, key: LineKey) -> tuple[Reason, ...]:
        if key in self.kept:
            return reasons_of(self.kept[key].match)
        return self.proposed[key].reasons if key in self.proposed else ()

    def _row(self, key: LineKey, boxes: Boxes) -> MatchRow:
        name, line = suffix_of(key), self.lines.get(key)
        label = line or self.kept[key]  # the day of what it fills may have been changed since
        by_itself, by_hand = self._is_ticked_by_itself(key), boxes.chosen_by_hand(name)
        return MatchRow(
            line=name,
            number=label.number,
            text=label.text,
            because=because(self._reasons(key)) or _("chosen by hand"),
            by_itself=by_itself,
            is_ticked=by_itself if by_hand is None else by_hand,
            state=boxes.state(name) or self._state_of(line),
            asks_state=self._asks_state(key, line),
        )

    def _state_of(self, line: MonthLine | None) -> str:
        return DONE if line is None or is_done_with(line, self.month) else GOES_ON

    def _asks_state(self, key: LineKey, line: MonthLine | None) -> bool:
        if line is None or line.state in FINISHED or key in self.kept:
            return False
        return self.month.obstacle(MonthAct.WRITE, reader_here()) is None

    def _is_ticked_by_itself(self, key: LineKey) -> bool:
        """Where it fills lines already, nothing else is ticked beforehand: that was decided."""
        if self.kept:
            return key in self.kept
        return key in self.proposed and self.proposed[key].is_sure


def reasons_of(match: ActivityLine) -> tuple[Reason, ...]:
    """The reasons that were shown when a match was confirmed."""
    return tuple(Reason.from_kept(kept) for kept in match.reasons or ())


def _label(line: MonthLine) -> str:
    return f"{line.number} {line.text}".strip()
