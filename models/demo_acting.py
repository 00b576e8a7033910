"""A month of the demo as its people act in it: each step on its day, by the verb of the act."""

from __future__ import annotations

from collections.abc import Callable

from models import clock
from models.checklist import EventKind
from models.decide_month import Returned, approve, return_lines, take_in_hand
from models.demo_steps import RETURNS, Step
from models.demo_told import Told
from models.hand_in import submit
from models.load_demo_acts import acting_at
from models.month_acts import Reader
from models.month_calendar import Month
from models.unit_month import UnitMonth, lock_month
from models.write_line import Change, write

Act = Callable[[Told, UnitMonth, int, Step], None]


def act_out(told: Told, month: Month) -> None:
    """Let an officer hand a month in and a reviewer above decide on it."""
    slug = told.unit.slug
    for step in told.steps[month.named]:
        of = ("canbo", "") if step.kind == EventKind.SUBMITTED else ("duyet", told.above)
        with clock.fixed(step.at), acting_at(slug, *of) as (_unit, _standing, person_id):
            _ACTS[step.kind](told, lock_month(month.named), person_id, step)


def _submit(told: Told, month: UnitMonth, person_id: int, step: Step) -> None:
    writer = Reader(person_id, writes=True)
    for assignment_id in month.returned:
        line = month.line(assignment_id)
        values = told.mended[assignment_id]
        changes = {name: Change(getattr(line, name), value) for name, value in values.items()}
        write(month, assignment_id, changes, writer)
    submit(month, writer, step.word)


def _take_in_hand(_told: Told, month: UnitMonth, person_id: int, _step: Step) -> None:
    take_in_hand(month, Reader(person_id, decides=True))


def _approve(_told: Told, month: UnitMonth, person_id: int, step: Step) -> None:
    approve(month, Reader(person_id, decides=True), step.word)


def _return(told: Told, month: UnitMonth, person_id: int, step: Step) -> None:
    back = told.back[month.month.named]
    lines = [Returned(row["assignment_id"], reason, RETURNS[reason.code]) for row, reason in back]
    return_lines(month, Reader(person_id, decides=True), lines, step.word)


_ACTS: dict[EventKind, Act] = {
    EventKind.SUBMITTED: _submit,
    EventKind.TAKEN_IN_HAND: _take_in_hand,
    EventKind.APPROVED: _approve,
    EventKind.RETURNED: _return,
}
