"""What deserves a look in a month: the same for who submits it, for who decides on it, and for the
count in the list of months."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from models import clock
from models.base import db
from models.checklist import ChecklistEvent, ReturnedLine
from models.earlier_lines import earlier_lines
from models.hint_rules import Far, Hint, HintRule, Known, far_numbers, rules_for
from models.live_lines import Place
from models.month_line import MonthLine
from models.return_reason import LooksFor
from models.thresholds import Thresholds
from models.unit_month import UnitMonth

LOOKED_BACK = timedelta(days=365)
"""How far back returns are remembered."""


@dataclass(frozen=True)
class Finding:
    """A line that a rule names; `far` are the numbers that FAR_OFF means."""

    line: MonthLine
    hint: Hint
    far: tuple[Far, ...] = ()


@dataclass(frozen=True)
class Look:
    """What was found in a month, and the thresholds by which."""

    found: list[Finding]
    thresholds: Thresholds


def findings(lines: Collection[MonthLine], known: Known) -> list[Finding]:
    """What the rules name of the lines of a month, rule by rule, the most urgent first."""
    present = [line for line in lines if line.place is not Place.UPCOMING]
    return [
        _finding(rule, line, known)
        for rule in rules_for(known)
        for line in present
        if rule.names(line, known)
    ]


def look_through(
    month: UnitMonth, lines: Collection[MonthLine], evidence: Mapping[Any, int]
) -> Look:
    """What deserves a look in a month, by the thresholds of the unit that decides on it.

    Three queries at most, beside those of the month: returns, earlier lines and their activities.
    """
    thresholds = month.thresholds
    known = Known(
        day=month.as_at,
        evidence=evidence,
        unmended=unmended(lines, month.returned_last),
        learned=returned_for(month.unit.id),
        earlier=earlier_lines(month.unit.id, lines, thresholds),
        thresholds=thresholds,
    )
    return Look(findings(lines, known), thresholds)


def unmended(lines: Collection[MonthLine], returned: ChecklistEvent | None) -> set[int]:
    """The assignments whose lines were sent back and have not been written since."""
    if returned is None:
        return set()
    written = {line.assignment_id: line.written_at for line in lines}
    sent_back = [one.assignment_id for one in returned.returned]
    return {key for key in sent_back if (written.get(key) or returned.at) <= returned.at}


def returned_for(unit_id: int) -> list[LooksFor]:
    """What was missing where a unit was sent lines back in the last year, most frequent first."""
    number = func.count()
    query = (
        select(ReturnedLine.looks_for)
        .join(ChecklistEvent, ChecklistEvent.id == ReturnedLine.event_id)
        .where(
            ReturnedLine.unit_id == unit_id,
            ReturnedLine.looks_for != LooksFor.NOTHING,
            ChecklistEvent.at >= clock.now() - LOOKED_BACK,
        )
        .group_by(ReturnedLine.looks_for)
        .order_by(number.desc(), ReturnedLine.looks_for)
    )
    return [LooksFor(one) for one in db.session.scalars(query)]


def _finding(rule: HintRule, line: MonthLine, known: Known) -> Finding:
    is_far = rule.hint is Hint.FAR_OFF
    return Finding(line, rule.hint, far_numbers(line, known) if is_far else ())
