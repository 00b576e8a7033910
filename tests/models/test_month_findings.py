"""What deserves a last look before a month is submitted, lack by lack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from models import clock
from models.line import LineState
from models.live_lines import Place
from models.month_findings import Lack, findings, returned_for
from models.month_line import MonthLine
from models.period import WHOLE
from models.return_reason import ReturnReason
from models.task import Cadence
from tests import months
from tests.world import World

DAY = date(2026, 9, 28)
LINE = MonthLine(
    assignment_id=1,
    period_on=WHOLE,
    place=Place.DUE,
    state=LineState.NOT_STARTED,
    done_on=None,
    due_on=date(2026, 9, 30),
    months_late=0,
    cadence=Cadence.ONCE,
    number="1.1",
    text="Họp",
    product=None,
    clause="",
    plan_id=1,
    plan="02/UBND",
    section="1 Truyền thông",
    bearer=None,
)
EVERY_REASON = (
    ReturnReason.NO_EVIDENCE,
    ReturnReason.NUMBERS_MISSING,
    ReturnReason.NOTE_MISSING,
)


def lacks(line: MonthLine, evidence: int = 0, **given: Any) -> list[str]:
    found = findings([line], DAY, evidence={line.line_id: evidence}, **given)
    return [finding.lack for finding in found]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ["not_begun"]),
        ({"place": Place.GOING_ON}, []),
        ({"place": Place.UPCOMING}, []),
        ({"state": LineState.IN_PROGRESS}, []),
        ({"difficulty": "Chưa có kinh phí"}, []),
        ({"due_on": date(2026, 8, 31)}, ["overdue"]),
        ({"due_on": date(2026, 8, 31), "state": LineState.IN_PROGRESS}, ["overdue"]),
        ({"due_on": date(2026, 8, 31), "difficulty": "Chờ ký"}, []),
        ({"state": LineState.NOT_APPLICABLE, "reason": "Không có"}, []),
        ({"state": LineState.DONE}, ["nothing_said"]),
        ({"state": LineState.DONE, "note": "Đã họp"}, []),
        ({"state": LineState.DONE, "times": 0}, []),
    ],
    ids=str,
)
def test_a_line_lacks_what_nobody_said(values: dict[str, Any], expected: list[str]) -> None:
    assert lacks(replace(LINE, **values)) == expected


def test_a_photo_says_enough() -> None:
    assert lacks(replace(LINE, state=LineState.DONE), evidence=1) == []


@pytest.mark.parametrize(
    ("values", "evidence", "expected"),
    [
        ({}, 0, ["no_evidence", "no_numbers", "no_note"]),
        ({"note": "Đã họp"}, 0, ["no_evidence", "no_numbers"]),
        ({"note": "Đã họp", "children": 12}, 0, ["no_evidence"]),
        ({"children": 12}, 1, ["no_note"]),
        ({"note": "Đã họp", "children": 12}, 1, []),
    ],
    ids=str,
)
def test_what_lines_came_back_for_is_asked_of_each(
    values: dict[str, Any], evidence: int, expected: list[str]
) -> None:
    line = replace(LINE, state=LineState.DONE, **values)
    assert lacks(line, evidence, returned_for=EVERY_REASON) == expected


def test_what_was_not_mended_comes_first() -> None:
    other = replace(LINE, assignment_id=2, state=LineState.DONE)
    found = findings([LINE, other], DAY, evidence={}, unmended=[2])
    assert [(one.line.assignment_id, one.lack) for one in found] == [
        (2, Lack.NOT_MENDED),
        (1, Lack.NOT_BEGUN),
    ]


def test_returns_of_the_last_year_are_remembered(app: Flask, world: World) -> None:
    with months.at(world):
        assert returned_for(world.unit_id("19612")) == [ReturnReason.NO_EVIDENCE]
        with clock.fixed(clock.start_of_day(date(2027, 9, 17))):
            assert returned_for(world.unit_id("19612")) == []


def test_a_line_is_kept_whole() -> None:
    line = replace(LINE, state=LineState.DONE, done_on=DAY, children=0, written_at=clock.now())
    assert MonthLine.from_kept(line.as_kept()) == line
