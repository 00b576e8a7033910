"""A month of the demo as its people act in it: each step on its day, by the verb of the act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from models import clock
from models.checklist import EventKind
from models.decide_month import Returned, approve, return_lines, take_in_hand
from models.delegates import delegated_to
from models.demo_delegations import stood_in
from models.demo_steps import RETURNS, Step
from models.demo_told import Told
from models.hand_in import submit
from models.load_demo_acts import acting_at
from models.month_acts import Reader
from models.month_calendar import Month
from models.unit import Unit
from models.unit_month import UnitMonth, lock_month
from models.write_line import Change, write

Act = Callable[[Told, UnitMonth, Reader, Step], None]


def act_out(told: Told, month: Month) -> None:
    """Let an officer hand a month in and a reviewer above, or who stands in for him, decide."""
    slug, steps = told.unit.slug, told.steps[month.named]
    decided = [clock.vietnam_day(step.at) for step in steps if step.kind != EventKind.SUBMITTED]
    is_stood_in = stood_in(slug, decided, told.span.as_at + timedelta(days=1))
    for step in steps:
        decider = ("canbo" if is_stood_in else "duyet", told.above)
        of = ("canbo", "") if step.kind == EventKind.SUBMITTED else decider
        with clock.fixed(step.at), acting_at(slug, *of) as (unit, _standing, person_id):
            reader = _reader(unit, step, person_id)
            _ACTS[step.kind](told, lock_month(month.named), reader, step)


def _reader(unit: Unit, step: Step, person_id: int) -> Reader:
    if step.kind == EventKind.SUBMITTED:
        return Reader(person_id, writes=True)
    return Reader(person_id, decides=True, delegated=delegated_to(person_id, unit.parent_id or 0))


def _submit(told: Told, month: UnitMonth, writer: Reader, step: Step) -> None:
    for assignment_id in month.returned:
        line = month.line(assignment_id)
        values = told.mended[assignment_id]
        changes = {name: Change(getattr(line, name), value) for name, value in values.items()}
        write(month, assignment_id, changes, writer)
    submit(month, writer, step.word)


def _take_in_hand(_told: Told, month: UnitMonth, by: Reader, _step: Step) -> None:
    take_in_hand(month, by)


def _approve(_told: Told, month: UnitMonth, by: Reader, step: Step) -> None:
    approve(month, by, step.word)


def _return(told: Told, month: UnitMonth, by: Reader, step: Step) -> None:
    back = told.back[month.month.named]
    lines = [Returned(row["assignment_id"], reason, RETURNS[reason.code]) for row, reason in back]
    return_lines(month, by, lines, step.word)


_ACTS: dict[EventKind, Act] = {
    EventKind.SUBMITTED: _submit,
    EventKind.TAKEN_IN_HAND: _take_in_hand,
    EventKind.APPROVED: _approve,
    EventKind.RETURNED: _return,
}
