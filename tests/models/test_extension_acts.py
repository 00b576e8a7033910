"""Who may ask for a later day, which one, and who decides: case by case."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from models.extension_acts import (
    BadNewDay,
    ExtensionAct,
    ExtensionObstacle,
    Request,
    Wish,
    latest_day_of_line,
    latest_day_of_month,
    why_not,
    why_not_ask,
    why_not_day,
)
from models.month_acts import MonthState, Reader, Standing
from models.month_calendar import month_named
from models.permissions import Delegated

SEPTEMBER = month_named(2026, 9)
CLOSES = SEPTEMBER.closes_on
TODAY = date(2026, 10, 12)

OFFICER = Reader(1, writes=True)
REVIEWER = Reader(2, decides=True)
BOTH = Reader(1, writes=True, decides=True)
NOBODY = Reader(4)
DELEGATE = Reader(9, decides=True, delegated=Delegated(UUID(int=1), 1, "Cán bộ", TODAY))


def wish(*, state: str = "open", is_unit_ended: bool = False, **values: Any) -> Wish:
    standing = Standing(SEPTEMBER, MonthState(state), is_unit_ended=is_unit_ended)
    given = {"old_on": CLOSES, "latest_on": latest_day_of_month(CLOSES), "months_back": 1}
    return Wish(standing, **{**given, **values})


def request(**values: Any) -> Request:
    given = {"is_waiting": True, "is_line": False, "asked_by": 1, "new_on": date(2026, 10, 20)}
    return Request(**{**given, **values})


@pytest.mark.parametrize(
    ("who", "asked", "expected"),
    [
        (OFFICER, wish(), None),
        (BOTH, wish(), None),
        (REVIEWER, wish(), "no_right"),
        (NOBODY, wish(), "no_right"),
        (OFFICER, wish(is_unit_ended=True), "unit_ended"),
        (OFFICER, wish(state="submitted"), "settled"),
        (OFFICER, wish(state="in_review"), "settled"),
        (OFFICER, wish(state="approved"), "settled"),
        (OFFICER, wish(state="returned"), "not_needed"),
        (OFFICER, wish(state="reopened"), "not_needed"),
        (OFFICER, wish(months_back=0), None),
        (OFFICER, wish(months_back=2), None),
        (OFFICER, wish(months_back=3), "too_old"),
        (OFFICER, wish(is_asked=True), "asked_already"),
        (OFFICER, wish(is_line=True), None),
        (OFFICER, wish(is_line=True, state="returned"), None),
        (OFFICER, wish(is_line=True, state="submitted"), "settled"),
        (OFFICER, wish(is_line=True, months_back=3), "too_old"),
        (OFFICER, wish(is_line=True, is_asked=True), "asked_already"),
        (OFFICER, wish(is_line=True, is_finished=True), "finished"),
        (OFFICER, wish(is_line=True, old_on=None, latest_on=None), "no_due_day"),
        (OFFICER, wish(is_line=True, latest_on=CLOSES), "ends_with_period"),
    ],
)
def test_asking(who: Reader, asked: Wish, expected: str | None) -> None:
    assert why_not_ask(who, asked) == expected


@pytest.mark.parametrize(
    ("new_on", "today", "expected"),
    [
        (CLOSES, date(2026, 10, 1), BadNewDay.NOT_LATER),
        (date(2026, 10, 11), date(2026, 10, 1), None),
        (date(2026, 10, 11), TODAY, BadNewDay.PASSED),
        (TODAY, TODAY, None),
        (date(2026, 12, 9), TODAY, None),
        (date(2026, 12, 10), TODAY, BadNewDay.TOO_FAR),
    ],
)
def test_the_new_day(new_on: date, today: date, expected: BadNewDay | None) -> None:
    assert why_not_day(wish(), new_on, today) == expected


@pytest.mark.parametrize(
    ("due_on", "until", "period_ends_on", "expected"),
    [
        (date(2026, 6, 15), date(2026, 12, 31), None, date(2026, 12, 31)),
        (date(2026, 11, 15), date(2026, 12, 31), None, date(2027, 5, 14)),
        (date(2026, 6, 15), None, None, date(2026, 12, 12)),
        (date(2026, 6, 15), date(2027, 12, 31), date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_how_far_a_line_may_be_moved(
    due_on: date, until: date | None, period_ends_on: date | None, expected: date
) -> None:
    assert latest_day_of_line(due_on, until, period_ends_on) == expected


@pytest.mark.parametrize("act", [ExtensionAct.GRANT, ExtensionAct.REFUSE])
@pytest.mark.parametrize(
    ("who", "asked", "expected"),
    [
        (REVIEWER, request(), None),
        (OFFICER, request(), "no_right"),
        (NOBODY, request(), "no_right"),
        (BOTH, request(), "own_request"),
        (BOTH, request(asked_by=5), None),
        (DELEGATE, request(), "givers_request"),
        (DELEGATE, request(asked_by=9), "own_request"),
        (DELEGATE, request(asked_by=5), None),
        (REVIEWER, request(is_waiting=False), "not_waiting"),
        (REVIEWER, request(is_unit_ended=True), "unit_ended"),
    ],
)
def test_deciding(act: ExtensionAct, who: Reader, asked: Request, expected: str | None) -> None:
    assert why_not(act, who, asked, TODAY) == expected


@pytest.mark.parametrize(
    ("is_line", "new_on", "expected"),
    [
        (False, TODAY, None),
        (False, date(2026, 10, 11), ExtensionObstacle.DAY_PASSED),
        (True, date(2026, 10, 11), None),
    ],
)
def test_a_month_is_not_opened_until_a_day_that_is_over(
    is_line: bool, new_on: date, expected: ExtensionObstacle | None
) -> None:
    asked = request(is_line=is_line, new_on=new_on)
    assert why_not(ExtensionAct.GRANT, REVIEWER, asked, TODAY) == expected
    assert why_not(ExtensionAct.REFUSE, REVIEWER, asked, TODAY) is None


@pytest.mark.parametrize(
    ("who", "asked", "expected"),
    [
        (OFFICER, request(), None),
        (Reader(6, writes=True), request(), None),
        (REVIEWER, request(), "no_right"),
        (OFFICER, request(is_waiting=False), "not_waiting"),
        (OFFICER, request(is_unit_ended=True), "unit_ended"),
    ],
)
def test_withdrawing(who: Reader, asked: Request, expected: str | None) -> None:
    assert why_not(ExtensionAct.WITHDRAW, who, asked, TODAY) == expected
