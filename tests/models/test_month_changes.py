"""What changed between two states of a month: every field, every way a line comes or goes."""

from __future__ import annotations

import uuid
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.line import LineState
from models.live_lines import Place
from models.month_changes import (
    ADDED,
    CAME,
    FIELDS,
    WENT,
    WITHDRAWN,
    ChangeKind,
    FieldChange,
    LineChange,
    difference,
)
from models.month_line import MonthLine
from models.task import Cadence

ONE, TWO, THREE = (uuid.UUID(int=number) for number in (1, 2, 3))
LINE = MonthLine(
    assignment_id=1,
    period_on=date(2026, 9, 1),
    place=Place.DUE,
    state=LineState.IN_PROGRESS,
    done_on=None,
    due_on=date(2026, 9, 20),
    months_late=0,
    cadence=Cadence.MONTHLY,
    number="I.1",
    text="Thăm trẻ em",
    product=None,
    clause="1",
    plan_id=8,
    plan="170/UBND",
    section="I Truyền thông",
    bearer=None,
    note="Một buổi",
    children=12,
    evidence=(ONE, TWO),
)
OTHER = replace(LINE, assignment_id=2)
TO_COME = replace(OTHER, place=Place.UPCOMING)
NO_CHANGE = {
    "place": Place.CARRIED_OVER,
    "months_late": 2,
    "cadence": Cadence.QUARTERLY,
    "number": "I.2",
    "clause": "2",
    "plan_id": 9,
    "plan": "9/KH",
    "section": "II",
    "bearer": "Công an",
    "line_id": THREE,
    "written_by": 5,
    "written_at": datetime(2026, 9, 3, tzinfo=UTC),
    "summed": ("children",),
}
"""What moves by itself, is told by another field, or is only a reference."""


@pytest.mark.parametrize(
    ("name", "was", "now"),
    [
        ("text", "Thăm trẻ em", "Thăm trẻ em khuyết tật"),
        ("product", None, "Danh sách"),
        ("due_on", date(2026, 9, 20), date(2026, 10, 20)),
        ("state", LineState.IN_PROGRESS, LineState.DONE),
        ("done_on", None, date(2026, 9, 12)),
        ("times", None, 0),
        ("children", 12, None),
        ("adults", 0, 3),
        ("amount", None, 5_000_000),
        ("reason", None, "Không có"),
        ("difficulty", "Thiếu kinh phí", None),
        ("note", "Một buổi", "Hai buổi"),
    ],
)
def test_each_field_is_told_as_it_was_and_is(name: str, was: Any, now: Any) -> None:
    before, after = replace(LINE, **{name: was}), replace(LINE, **{name: now})
    change = LineChange(ChangeKind.CHANGED, after, (FieldChange(name, was, now),))
    assert difference([before], [after]) == [change]
    assert difference([after], [after]) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, (ONE,), [(CAME, None, (ONE,))]),
        ((ONE, TWO), (TWO,), [(WENT, (ONE,), None)]),
        ((ONE,), (TWO,), [(CAME, None, (TWO,)), (WENT, (ONE,), None)]),
        ((ONE,), (ONE,), []),
        (None, (), []),
    ],
)
def test_activities_come_and_go(before: Any, after: Any, expected: list[Any]) -> None:
    found = difference([replace(LINE, activities=before)], [replace(LINE, activities=after)])
    told = [(one.name, one.was, one.now) for change in found for one in change.fields]
    assert told == expected


def test_every_field_of_a_line_is_compared_or_is_no_change() -> None:
    known = {field.name for field in fields(MonthLine)}
    by_id = {"evidence", "activities"}
    assert known == {*FIELDS, *NO_CHANGE, "assignment_id", "period_on", *by_id}
    assert difference([LINE], [replace(LINE, **NO_CHANGE)]) == []
    assert difference([replace(LINE, note=None)], [replace(LINE, note="")]) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([LINE], [LINE, OTHER], [(ChangeKind.ADDED, 2)]),
        ([LINE, OTHER], [LINE], [(ChangeKind.REMOVED, 2)]),
        ([LINE], [replace(LINE, period_on=date(2026, 10, 1))], [("added", 1), ("removed", 1)]),
        ([LINE], [LINE, TO_COME], []),
        ([LINE, TO_COME], [LINE], []),
        ([LINE, TO_COME], [LINE, OTHER], []),
        ([], [], []),
    ],
)
def test_lines_come_and_go(
    before: list[MonthLine], after: list[MonthLine], expected: list[tuple[str, int]]
) -> None:
    found = [(one.kind, one.line.assignment_id) for one in difference(before, after)]
    assert found == expected


@pytest.mark.parametrize(
    ("before", "after", "withdrawn", "expected"),
    [
        ((ONE,), (ONE, TWO), (), [(ADDED, None, (TWO,))]),
        ((ONE, TWO), (TWO,), (), [(WITHDRAWN, (ONE,), None)]),
        ((ONE,), (TWO,), (), [(ADDED, None, (TWO,)), (WITHDRAWN, (ONE,), None)]),
        ((ONE, TWO), (ONE, TWO), {ONE}, [(WITHDRAWN, (ONE,), None)]),
        ((ONE,), (ONE, TWO), {TWO}, [(ADDED, None, (TWO,)), (WITHDRAWN, (TWO,), None)]),
        ((ONE,), (ONE,), {THREE}, []),
        (None, (ONE,), {ONE}, []),
        ((ONE,), None, (), []),
        ((), (), (), []),
    ],
)
def test_evidence_comes_and_goes(
    before: Any, after: Any, withdrawn: Any, expected: list[tuple[str, Any, Any]]
) -> None:
    was, now = replace(LINE, evidence=before), replace(LINE, evidence=after)
    told = [one for change in difference([was], [now], withdrawn) for one in change.fields]
    assert [(one.name, one.was, one.now) for one in told] == expected


def test_what_is_kept_comes_back_as_it_was() -> None:
    assert MonthLine.from_kept(LINE.as_kept()) == LINE
    assert LINE.as_kept()["evidence"] == [str(ONE), str(TWO)]
    empty, unknown = replace(LINE, evidence=()), replace(LINE, evidence=None)
    assert MonthLine.from_kept(empty.as_kept()).evidence == ()
    assert MonthLine.from_kept(unknown.as_kept()).evidence is None
