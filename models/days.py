"""Days as people type them."""

from __future__ import annotations

import re
from datetime import date

from models.clock import today
from models.text import normalise

_PARTED = re.compile(r"(\d{1,2})[./\- ](\d{1,2})(?:[./\- ](\d{4}|\d{2}))?")
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")
_ISO = re.compile(r"(?P<year>\d{4})-(\d{1,2})-(\d{1,2})")


class BadDay(ValueError):
    """Not a day of the calendar in any form that is read."""


def parse_day(text: str) -> date:
    """15/09/2026, 15-9-26, 15.9, 15092026 or 2026-09-15: day first; without a year, this year's.

    Raises BadDay.
    """
    text = normalise(text)
    if iso := _ISO.fullmatch(text):
        return _day(iso[1], iso[2], iso[3])
    found = _PARTED.fullmatch(text) or _RUN.fullmatch(text)
    if found is None:
        raise BadDay(text)
    return _day(found[3] or str(today().year), found[2], found[1])


def _day(year: str, month: str, day: str) -> date:
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        raise BadDay(f"{day}/{month}/{year}") from None
