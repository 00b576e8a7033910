"""What is missing in a result sheet, and what changed since it was handed in."""

from __future__ import annotations

from typing import Any

import pytest

from models.activity_sums import Sums
from models.result_sheet import Around, Difference, differences, missing

HELD = {"activities": 2, "children": 120}


@pytest.mark.parametrize(
    ("sums", "around", "told"),
    [
        (HELD, {}, []),
        (HELD | {"children": None}, {}, [("unknown", 1)]),
        (HELD | {"children": 0}, {}, []),
        ({}, {}, [("no_activity", 0)]),
        ({}, {"waiting": 3, "planned": 1}, [("no_activity", 0), ("waiting", 3), ("planned", 1)]),
        (HELD, {"open_tasks": 2}, [("open_tasks", 2)]),
        (HELD | {"gifts": 60}, {"received": 40}, [("unreceived", 20)]),
        (HELD | {"gifts": 60}, {"received": 60}, []),
        (HELD | {"gifts": 60}, {"received": None}, []),
    ],
)
def test_what_is_missing(sums: dict[str, Any], around: dict[str, Any], told: list[Any]) -> None:
    found = missing(Sums(**sums), ["activities", "children"], Around(**around))
    assert [(one.gap, one.number) for one in found] == told


def test_money_of_both_sources_is_one_figure() -> None:
    asked = ["cost"]
    assert missing(Sums(activities=1, mobilised=5), asked, Around()) == []
    assert missing(Sums(activities=1), asked, Around())[0].names == ("cost",)


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (HELD, HELD, []),
        (HELD, HELD | {"gifts": 5}, [Difference("gifts", None, 5)]),
        (HELD | {"gifts": 5}, HELD | {"gifts": 0}, [Difference("gifts", 5, 0)]),
        (HELD | {"adults": 4}, HELD, [Difference("adults", 4, None)]),
    ],
)
def test_what_changed(was: dict[str, Any], now: dict[str, Any], told: list[Difference]) -> None:
    assert differences(was, Sums(**now)) == told
