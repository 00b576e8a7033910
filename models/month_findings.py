"""What deserves a last look before a month is submitted: hints, never a refusal."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import func, select

from models import clock
from models.base import db
from models.checklist import ChecklistEvent, ReturnedLine
from models.line import LineState
from models.line_status import LineStatus
from models.live_lines import Place
from models.month_line import NUMBERS, MonthLine
from models.return_reason import ReturnReason

LOOKED_BACK = timedelta(days=365)
"""How far back returns are remembered."""


class Lack(StrEnum):
    """What a line lacks, the most urgent first."""

    NOT_MENDED = "not_mended"
    OVERDUE = "overdue"
    NOT_BEGUN = "not_begun"
    NO_EVIDENCE = "no_evidence"
    NO_NUMBERS = "no_numbers"
    NO_NOTE = "no_note"
    NOTHING_SAID = "nothing_said"


@dataclass(frozen=True)
class Finding:
    """One lack of one line."""

    line: MonthLine
    lack: Lack


_LEARNED = {
    ReturnReason.NO_EVIDENCE: Lack.NO_EVIDENCE,
    ReturnReason.NUMBERS_MISSING: Lack.NO_NUMBERS,
    ReturnReason.NOTE_MISSING: Lack.NO_NOTE,
}


def findings(
    lines: Collection[MonthLine],
    day: date,
    *,
    evidence: Mapping[object, int],
    unmended: Collection[int] = (),
    returned_for: Collection[str] = (),
) -> list[Finding]:
    """What the lines of a month lack as at a day, by urgency and then in their order.

    `evidence` counts by line, `unmended` are assignments sent back and not written since,
    `returned_for` the reasons for which the unit was sent lines back before.
    """
    found = [
        Finding(line, lack)
        for line in lines
        if line.place is not Place.UPCOMING
        for lack in _lacks(line, day, evidence.get(line.line_id, 0), unmended, returned_for)
    ]
    order = list(Lack)
    return sorted(found, key=lambda finding: order.index(finding.lack))


def _lacks(
    line: MonthLine,
    day: date,
    evidence: int,
    unmended: Collection[int],
    returned_for: Collection[str],
) -> Iterator[Lack]:
    if line.assignment_id in unmended:
        yield Lack.NOT_MENDED
    elif line.state is LineState.DONE:
        yield from _of_done(line, evidence, returned_for)
    elif line.state is not LineState.NOT_APPLICABLE and not line.difficulty:
        yield from _of_unfinished(line, day)


def _of_done(line: MonthLine, evidence: int, returned_for: Collection[str]) -> Iterator[Lack]:
    is_counted = any(getattr(line, name) is not None for name in NUMBERS)
    lacks = {
        ReturnReason.NO_EVIDENCE: not evidence,
        ReturnReason.NUMBERS_MISSING: not is_counted,
        ReturnReason.NOTE_MISSING: not line.note,
    }
    learned = [_LEARNED[reason] for reason in lacks if lacks[reason] and reason in returned_for]
    yield from learned
    if not learned and all(lacks.values()):
        yield Lack.NOTHING_SAID


def _of_unfinished(line: MonthLine, day: date) -> Iterator[Lack]:
    if line.status_on(day) is LineStatus.OVER:
        yield Lack.OVERDUE
    elif line.state is LineState.NOT_STARTED and line.place is Place.DUE:
        yield Lack.NOT_BEGUN


def returned_for(unit_id: int) -> list[str]:
    """For what a unit was sent lines back in the last year, the most frequent reason first."""
    number = func.count()
    query = (
        select(ReturnedLine.reason)
        .join(ChecklistEvent, ChecklistEvent.id == ReturnedLine.event_id)
        .where(ReturnedLine.unit_id == unit_id, ChecklistEvent.at >= clock.now() - LOOKED_BACK)
        .group_by(ReturnedLine.reason)
        .order_by(number.desc())
    )
    return list(db.session.scalars(query))
