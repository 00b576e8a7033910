"""What time it is: one now() and one today() that tests, bench and demo can fix."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_fixed: datetime | None = None


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _fixed or datetime.now(UTC)  # noqa: TID251


def today() -> date:
    """The calendar day in Vietnam: a day is due until 23:59:59 there."""
    return vietnam_day(now())


def vietnam_day(instant: datetime) -> date:
    """The calendar day on which an aware instant falls in Vietnam."""
    return instant.astimezone(VIETNAM).date()


def start_of_day(day: date) -> datetime:
    """The instant, in UTC, at which a day begins in Vietnam."""
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM).astimezone(UTC)


def fix(instant: datetime | None) -> None:
    """Stop this process's clock at an instant; None lets it run again."""
    global _fixed
    if instant is not None and instant.tzinfo is None:
        raise ValueError("the clock takes aware instants only")
    _fixed = instant


@contextmanager
def fixed(instant: datetime) -> Iterator[None]:
    """Stop the clock for the length of a block."""
    before = _fixed
    fix(instant)
    try:
        yield
    finally:
        fix(before)
