"""Rules of handing gifts out, and of when a shortage is told; pure."""

from __future__ import annotations

from datetime import date, timedelta

from models.activity import TITLE
from models.figure_rules import Doubt, Finding
from models.text import fold

WATCHED = timedelta(days=14)
"""So long before the feast, or the first day, a shortage is told."""
_GIVING = ("tang qua", "trao qua", "trao tang")
"""A campaign that is named by the giving is not named so twice."""


def is_watched(day: date, starts_on: date, ends_on: date, feast_on: date | None) -> bool:
    """Whether a shortage of a campaign is told on a day: until its last one."""
    return (feast_on or starts_on) - WATCHED <= day <= ends_on


def each(value: int | None, gifts: int | None) -> int | None:
    """What one gift is worth, in whole đồng; None where that is not known."""
    return value // gifts if value and gifts else None


def title_of(campaign: str, hamlet: str) -> str:
    """The name of an activity by which gifts are handed out in a hamlet."""
    named = campaign if fold(campaign).startswith(_GIVING) else f"Trao quà {campaign}"
    return f"{named} tại {hamlet[:1].lower()}{hamlet[1:]}"[:TITLE].strip()


def direct(given: int, received: int, over: int) -> int:
    """How many gifts an agency handed out itself that nobody recorded as received: no more than
    the whole unit gave above what it received."""
    return max(min(given - received, over), 0)


def receipt_doubts(gifts: int, received: int, pledged: int) -> list[Finding]:
    """What is asked back of a receipt: more than was pledged comes by it."""
    if received + gifts <= pledged:
        return []
    return [Finding(Doubt.ABOVE_PLEDGE, "gifts", (received + gifts, pledged))]
