"""Who may delegate reviewing to whom, for how long, and when it is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product

import pytest

from models.clock import start_of_day
from models.delegation_rules import (
    MOST_DAYS,
    DelegationObstacle,
    Term,
    Wish,
    over_since,
    why_not_delegate,
)

TODAY = date(2026, 9, 15)
BEFORE, AFTER = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
FAR = TODAY + timedelta(days=MOST_DAYS)
NOON = start_of_day(TODAY) + timedelta(hours=12)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "what", "expected"),
    [
        (TODAY, TODAY, {}, None),
        (TODAY, AFTER, {}, None),
        (AFTER, AFTER, {}, None),
        (TODAY, FAR, {}, None),
        (TODAY, FAR + timedelta(days=1), {}, "too_far"),
        (AFTER, FAR + timedelta(days=1), {}, None),
        (date.max, date.max, {}, None),
        (BEFORE, AFTER, {}, "starts_in_past"),
        (TODAY, BEFORE, {}, "ends_in_past"),
        (AFTER, TODAY, {}, "ends_before_start"),
        (TODAY, AFTER, {"is_reviewer": False}, "not_reviewer"),
        (TODAY, AFTER, {"is_himself": True}, "himself"),
        (TODAY, AFTER, {"is_colleague": False}, "not_colleague"),
        (TODAY, AFTER, {"decides_already": True}, "decides_already"),
        (TODAY, AFTER, {"overlaps": True}, "overlaps"),
    ],
)
def test_what_may_be_delegated(
    starts_on: date, ends_on: date, what: dict[str, bool], expected: str | None
) -> None:
    assert why_not_delegate(Wish(starts_on, ends_on, **what), TODAY) == expected


FLAGS = ("is_reviewer", "is_himself", "is_colleague", "decides_already", "overlaps")


@pytest.mark.parametrize("values", list(product((True, False), repeat=len(FLAGS))))
def test_one_thing_in_the_way_is_enough(values: tuple[bool, ...]) -> None:
    wish = Wish(TODAY, AFTER, **dict(zip(FLAGS, values, strict=True)))
    may = values == (True, False, True, False, False)
    assert (why_not_delegate(wish, TODAY) is None) is may


def test_the_people_are_asked_about_before_the_days() -> None:
    wish = Wish(BEFORE, BEFORE, is_reviewer=False, overlaps=True)
    assert why_not_delegate(wish, TODAY) is DelegationObstacle.NOT_REVIEWER


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Term(TODAY, TODAY), "in_force"),
        (Term(BEFORE, AFTER), "in_force"),
        (Term(AFTER, FAR), "to_come"),
        (Term(BEFORE, BEFORE), "ended"),
        (Term(BEFORE, AFTER, ended_at=NOON), "ended"),
        (Term(AFTER, FAR, ended_at=NOON), "ended"),
        (Term(BEFORE, AFTER, is_backed=False), "ended"),
    ],
)
def test_where_it_stands(term: Term, expected: str) -> None:
    assert term.state(TODAY) == expected


@pytest.mark.parametrize(
    ("term", "left_on", "expected"),
    [
        (Term(BEFORE, TODAY), None, start_of_day(AFTER)),
        (Term(BEFORE, AFTER, ended_at=NOON), None, NOON),
        (Term(BEFORE, AFTER), TODAY, start_of_day(AFTER)),
        (Term(BEFORE, AFTER, ended_at=NOON), BEFORE, start_of_day(TODAY)),
        (Term(BEFORE, BEFORE, ended_at=NOON), None, start_of_day(TODAY)),
        (Term(AFTER, FAR, ended_at=NOON), None, None),
        (Term(TODAY, FAR), BEFORE, None),
    ],
)
def test_the_first_of_its_ends_counts_and_none_before_its_start(
    term: Term, left_on: date | None, expected: datetime | None
) -> None:
    assert over_since(term, left_on) == expected
