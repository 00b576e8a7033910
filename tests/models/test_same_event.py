"""Which entries of two organisers may be one event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.same_event import Event, Likeness, likeness

OURS = Event(
    "gifts", "Tặng quà Trung thu", date(2026, 9, 24), None, 1, "Nhà văn hóa thôn Tân Trang"
)
THEIRS = replace(OURS, agency_id=5)
DAY, KIND, TITLE = Likeness.SAME_DAY, Likeness.SAME_KIND, Likeness.LIKE_TITLE
HAMLET, PLACE = Likeness.SAME_HAMLET, Likeness.NEAR_PLACE
ELSEWHERE = {"hamlet_id": 2, "where": "Nhà văn hóa thôn Phan Xá"}
NOWHERE = {"hamlet_id": None, "where": ""}
OTHER_WORDS = {"title": "Vui hội trăng rằm"}
TABLE: list[tuple[dict[str, Any], list[Likeness]]] = [
    ({}, [DAY, HAMLET, KIND, TITLE]),
    ({"agency_id": None}, []),
    ({"held_on": date(2026, 9, 25)}, []),
    ({"kind": "play"}, [DAY, HAMLET, TITLE]),
    ({"kind": "visit"}, [DAY, HAMLET, TITLE]),
    ({"kind": "other"}, [DAY, HAMLET, TITLE]),
    ({"kind": "inspection"}, []),
    ({"kind": "training"}, []),
    ({"kind": "own"}, []),
    (OTHER_WORDS, [DAY, HAMLET, KIND]),
    ({"hamlet_id": 2, "where": "Sân bóng Tân Trang"}, [DAY, PLACE, KIND, TITLE]),
    ({"hamlet_id": None, "where": "thon tan trang"}, [DAY, PLACE, KIND, TITLE]),
    ({**OTHER_WORDS, "hamlet_id": None, "where": "Tân Trang"}, [DAY, PLACE, KIND]),
    (ELSEWHERE, []),
    ({**ELSEWHERE, "hamlet_id": 1}, [DAY, HAMLET, KIND, TITLE]),
    (NOWHERE, [DAY, KIND, TITLE]),
    ({**NOWHERE, "where": "Nhà văn hóa thôn"}, [DAY, KIND, TITLE]),
    ({**NOWHERE, **OTHER_WORDS}, []),
    ({**NOWHERE, "title": "tang qua trung thu cho cac chau"}, [DAY, KIND, TITLE]),
    ({**NOWHERE, "title": ""}, []),
    ({**NOWHERE, "kind": "play"}, [DAY, TITLE]),
]


@pytest.mark.parametrize(("values", "expected"), TABLE, ids=str)
def test_two_entries_may_be_one_event(values: dict[str, Any], expected: list[Likeness]) -> None:
    other = replace(THEIRS, **values)
    assert list(likeness(OURS, other)) == list(likeness(other, OURS)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("gifts", "play", True),
        ("play", "visit", True),
        ("communication", "play", True),
        ("communication", "training", True),
        ("club", "forum", True),
        ("gifts", "communication", False),
        ("medical", "inspection", False),
        ("medical", "medical", True),
        ("own", "own", True),
        ("other", "own", True),
    ],
)
def test_kinds_may_be_one(one: str, other: str, expected: bool) -> None:
    pair = replace(OURS, kind=one), replace(THEIRS, kind=other)
    assert bool(likeness(*pair)) is expected
