"""The rules by which a line deserves a look: named, pure, advice and never a refusal."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from models.earlier_lines import Earlier
from models.line import FINISHED, LineState
from models.line_status import LineStatus
from models.live_lines import Place
from models.month_line import NUMBERS, MonthLine
from models.period import periods_before
from models.return_reason import LooksFor
from models.thresholds import USUAL, Thresholds


class Hint(StrEnum):
    """The names of the rules."""

    NOT_MENDED = "not_mended"
    OVERDUE = "overdue"
    CARRIED_OVER = "carried_over"
    NOT_BEGUN = "not_begun"
    FAR_OFF = "far_off"
    CONTRADICTING = "contradicting"
    NOTHING_AGAIN = "nothing_again"
    DIFFICULTY = "difficulty"
    UNPROVEN = "unproven"
    NO_EVIDENCE = "no_evidence"
    NO_NUMBERS = "no_numbers"
    NO_NOTE = "no_note"
    NO_DIFFICULTY = "no_difficulty"


@dataclass(frozen=True)
class Known:
    """What the rules look at beside the line itself.

    `day` is the one as at which the month is read, `evidence` counts photos and files by line
    (activities are evidence as well, and stand on the line),
    `unmended` are assignments sent back and not written since, `learned` is what was missing where
    lines of this unit came back, the most frequent first.
    """

    day: date
    evidence: Mapping[Any, int] = field(default_factory=dict)
    unmended: Collection[int] = ()
    learned: Collection[LooksFor] = ()
    earlier: Earlier = field(default_factory=dict)
    thresholds: Thresholds = USUAL


@dataclass(frozen=True)
class Far:
    """A number that is far from that of the period before."""

    name: str
    before: int
    now: int


@dataclass(frozen=True)
class HintRule:
    """A rule: its name, whether it names a line, and the settings that say from when on.

    What it says in words is in blueprints/checklists/hint_words.py.
    """

    hint: Hint
    names: Callable[[MonthLine, Known], bool]
    thresholds: tuple[str, ...] = ()


def far_numbers(line: MonthLine, known: Known) -> tuple[Far, ...]:
    """The numbers of a done line that are far from those of the period before, handed in done.

    Missing is not zero: what nobody wrote, now or then, is not compared.
    """
    told = [known.earlier.get((line.assignment_id, one)) for one in _before(line, 1)]
    if not known.thresholds.far_times or line.state is not LineState.DONE or not told:
        return ()
    before = told[0]
    if before is None or before.state is not LineState.DONE:
        return ()
    pairs = ((name, getattr(before, name), getattr(line, name)) for name in NUMBERS)
    return tuple(Far(*pair) for pair in pairs if is_far(*pair, known.thresholds))


def is_far(name: str, before: int | None, now: int | None, told: Thresholds) -> bool:
    """Whether a number is far from the one before; missing is not zero, and never far."""
    if before is None or now is None:
        return False
    least = told.far_money if name == "amount" else told.far_least
    is_large = abs(now - before) >= max(least, 1)
    return is_large and max(now, before) >= told.far_times * min(now, before)


def _is_over(line: MonthLine, known: Known) -> bool:
    return line.status_on(known.day) is LineStatus.OVER


def _overdue(line: MonthLine, known: Known) -> bool:
    return _is_over(line, known) and not line.difficulty


def _carried_over(line: MonthLine, known: Known) -> bool:
    least = known.thresholds.late_months
    return bool(least) and line.months_late >= least and line.state not in FINISHED


def _not_begun(line: MonthLine, known: Known) -> bool:
    is_due = line.place is Place.DUE and not _is_over(line, known)
    return is_due and line.state is LineState.NOT_STARTED and not line.difficulty


def _contradicting(line: MonthLine, _known: Known) -> bool:
    return line.times == 0 and any(getattr(line, name) for name in NUMBERS)


def _nothing_again(line: MonthLine, known: Known) -> bool:
    periods = known.thresholds.nothing_periods
    if not periods or line.state is not LineState.NOT_APPLICABLE:
        return False
    keys = [(line.assignment_id, one) for one in _before(line, periods - 1)]
    told = [known.earlier[key].state for key in keys if key in known.earlier]
    return told == [LineState.NOT_APPLICABLE] * (periods - 1)


def _unproven(line: MonthLine, known: Known) -> bool:
    return _lacks_evidence(line, known) and not line.is_counted


def _without_evidence(line: MonthLine, known: Known) -> bool:
    return _lacks_evidence(line, known) and line.is_counted


def _without_numbers(line: MonthLine, known: Known) -> bool:
    is_done = line.state is LineState.DONE
    return is_done and not line.is_counted and not _lacks_evidence(line, known)


def _without_note(line: MonthLine, _known: Known) -> bool:
    return line.state is LineState.DONE and not line.note


def _without_difficulty(line: MonthLine, known: Known) -> bool:
    is_asked = line.place in {Place.DUE, Place.CARRIED_OVER} and not _is_over(line, known)
    return is_asked and line.state is LineState.IN_PROGRESS and not line.difficulty


def _lacks_evidence(line: MonthLine, known: Known) -> bool:
    has_any = line.activities or known.evidence.get(line.line_id, 0)
    return line.state is LineState.DONE and not has_any


def _before(line: MonthLine, count: int) -> list[date]:
    return periods_before(line.cadence, line.period_on, count)


RULES: tuple[HintRule, ...] = (
    HintRule(Hint.NOT_MENDED, lambda line, known: line.assignment_id in known.unmended),
    HintRule(Hint.OVERDUE, _overdue),
    HintRule(Hint.CARRIED_OVER, _carried_over, ("late_months",)),
    HintRule(Hint.NOT_BEGUN, _not_begun),
    HintRule(
        Hint.FAR_OFF,
        lambda line, known: bool(far_numbers(line, known)),
        ("far_times", "far_least", "far_money"),
    ),
    HintRule(Hint.CONTRADICTING, _contradicting),
    HintRule(Hint.NOTHING_AGAIN, _nothing_again, ("nothing_periods",)),
    HintRule(Hint.DIFFICULTY, lambda line, _known: bool(line.difficulty)),
    HintRule(Hint.UNPROVEN, _unproven),
)
"""Those that hold for every unit, the most urgent first."""
LEARNED: dict[LooksFor, HintRule] = {
    LooksFor.EVIDENCE: HintRule(Hint.NO_EVIDENCE, _without_evidence),
    LooksFor.NUMBERS: HintRule(Hint.NO_NUMBERS, _without_numbers),
    LooksFor.NOTE: HintRule(Hint.NO_NOTE, _without_note),
    LooksFor.DIFFICULTY: HintRule(Hint.NO_DIFFICULTY, _without_difficulty),
}
"""Those that a unit is asked after lines of it came back for that. What has neither photo nor
number is UNPROVEN already."""


def rules_for(known: Known) -> list[HintRule]:
    """The rules for a unit: those for all, then what its returns taught, most frequent first."""
    return [*RULES, *(LEARNED[one] for one in known.learned if one in LEARNED)]
