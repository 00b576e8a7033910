"""The months of the demo as the acts would have left them: for many units at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.checklist import Checklist, ChecklistWriter, EventKind, ReturnedLine
from models.clock import vietnam_day
from models.demo_logged import filled_with
from models.demo_steps import RETURNS, Step
from models.demo_story import Row
from models.demo_told import Told
from models.earlier_lines import EarlierLine, Key
from models.hint_rules import Known
from models.live_lines import Written, lines_of
from models.month_acts import MonthState
from models.month_calendar import DEFAULT_RULES, Month
from models.month_findings import findings
from models.month_line import NUMBERS, MonthLine
from models.month_tally import count_lines
from models.return_reason import Reason
from models.unit_month import SETTLED

_AFTER = {
    EventKind.SUBMITTED: MonthState.SUBMITTED,
    EventKind.TAKEN_IN_HAND: MonthState.IN_REVIEW,
    EventKind.RETURNED: MonthState.RETURNED,
    EventKind.APPROVED: MonthState.APPROVED,
}
_DECISIONS = {EventKind.RETURNED, EventKind.APPROVED}
_WHEN = ("period_on", "state", "begun_in", "done_in", "done_on")
_SAID = ("reason", "difficulty", "note", *NUMBERS, "written_at")


def state_after(steps: Sequence[Step]) -> MonthState:
    """Where a month stands after what happened to it."""
    return _AFTER[steps[-1].kind] if steps else MonthState.OPEN


def checklist_of(told: Told, month: Month) -> Checklist:
    """The row of a month that was handed in at least once, with what happened to it."""
    steps, unit_id = told.steps[month.named], told.unit.id
    handed_in = [step.at for step in steps if step.kind == EventKind.SUBMITTED]
    decided = [step.at for step in steps if step.kind in _DECISIONS]
    is_in_hand = state_after(steps) is MonthState.IN_REVIEW
    checklist = Checklist(
        unit_id=unit_id,
        month_on=month.named,
        state=state_after(steps),
        was=MonthState.OPEN if len(handed_in) == 1 else MonthState.RETURNED,
        submitted_first_at=handed_in[0],
        submitted_at=handed_in[-1],
        submitted_by_id=told.writer_id,
        in_hand_of_id=told.decider_id if is_in_hand else None,
        in_hand_at=steps[-1].at if is_in_hand else None,
        decided_at=decided[-1] if decided else None,
    )
    checklist.writers.append(ChecklistWriter(unit_id=unit_id, person_id=told.writer_id))
    for step in steps:
        _tell(checklist, step, told, month)
    return checklist


def _count(checklist: Checklist, lines: list[MonthLine], told: Told, step: Step) -> None:
    """As hand_in does; photos come later (models.demo_extras)."""
    day = vietnam_day(step.at)
    found = findings(lines, Known(day, earlier=_earlier(told, checklist.month_on)))
    count_lines(checklist, lines, day, found)


def _earlier(told: Told, named: date) -> dict[Key, EarlierLine]:
    """What was finished in the months before that were handed in."""
    handed_in = {
        one for one, steps in told.steps.items() if one < named and state_after(steps) in SETTLED
    }
    return {
        (row["assignment_id"], row["period_on"]): EarlierLine(row["state"], **told.numbers_of(row))
        for row in told.rows
        if row["done_in"] in handed_in
    }


def _tell(checklist: Checklist, step: Step, told: Told, month: Month) -> None:
    is_handed_in = step.kind == EventKind.SUBMITTED
    who = told.writer_id if is_handed_in else told.decider_id
    lines = _lines(told, month, step) if is_handed_in else None
    if lines is not None:
        _count(checklist, lines, told, step)
    kept = [line.as_kept() for line in lines] if lines is not None else None
    event = checklist.tell(step.kind, who, word=step.word, lines=kept)
    event.at = step.at
    if step.kind == EventKind.RETURNED:
        event.returned = [_returned(told, *one) for one in told.back[month.named]]


def _returned(told: Told, row: Row, reason: Reason) -> ReturnedLine:
    word = RETURNS[reason.code]
    return ReturnedLine.because(told.unit.id, row["assignment_id"], reason, word)


def _lines(told: Told, month: Month, step: Step) -> list[MonthLine]:
    """The month's lines as the submission keeps them: only what was written by then."""
    rows = {(r["assignment_id"], r["period_on"]): r for r in told.rows if r["written_at"] < step.at}
    written = [
        Written(key, **{name: row[name] for name in _WHEN}) for (key, _), row in rows.items()
    ]
    duties = [work.duty for work in told.works.values()]
    lines = []
    for live in lines_of(duties, written, month, DEFAULT_RULES):
        row = rows.get((live.key, live.period_on))
        said = {name: row[name] for name in _SAID} if row else {}
        line = replace(
            told.words[told.works[live.key].task],
            assignment_id=live.key,
            line_id=row["id"] if row else None,
            written_by=told.writer_id if row else None,
            evidence=(),
            **{name: getattr(live, name) for name in live.__dataclass_fields__ if name != "key"},
            **said,
        )
        activity = told.activities.get(row["id"]) if row else None
        lines.append(filled_with(line, activity) if activity else line)
    return lines
