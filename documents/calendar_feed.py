"""Writing a calendar that other programs subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

ZONE = "Asia/Ho_Chi_Minh"
REFRESHED = timedelta(hours=6)
"""How often a program is asked to look again."""


@dataclass(frozen=True)
class FeedDay:
    """A thing that lasts a whole day; its `uid` stays when it changes or moves."""

    uid: str
    day: date
    title: str
    text: str
    href: str | None
    category: str


def write_feed(name: str, days: Iterable[FeedDay], at: datetime) -> bytes:
    """A calendar of whole days, in UTF-8, its lines folded; `at`, in UTC, is when it was drawn."""
    from icalendar import Calendar  # 7 MiB, and only the feed needs it

    calendar = Calendar()
    calendar.add("prodid", "-//Mang Non//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    for one in days:
        calendar.add_component(_event(one, at))
    return bytes(calendar.to_ical())


def _event(one: FeedDay, at: datetime) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", at)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", one.title)
    event.add("description", one.text)
    event.add("categories", [one.category])
    event.add("transp", "TRANSPARENT")
    if one.href:
        event.add("url", one.href)
    return event
