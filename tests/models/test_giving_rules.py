"""Handing gifts out, and when a shortage is told."""

from __future__ import annotations

from datetime import date

import pytest

from models.giving_rules import direct, each, is_watched, receipt_doubts, title_of

STARTS, ENDS, FEAST = date(2026, 9, 1), date(2026, 9, 28), date(2026, 9, 25)


@pytest.mark.parametrize(
    ("day", "feast_on", "is_told"),
    [
        (date(2026, 9, 10), FEAST, False),
        (date(2026, 9, 11), FEAST, True),  # two weeks before the feast
        (FEAST, FEAST, True),
        (ENDS, FEAST, True),
        (date(2026, 9, 29), FEAST, False),
        (date(2026, 8, 17), None, False),
        (date(2026, 8, 18), None, True),  # two weeks before the first day
    ],
)
def test_when_a_shortage_is_told(day: date, feast_on: date | None, is_told: bool) -> None:
    assert is_watched(day, STARTS, ENDS, feast_on) is is_told


@pytest.mark.parametrize(
    ("value", "gifts", "one"),
    [(1_000_000, 10, 100_000), (100, 3, 33), (None, 10, None), (0, 10, None), (100, 0, None)],
)
def test_what_one_gift_is_worth(value: int | None, gifts: int, one: int | None) -> None:
    assert each(value, gifts) == one


@pytest.mark.parametrize(
    ("campaign", "hamlet", "title"),
    [
        ("Trung thu 2026", "Thôn Cam Phú 1", "Trao quà Trung thu 2026 tại thôn Cam Phú 1"),
        ("Tặng quà Tết Bính Ngọ", "Bản Chùa", "Tặng quà Tết Bính Ngọ tại bản Chùa"),
    ],
)
def test_the_name_of_handing_out(campaign: str, hamlet: str, title: str) -> None:
    assert title_of(campaign, hamlet) == title
    assert len(title_of(campaign * 9, hamlet)) <= 200


@pytest.mark.parametrize(
    ("given", "received", "over", "gifts"),
    [(100, 0, 100, 100), (100, 40, 100, 60), (100, 0, 30, 30), (40, 40, 30, 0), (10, 40, 30, 0)],
)
def test_what_an_agency_handed_out_itself(given: int, received: int, over: int, gifts: int) -> None:
    assert direct(given, received, over) == gifts


def test_more_than_was_pledged_is_asked_back() -> None:
    assert receipt_doubts(40, received=60, pledged=100) == []
    (asked,) = receipt_doubts(41, received=60, pledged=100)
    assert asked.key == "gifts-above_pledge-101-100"
