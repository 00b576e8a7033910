"""The activities of the demo that fill its lines: what their notes tell of, and as many."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

from uuid_utils.compat import uuid7

from models.activity import GOODS, HEADS, ActivityState, folded
from models.activity_sums import Sums
from models.demo_story import MILLION, Row, Work, chance
from models.demo_wording import wording_of
from models.line import LineState
from models.line_activities import Filled
from models.month_line import MonthLine

LOGGED_BELOW = ("468", "612")
"""Whose communes log what they do."""
PLACES = ("Nhà văn hóa thôn", "Trường tiểu học", "Trường mầm non", "Hội trường UBND xã")
SEASONS = {
    6: "Vui chơi, tặng quà Ngày Quốc tế Thiếu nhi 1/6",
    9: "Vui Tết Trung thu, trao quà cho trẻ em",
    10: "Vui Tết Trung thu, trao quà cho trẻ em",
}
OF_A_PARTNER = 45
"""Of a hundred: what Hội LHPN logged, where it has a part in such work."""
_PARTNERS_KINDS = {"play", "gifts", "training", "club", "communication"}


def activity_of(row: Row, work: Work, people: tuple[int, int | None]) -> Row | None:
    """The activity that a done line tells of, logged by the officer or by the partner of these
    two people; None where it tells of none."""
    wording = wording_of(work.text)
    if wording.kind is None or row["state"] is not LineState.DONE:
        return None
    lot, (writer_id, partner_id) = chance(work.unit, work.task, row["period_on"]), people
    by_partner = partner_id and wording.kind in _PARTNERS_KINDS and lot < OF_A_PARTNER
    title = SEASONS.get(row["done_on"].month, wording.title) if wording.kind == "play" else ""
    title = (title or wording.title).replace("thôn", work.places)
    place = PLACES[lot % len(PLACES)].replace("thôn", work.places)
    return {
        "id": uuid7(),
        "unit_id": work.unit_id,
        "agency_id": None,
        "kind": wording.kind,
        "title": title,
        "place": place,
        "folded": folded(title, place),
        "state": ActivityState.COUNTED,
        "held_on": row["done_on"],
        "from_partner": bool(by_partner),
        "logged_by_id": partner_id if by_partner else writer_id,
        "decided_by_id": writer_id if by_partner else None,
        "decided_at": row["written_at"] if by_partner else None,
        "created_at": row["written_at"] - timedelta(hours=2 if by_partner else 0),
        "adds_gifts": False,
        "version": 1,
        **_figures(row, wording.kind, lot),
    }


def _figures(row: Row, kind: str, lot: int) -> Row:
    found: Row = dict.fromkeys((*HEADS, *GOODS))
    children, amount = row["children"], row["amount"]
    found |= {"sessions": row["times"], "children": children, "adults": row["adults"]}
    if children:
        girls = children * (45 + lot % 10) // 100
        found |= {"girls": girls, "boys": children - girls}
    if children and kind in {"gifts", "play", "visit"}:
        found |= {"gifts": children, "special": children * (5 + lot % 20) // 100}
    if amount:
        budget = amount * (lot % 5) // 10 // MILLION * MILLION
        found |= {"budget": budget or None, "mobilised": amount - budget}
    if amount and found["gifts"]:
        found["gift_value"] = amount * 7 // 10
    return found


def numbers_of(activity: Row) -> dict[str, int]:
    """What a line says that this activity fills."""
    values: dict[str, Any] = {name: activity[name] for name in ("sessions", *HEADS, *GOODS)}
    return Filled((activity["id"],), Sums(1, **values)).numbers


def filled_with(line: MonthLine, activity: Row) -> MonthLine:
    """The line as its activity says it."""
    numbers: dict[str, Any] = numbers_of(activity)
    ids: tuple[uuid.UUID, ...] = (activity["id"],)
    return replace(line, activities=ids, summed=tuple(numbers), **numbers)
