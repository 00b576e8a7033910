"""Months for the tests: a row of everything in each unit, and a commune with work to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from models import audit, clock, setting
from models.activity_kind import ActivityKind, Asks
from models.assignment import Assignment
from models.base import db
from models.campaign_kind import OTHER, CampaignKind
from models.checklist import Checklist, EventKind, ReturnedLine
from models.delegation import Delegation
from models.endable import Endable
from models.explanation import Explanation, ExplanationEntry
from models.explanation_acts import ExplanationAct
from models.extension import Extension
from models.month_acts import MonthState, Reader
from models.own_task import OwnTask
from models.reminder import Reminder
from models.return_reason import STARTING_SET, LooksFor, ReturnReason
from models.task import Cadence
from models.tenancy import begin_write, bind
from models.unit import Unit
from models.unit_month import UnitMonth, lock_month
from models.write_line import Change, write

JULY, AUGUST, SEPTEMBER = date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)


def furnish(world: Any, unit: Unit) -> dict[str, Any]:
    """July returned with one line, an own task, a request: in the bound unit."""
    own = OwnTask(text="Thăm trẻ em ốm", cadence=Cadence.MONTHLY)
    own_assignment = Assignment(own_task=own, assigned_on=date(2026, 6, 1))
    july = Checklist(unit_id=unit.id, month_on=JULY, state=MonthState.RETURNED)
    july.decided_at = clock.now()
    july.note_writer(world.officer.id)
    event = july.tell(EventKind.RETURNED, world.reviewer.id, word="Bổ sung ảnh")
    assignment = db.session.merge(world.rows[unit.slug]["assignment"])
    returned = ReturnedLine.because(unit.id, assignment.id, STARTING_SET[0])
    event.returned.append(returned)
    extension = Extension(
        month_on=JULY,
        old_on=date(2026, 8, 10),
        new_on=date(2026, 8, 20),
        reason="Mất điện",
        asked_by_id=world.officer.id,
    )
    explanation = Explanation(
        asking_unit_id=unit.parent_id or unit.id, month_on=JULY, due_on=date(2026, 9, 18)
    )
    question = ExplanationEntry(
        unit_id=unit.id,
        kind=ExplanationAct.ASK,
        person_id=world.province.id,
        text="Vì sao thiếu ảnh?",
        due_on=date(2026, 9, 18),
    )
    explanation.entries.append(question)
    reminder = Reminder(month_on=JULY, day=date(2026, 8, 6), person_id=world.reviewer.id)
    january = {"starts_on": date(2026, 1, 5), "ends_on": date(2026, 1, 20)}
    people = {"giver_id": world.reviewer.id, "receiver_id": world.officer.id}
    delegation = Delegation(**people, **january)
    db.session.add_all([own, own_assignment, july, extension, explanation, reminder, delegation])
    reason = ReturnReason.add("Thiếu chữ ký", LooksFor.EVIDENCE, needs_word=False)
    Endable.end(reason)  # so that the starting set is what is offered
    kind = ActivityKind.add("Hội thi", [Asks.CHILDREN])
    Endable.end(kind)
    occasion = CampaignKind.add(replace(OTHER, name="Hội thi"))
    Endable.end(occasion)
    audit.record("checklist.returned", july)
    return {
        "own_task": own,
        "own_assignment": own_assignment,
        "checklist": july,
        "checklist_writer": july.writers[0],
        "checklist_event": event,
        "returned_line": returned,
        "return_reason": reason,
        "activity_kind": kind,
        "campaign_kind": occasion,
        "extension": extension,
        "explanation": explanation,
        "explanation_entry": question,
        "reminder": reminder,
        "delegation": delegation,
    }


def officer(world: Any) -> Reader:
    """Who writes at Xã Cam Thành."""
    return Reader(world.officer.id, writes=True)


def give(*texts: str, cadence: str = "monthly", due_on: date | None = None) -> list[int]:
    """Own tasks of the bound unit, one for each text; the keys of their assignments."""
    made = []
    for text in texts:
        own = OwnTask(text=text, cadence=Cadence(cadence), due_on=due_on)
        made.append(Assignment(own_task=own, assigned_on=date(2026, 1, 5)))
        db.session.add(own)
    db.session.add_all(made)
    db.session.flush()
    for one in made:
        audit.record("own_task.added", one.own_task)
    return [one.id for one in made]


def tick(named: date, assignment_id: int, by: Reader, **values: Any) -> UnitMonth:
    """Write values over whatever stands there, in a transaction of its own."""
    begin_write()
    month = lock_month(named)
    line = month.line(assignment_id)
    changes = {key: Change(getattr(line, key), value) for key, value in values.items()}
    write(month, assignment_id, changes, by)
    db.session.commit()
    return month


def count_by_decree(world: Any) -> None:
    """State administrative months for Tỉnh Quảng Trị."""
    by_decree = {"kind": "administrative", "due_day": 16, "closes_after": 5}
    with bind(world.unit_id("45")):
        begin_write()
        row = setting.put(world.units["45"], setting.MONTHS, {"2026-01": by_decree})
        audit.record("month_rule.stated", row)
        db.session.commit()


def at(world: Any, slug: str = "19612") -> Any:
    """Bind a unit of the world."""
    return bind(world.unit_id(slug))


@contextmanager
def writing(world: Any, slug: str = "468") -> Iterator[None]:
    """Write as a unit of the world, and commit."""
    with at(world, slug):
        begin_write()
        yield
        db.session.commit()
