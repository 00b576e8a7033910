"""What deserves a look before a month is submitted, or decided on: hints, never a refusal."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select

from models import clock
from models.base import db
from models.checklist import ChecklistEvent, ReturnedLine
from models.line import FINISHED, LineState
from models.line_status import LineStatus
from models.live_lines import Place
from models.month_line import NUMBERS, MonthLine
from models.return_reason import ReturnReason

LOOKED_BACK = timedelta(days=365)
"""How far back returns are remembered."""
LONG_LATE = 3
"""After so many months a line is named to who decides, even where the difficulty is written."""


class Lack(StrEnum):
    """What a line lacks, the most urgent first."""

    NOT_MENDED = "not_mended"
    OVERDUE = "overdue"
    CARRIED_OVER = "carried_over"
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
    evidence: Mapping[Any, int],
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


def findings_for_decider(
    lines: Collection[MonthLine],
    day: date,
    *,
    evidence: Mapping[Any, int],
    returned: ChecklistEvent | None,
    returned_for: Collection[str],
) -> list[Finding]:
    """What who decides looks at first: what the unit was told before it submitted, lines done
    without photo, file or number, and lines carried over for LONG_LATE months.

    `returned` is the last return, whose lines were to be mended.
    """
    unmended = _unmended(lines, returned)
    found = findings(lines, day, evidence=evidence, unmended=unmended, returned_for=returned_for)
    named = {finding.line.assignment_id for finding in found}
    others = [line for line in lines if line.assignment_id not in named]
    return [
        *found,
        *(Finding(line, Lack.CARRIED_OVER) for line in others if _is_long_late(line)),
        *(Finding(line, Lack.NO_EVIDENCE) for line in others if _is_unproven(line, evidence)),
    ]


def _is_long_late(line: MonthLine) -> bool:
    return line.months_late >= LONG_LATE and line.state not in FINISHED


def _is_unproven(line: MonthLine, evidence: Mapping[Any, int]) -> bool:
    is_done = line.state is LineState.DONE and line.place is not Place.UPCOMING
    return is_done and not _is_counted(line) and not evidence.get(line.line_id, 0)


def _is_counted(line: MonthLine) -> bool:
    return any(getattr(line, name) is not None for name in NUMBERS)


def _unmended(lines: Collection[MonthLine], returned: ChecklistEvent | None) -> list[int]:
    if returned is None:
        return []
    sent_back = {one.assignment_id for one in returned.returned}
    return [
        line.assignment_id
        for line in lines
        if line.assignment_id in sent_back
        and (line.written_at is None or line.written_at <= returned.at)
    ]


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
    lacks = {
        ReturnReason.NO_EVIDENCE: not evidence,
        ReturnReason.NUMBERS_MISSING: not _is_counted(line),
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
