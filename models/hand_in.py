"""Hand a month in, and take it back before it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models import audit, clock
from models.checklist import Checklist, EventKind
from models.deciders import deciders_on
from models.evidence import ids_for
from models.month_acts import Act, MonthState, Reader
from models.month_findings import look_through
from models.month_line import MonthLine
from models.month_tally import count_lines
from models.notification import NotificationKind, notify
from models.unit_month import UnitMonth


def submit(month: UnitMonth, by: Reader, word: str | None = None) -> None:
    """Hand in a month that was locked, with its lines and their evidence as they stand; raises
    MonthRefused.

    Those who decide on the unit are told.
    """
    month.allow(Act.SUBMIT, by)
    checklist = locked_row(month)
    lines = month.lines_now()
    evidence = ids_for([line.line_id for line in lines if line.line_id is not None])
    _count(month, lines, {line_id: len(ids) for line_id, ids in evidence.items()})
    checklist.was, checklist.state = month.state, MonthState.SUBMITTED
    checklist.submitted_at, checklist.submitted_by_id = clock.now(), by.person_id
    checklist.submitted_first_at = checklist.submitted_first_at or checklist.submitted_at
    checklist.note_writer(by.person_id)
    kept = [_with_evidence(line, evidence).as_kept() for line in lines]
    checklist.tell(EventKind.SUBMITTED, by.person_id, word=word or None, lines=kept)
    audit.record("checklist.submitted", checklist)
    _tell_deciders(month)


def take_back(month: UnitMonth, by: Reader) -> None:
    """Take back a month that was locked before anybody reads it; raises MonthRefused."""
    month.allow(Act.TAKE_BACK, by)
    checklist = locked_row(month)
    checklist.state = MonthState(checklist.was)
    checklist.in_hand_of_id = checklist.in_hand_at = None
    checklist.tell(EventKind.TAKEN_BACK, by.person_id)
    audit.record("checklist.taken_back", checklist)


def locked_row(month: UnitMonth) -> Checklist:
    """The row of a month that was locked; TypeError for one that is only read."""
    if month.checklist is None:
        raise TypeError("the month was not locked")
    return month.checklist


def _with_evidence(line: MonthLine, evidence: Mapping[Any, tuple[Any, ...]]) -> MonthLine:
    return replace(line, evidence=evidence.get(line.line_id, ()))


def _count(month: UnitMonth, lines: list[MonthLine], evidence: Mapping[Any, int]) -> None:
    found = look_through(month, lines, evidence).found
    count_lines(locked_row(month), lines, month.as_at, found)


def _tell_deciders(month: UnitMonth) -> None:
    unit = month.unit
    named = month.month.named
    href = f"/{unit.slug}/checklists/{named:%Y-%m}"
    told = {"unit": unit.name, "month": f"{named:%m/%Y}"}
    notify(deciders_on(unit), NotificationKind.MONTH_SUBMITTED, unit.id, href, **told)
