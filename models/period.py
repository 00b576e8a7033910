"""The periods in which a task is done again: month, quarter, half-year, year, or only once."""

from __future__ import annotations

from datetime import date, timedelta

from models.task import Cadence

WHOLE = date(1, 1, 1)
"""The period of a task that is done once, or within a campaign: it has only this one."""

_MONTHS = {
    Cadence.MONTHLY: 1,
    Cadence.QUARTERLY: 3,
    Cadence.HALF_YEARLY: 6,
    Cadence.YEARLY: 12,
}


def period_on(cadence: Cadence, day: date) -> date:
    """The first day of the period of a cadence in which a day lies; WHOLE where there is one."""
    months = _MONTHS.get(cadence)
    if months is None:
        return WHOLE
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def periods_before(cadence: Cadence, period: date, count: int) -> list[date]:
    """The first days of so many periods before one, the nearest first; none of what has no end."""
    found: list[date] = []
    while cadence in _MONTHS and len(found) < count:
        period = period_on(cadence, period - timedelta(days=1))
        found.append(period)
    return found


def last_of_period(cadence: Cadence, day: date) -> date | None:
    """The last day of the period of a cadence in which a day lies; None where it has no end."""
    months = _MONTHS.get(cadence)
    if months is None:
        return None
    first = period_on(cadence, day)
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1) - timedelta(days=1)
