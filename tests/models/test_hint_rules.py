"""The rules by which a line deserves a look, each with what it names and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.earlier_lines import EarlierLine, wanted_of
from models.hint_rules import LEARNED, RULES, Far, Hint, Known, far_numbers, rules_for
from models.line import LineState
from models.live_lines import Place
from models.month_findings import findings
from models.month_line import MonthLine
from models.period import WHOLE
from models.return_reason import LooksFor
from models.task import Cadence
from models.thresholds import BOUNDS, OFF, THRESHOLDS, USUAL

DAY = date(2026, 9, 28)
AUGUST, JULY, JUNE = date(2026, 8, 1), date(2026, 7, 1), date(2026, 6, 1)
LINE = MonthLine(
    assignment_id=1,
    period_on=date(2026, 9, 1),
    place=Place.DUE,
    state=LineState.NOT_STARTED,
    done_on=None,
    due_on=date(2026, 9, 30),
    months_late=0,
    cadence=Cadence.MONTHLY,
    number="1.1",
    text="Họp",
    product=None,
    clause="",
    plan_id=1,
    plan="02/UBND",
    section="1 Truyền thông",
    bearer=None,
)
DONE = {"state": LineState.DONE}
NOTHING = {"state": LineState.NOT_APPLICABLE, "reason": "Không có"}
LATE = {"due_on": date(2026, 6, 30), "place": Place.CARRIED_OVER, "months_late": 3}
BEGUN = {"state": LineState.IN_PROGRESS}
TOLD = {"difficulty": "Chờ kinh phí"}


def names(hint: Hint, line: MonthLine, **known: Any) -> bool:
    """Whether one rule, alone, names a line."""
    rule = next(one for one in (*RULES, *LEARNED.values()) if one.hint == hint)
    return rule.names(line, Known(DAY, **known))


def off(name: str, value: int = OFF) -> dict[str, Any]:
    return {"thresholds": replace(USUAL, **{name: value})}


PHOTO = {"evidence": {None: 1}}
TABLE: list[tuple[Hint, dict[str, Any], dict[str, Any], bool]] = [
    (Hint.NOT_MENDED, {}, {"unmended": [1]}, True),
    (Hint.NOT_MENDED, DONE, {"unmended": [1]}, True),
    (Hint.NOT_MENDED, {}, {"unmended": [2]}, False),
    (Hint.OVERDUE, LATE, {}, True),
    (Hint.OVERDUE, LATE | BEGUN, {}, True),
    (Hint.OVERDUE, LATE | TOLD, {}, False),
    (Hint.OVERDUE, LATE | DONE, {}, False),
    (Hint.OVERDUE, LATE | NOTHING, {}, False),
    (Hint.OVERDUE, {"due_on": DAY}, {}, False),
    (Hint.OVERDUE, {"due_on": None}, {}, False),
    (Hint.CARRIED_OVER, LATE, {}, True),
    (Hint.CARRIED_OVER, LATE | BEGUN | TOLD, {}, True),
    (Hint.CARRIED_OVER, LATE | {"months_late": 2}, {}, False),
    (Hint.CARRIED_OVER, LATE | {"months_late": 2}, off("late_months", 2), True),
    (Hint.CARRIED_OVER, LATE | {"months_late": 24}, off("late_months"), False),
    (Hint.CARRIED_OVER, LATE | DONE, {}, False),
    (Hint.CARRIED_OVER, LATE | NOTHING, {}, False),
    (Hint.NOT_BEGUN, {}, {}, True),
    (Hint.NOT_BEGUN, TOLD, {}, False),
    (Hint.NOT_BEGUN, BEGUN, {}, False),
    (Hint.NOT_BEGUN, {"place": Place.GOING_ON}, {}, False),
    (Hint.NOT_BEGUN, {"due_on": date(2026, 9, 20)}, {}, False),
    (Hint.CONTRADICTING, DONE | {"times": 0, "children": 4}, {}, True),
    (Hint.CONTRADICTING, DONE | {"times": 0, "amount": 1}, {}, True),
    (Hint.CONTRADICTING, DONE | {"times": 0, "children": 0}, {}, False),
    (Hint.CONTRADICTING, DONE | {"children": 4}, {}, False),
    (Hint.CONTRADICTING, DONE | {"times": 1, "children": 4}, {}, False),
    (Hint.DIFFICULTY, TOLD, {}, True),
    (Hint.DIFFICULTY, TOLD | DONE, {}, True),
    (Hint.DIFFICULTY, LATE, {}, False),
    (Hint.UNPROVEN, DONE, {}, True),
    (Hint.UNPROVEN, DONE | {"note": "Đã họp"}, {}, True),
    (Hint.UNPROVEN, DONE | {"times": 0}, {}, False),
    (Hint.UNPROVEN, DONE, PHOTO, False),
    (Hint.UNPROVEN, BEGUN, {}, False),
    (Hint.UNPROVEN, NOTHING, {}, False),
    (Hint.NO_EVIDENCE, DONE | {"times": 2}, {}, True),
    (Hint.NO_EVIDENCE, DONE | {"times": 2}, PHOTO, False),
    (Hint.NO_EVIDENCE, DONE, {}, False),
    (Hint.NO_EVIDENCE, BEGUN | {"times": 2}, {}, False),
    (Hint.NO_NUMBERS, DONE, PHOTO, True),
    (Hint.NO_NUMBERS, DONE | {"times": 0}, PHOTO, False),
    (Hint.NO_NUMBERS, DONE, {}, False),
    (Hint.NO_NUMBERS, BEGUN, PHOTO, False),
    (Hint.NO_NOTE, DONE, {}, True),
    (Hint.NO_NOTE, DONE | {"note": "Đã họp"}, {}, False),
    (Hint.NO_NOTE, NOTHING, {}, False),
    (Hint.NO_DIFFICULTY, BEGUN, {}, True),
    (Hint.NO_DIFFICULTY, BEGUN | {"place": Place.CARRIED_OVER}, {}, True),
    (Hint.NO_DIFFICULTY, BEGUN | {"place": Place.GOING_ON}, {}, False),
    (Hint.NO_DIFFICULTY, BEGUN | TOLD, {}, False),
    (Hint.NO_DIFFICULTY, BEGUN | LATE, {}, False),
    (Hint.NO_DIFFICULTY, {}, {}, False),
    (Hint.NO_DIFFICULTY, DONE, {}, False),
]


@pytest.mark.parametrize(("hint", "values", "known", "expected"), TABLE, ids=str)
def test_a_rule_names_what_it_says(
    hint: Hint, values: dict[str, Any], known: dict[str, Any], expected: bool
) -> None:
    assert names(hint, replace(LINE, **values), **known) is expected


def test_every_rule_is_in_the_tables() -> None:
    told = {hint for hint, *_ in TABLE} | {Hint.FAR_OFF, Hint.NOTHING_AGAIN}
    assert told == set(Hint) == {one.hint for one in (*RULES, *LEARNED.values())}
    assert {name for one in RULES for name in one.thresholds} == set(THRESHOLDS)
    assert all(getattr(USUAL, name) in BOUNDS[name] for name in THRESHOLDS)


def far(before: Any, now: Any, name: str = "children", **told: int) -> bool:
    """Whether a number is far from that of the month before."""
    line = replace(LINE, **DONE, **{name: now})
    earlier = {(1, AUGUST): EarlierLine(LineState.DONE, **{name: before})}
    known = Known(DAY, earlier=earlier, thresholds=replace(USUAL, **told))
    return [one.name for one in far_numbers(line, known)] == [name]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (40, 400, True),
        (400, 40, True),
        (40, 120, True),
        (40, 119, False),
        (120, 40, True),
        (119, 40, False),
        (10, 30, True),
        (10, 29, False),
        (2, 21, False),
        (1, 21, True),
        (0, 20, True),
        (0, 19, False),
        (20, 0, True),
        (0, 0, False),
        (None, 400, False),
        (400, None, False),
    ],
)
def test_a_number_is_far_by_factor_and_by_difference(
    before: int | None, now: int | None, expected: bool
) -> None:
    assert far(before, now) is expected


@pytest.mark.parametrize(
    ("told", "before", "now", "expected"),
    [
        ({"far_times": 0}, 1, 100_000, False),
        ({"far_times": 2}, 40, 80, True),
        ({"far_times": 10}, 40, 399, False),
        ({"far_least": 0}, 1, 3, True),
        ({"far_least": 0}, 0, 0, False),
        ({"far_least": 361}, 40, 400, False),
        ({"far_least": 360}, 40, 400, True),
    ],
)
def test_how_far_is_a_setting(told: dict[str, int], before: int, now: int, expected: bool) -> None:
    assert far(before, now, **told) is expected


@pytest.mark.parametrize(
    ("before", "now", "told", "expected"),
    [
        (5_000_000, 50_000_000, {}, True),
        (500_000, 1_500_000, {}, False),
        (500_000, 2_500_000, {}, True),
        (500_000, 2_500_000, {"far_money": 2_000_001}, False),
        (500_000, 1_500_000, {"far_money": 0}, True),
    ],
)
def test_money_has_a_difference_of_its_own(
    before: int, now: int, told: dict[str, int], expected: bool
) -> None:
    assert far(before, now, "amount", **told) is expected


@pytest.mark.parametrize(
    ("values", "earlier"),
    [
        (BEGUN, (1, AUGUST)),
        (NOTHING, (1, AUGUST)),
        (DONE, (2, AUGUST)),
        (DONE, (1, JULY)),
        (DONE | {"cadence": Cadence.ONCE, "period_on": WHOLE}, (1, WHOLE)),
    ],
)
def test_only_what_is_done_again_is_compared(
    values: dict[str, Any], earlier: tuple[int, date]
) -> None:
    line = replace(LINE, **values, children=400)
    known = Known(DAY, earlier={earlier: EarlierLine(LineState.DONE, children=40)})
    assert far_numbers(line, known) == ()


def test_what_was_not_done_before_is_not_compared() -> None:
    told = {(1, AUGUST): EarlierLine(LineState.NOT_APPLICABLE, children=40)}
    assert far_numbers(replace(LINE, **DONE, children=400), Known(DAY, earlier=told)) == ()


def test_each_number_that_is_far_is_told() -> None:
    line = replace(LINE, **DONE, times=40, children=60, adults=5)
    before = EarlierLine(LineState.DONE, times=4, children=50, adults=50)
    told = Known(DAY, earlier={(1, AUGUST): before})
    assert far_numbers(line, told) == (Far("times", 4, 40), Far("adults", 50, 5))


@pytest.mark.parametrize(
    ("cadence", "period", "before"),
    [
        (Cadence.QUARTERLY, date(2026, 7, 1), date(2026, 4, 1)),
        (Cadence.HALF_YEARLY, date(2026, 7, 1), date(2026, 1, 1)),
        (Cadence.YEARLY, date(2026, 1, 1), date(2025, 1, 1)),
    ],
)
def test_a_quarter_is_compared_with_a_quarter(cadence: Cadence, period: date, before: date) -> None:
    line = replace(LINE, **DONE, cadence=cadence, period_on=period, children=400)
    told = {(1, before): EarlierLine(LineState.DONE, children=40)}
    assert names(Hint.FAR_OFF, line, earlier=told)


def nothing_in(*periods: date) -> dict[str, Any]:
    return {"earlier": {(1, one): EarlierLine(LineState.NOT_APPLICABLE) for one in periods}}


DONE_IN_JULY = {(1, JULY): EarlierLine(LineState.DONE)}


@pytest.mark.parametrize(
    ("values", "known", "expected"),
    [
        (NOTHING, nothing_in(AUGUST, JULY), True),
        (NOTHING, nothing_in(AUGUST, JULY, JUNE), True),
        (NOTHING, nothing_in(AUGUST), False),
        (NOTHING, nothing_in(AUGUST, JUNE), False),
        (NOTHING, {"earlier": nothing_in(AUGUST)["earlier"] | DONE_IN_JULY}, False),
        (NOTHING, nothing_in(AUGUST) | off("nothing_periods", 2), True),
        (NOTHING, nothing_in(AUGUST, JULY, JUNE) | off("nothing_periods"), False),
        (DONE, nothing_in(AUGUST, JULY), False),
        (NOTHING | {"cadence": Cadence.ONCE, "period_on": WHOLE}, {}, False),
    ],
    ids=str,
)
def test_nothing_arose_again_and_again(
    values: dict[str, Any], known: dict[str, Any], expected: bool
) -> None:
    assert names(Hint.NOTHING_AGAIN, replace(LINE, **values), **known) is expected


@pytest.mark.parametrize(
    ("values", "told", "expected"),
    [
        (DONE | {"children": 4}, {}, [AUGUST]),
        (DONE, {}, []),
        (DONE | {"children": 4}, {"far_times": 0}, []),
        (NOTHING, {}, [AUGUST, JULY]),
        (NOTHING, {"nothing_periods": 4}, [AUGUST, JULY, JUNE]),
        (NOTHING, {"nothing_periods": 0}, []),
        (BEGUN | {"children": 4}, {}, []),
        (NOTHING | {"cadence": Cadence.CAMPAIGN, "period_on": WHOLE}, {}, []),
    ],
    ids=str,
)
def test_no_more_is_asked_of_the_past_than_the_rules_need(
    values: dict[str, Any], told: dict[str, int], expected: list[date]
) -> None:
    asked = wanted_of(replace(LINE, **values), replace(USUAL, **told))
    assert list(asked) == [(1, period) for period in expected]


def found(*lines: MonthLine, **known: Any) -> list[tuple[int, str]]:
    return [(one.line.assignment_id, one.hint) for one in findings(lines, Known(DAY, **known))]


def test_the_most_urgent_rule_comes_first() -> None:
    done = replace(LINE, assignment_id=2, **DONE)
    assert found(LINE, done, unmended=[2]) == [(2, "not_mended"), (1, "not_begun"), (2, "unproven")]


def test_what_is_still_to_come_is_left_alone() -> None:
    assert found(replace(LINE, **DONE, place=Place.UPCOMING)) == []


def test_what_came_back_most_is_asked_first() -> None:
    learned = [LooksFor.NOTE, LooksFor.NOTHING, LooksFor.EVIDENCE]
    asked = [rule.hint for rule in rules_for(Known(DAY, learned=learned))]
    assert asked[len(RULES) :] == [Hint.NO_NOTE, Hint.NO_EVIDENCE]
    line = replace(LINE, **DONE, times=1)
    assert found(line, learned=learned) == [(1, "no_note"), (1, "no_evidence")]
    assert found(line) == []


def test_a_line_is_kept_whole() -> None:
    line = replace(LINE, state=LineState.DONE, done_on=DAY, children=0, note="Đã họp")
    assert MonthLine.from_kept(line.as_kept()) == line
