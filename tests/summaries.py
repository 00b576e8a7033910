"""Months of units below one, handed in and decided on, for what adds them up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from models import audit
from models.base import db
from models.checklist import Checklist, EventKind
from models.line import LineState
from models.live_lines import Place
from models.month_acts import MonthState
from models.month_line import MonthLine
from models.period import WHOLE
from models.task import Cadence
from models.tenancy import begin_write, bind
from tests.months import SEPTEMBER

HANDED_IN = datetime(2026, 10, 2, 3, tzinfo=UTC)
AS_AT = date(2026, 10, 2)


def line(assignment_id: int = 1, state: str = "done", **values: Any) -> MonthLine:
    """A line as a submission keeps it; of a plan unless it says otherwise."""
    told = {
        "assignment_id": assignment_id,
        "period_on": WHOLE,
        "place": Place.GOING_ON,
        "state": LineState(state),
        "done_on": None,
        "due_on": None,
        "months_late": 0,
        "cadence": Cadence.ONCE,
        "number": f"I.{assignment_id}",
        "text": f"Việc {assignment_id}",
        "product": None,
        "clause": "",
        "plan_id": 1,
        "plan": "12/KH-UBND",
        "section": "I Truyền thông",
        "bearer": None,
    }
    return MonthLine(**{**told, **values})


def handed_in(
    unit_id: int,
    lines: Iterable[MonthLine],
    state: MonthState = MonthState.APPROVED,
    named: date = SEPTEMBER,
) -> None:
    """A month of a unit as its submission and what was decided on it would have left it."""
    with bind(unit_id):
        begin_write()
        row = Checklist(unit_id=unit_id, month_on=named, state=state)
        row.submitted_first_at = row.submitted_at = HANDED_IN
        kept = [one.as_kept() for one in lines]
        row.tell(EventKind.SUBMITTED, None, lines=kept)
        audit.record("checklist.submitted", row)
        db.session.commit()
