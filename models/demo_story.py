"""How the units of the demo worked, month by month: the same in every demo, other in every unit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from uuid_utils.compat import uuid7

from models import clock
from models.demo_wording import Range, Wording, wording_of
from models.line import FINISHED, LineState
from models.live_lines import Duty, due_day
from models.month_calendar import DEFAULT_RULES, Month
from models.month_line import NUMBERS
from models.period import WHOLE, last_of_period, period_on
from models.task import Cadence

Row = dict[str, Any]
HOLIDAYS = {(1, 1), (4, 30), (5, 1), (9, 2)}
NOTHING_AROSE, LEFT, LATE = 55, 8, 20
"""Of a hundred: lines in which nothing arose where that can be, those left undone, done late."""
SOON = timedelta(days=10)
"""So long before its day a line has been begun."""
CAREFUL = "19600"
"""Xã Cam Tuyền leaves nothing undone and is never late: in its month nothing stands out."""
MILLION = 1_000_000


def chance(*parts: object, below: int = 100) -> int:
    """A number that looks like chance and is the same in every demo."""
    return zlib.crc32("-".join(map(str, parts)).encode()) % below


def is_at_work(day: date) -> bool:
    """Whether offices are open."""
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def workday(day: date, step: int = 1) -> date:
    """The day itself, or the next (with -1 the last) one on which offices are open."""
    while not is_at_work(day):
        day += timedelta(days=step)
    return day


def moment(day: date, *parts: object) -> datetime:
    """An instant of a day within office hours."""
    return clock.start_of_day(day) + timedelta(minutes=450 + chance(day, *parts, below=510))


@dataclass(frozen=True)
class Work:
    """What a unit got: a duty with its words and its place in the chances; `unit` is its slug."""

    unit_id: int
    unit: str
    task: str
    text: str
    duty: Duty
    places: str = "thôn"


@dataclass(frozen=True)
class Span:
    """The months that are told, up to the day before the demo's; `since` work was given out."""

    months: Sequence[Month]
    since: date
    as_at: date

    @property
    def present(self) -> date:
        """The named month of the day the demo stands at."""
        return self.months[-1].named

    def month_of(self, day: date) -> date:
        """The named month of a day; before the first one that is told, its own."""
        return next((m.named for m in self.months if m.holds(day)), day.replace(day=1))


def rows_of(work: Work, span: Span) -> Iterator[Row]:
    """The lines of a duty in the months that are told; periods without a word have none."""
    cadence = work.duty.cadence
    for period in dict.fromkeys(period_on(cadence, month.named) for month in span.months):
        is_short = cadence in (Cadence.MONTHLY, Cadence.QUARTERLY, Cadence.HALF_YEARLY)
        row = (_recurring if is_short else _single)(work, period, span)
        if row is not None:
            yield row


def _recurring(work: Work, period: date, span: Span) -> Row | None:
    """Done in one of the period's months, as a rule the last; never after its end."""
    months = [m for m in span.months if period_on(work.duty.cadence, m.named) == period]
    lot = _lot(work, period)
    month = months[-1] if lot % 3 else months[lot % len(months)]
    days = 20 + lot % 5 if wording_of(work.text).nothing else 1 + lot * 7 % 24
    day = workday(month.first_day + timedelta(days=days), -1)
    return _written(work, period, max(day, month.first_day, span.since), lot, span)


def _single(work: Work, period: date, span: Span) -> Row | None:
    """Done around its due day; what has none, on some day of its plan."""
    duty = work.duty
    lot = _lot(work)
    due = due_day(duty, period, DEFAULT_RULES) or span.as_at.replace(month=12, day=31)
    lateness = 3 + lot % 35 if LEFT <= lot < LATE else -(lot % 21)
    day = due + timedelta(days=lateness)
    if duty.due_on is None:
        day = span.since + (due - span.since) * lot / 100
    if duty.starts_on is not None and day < duty.starts_on:
        day = duty.starts_on + timedelta(days=lot % 12)
    return _written(work, period, workday(max(day, span.since)), lot, span)


def _lot(work: Work, *parts: object) -> int:
    lot = chance(work.unit, work.task, *parts)
    return max(lot, LATE) if work.unit == CAREFUL else lot


def _written(work: Work, period: date, day: date, lot: int, span: Span) -> Row | None:
    """The line as it was written by the last day that is told; None where nobody wrote."""
    wording = wording_of(work.text)
    begun_on = workday(max(day - SOON, span.since, work.duty.starts_on or span.since, period))
    if day <= span.as_at and lot >= LEFT:
        is_nothing = wording.nothing is not None and lot % 97 < NOTHING_AROSE
        state = LineState.NOT_APPLICABLE if is_nothing else LineState.DONE
    elif begun_on <= span.as_at and lot % 4 and wording.nothing is None:
        state, day = LineState.IN_PROGRESS, begun_on
    else:
        return None
    return {**_row(work, period, span, state, begun_on, day), **words_of(wording, work, state, day)}


def _row(work: Work, period: date, span: Span, state: LineState, begun_on: date, day: date) -> Row:
    named = span.month_of(day)
    return {
        "id": uuid7(),
        "unit_id": work.unit_id,
        "assignment_id": work.duty.key,
        "period_on": period,
        "state": state,
        "begun_in": named if named == span.present else min(span.month_of(begun_on), named),
        "done_in": named if state in FINISHED else None,
        "done_on": day if state in FINISHED else None,
        "written_at": moment(day, work.unit, work.task),
        "frozen_on": None,
        "version": 1,
    }


def words_of(wording: Wording, work: Work, state: LineState, day: date) -> Row:
    """What is written of a line in a state: note, reason, difficulty, numbers."""
    lot = chance(work.unit, work.task, day)
    is_done, is_begun = state is LineState.DONE, state is LineState.IN_PROGRESS
    note = wording.done[lot % len(wording.done)] if is_done else wording.begun
    counts = {name: _count(getattr(wording, name), lot) for name in NUMBERS}
    told = {
        "note": note.format(**counts) if is_done or is_begun else None,
        "reason": wording.nothing if state is LineState.NOT_APPLICABLE else None,
        "difficulty": wording.difficulty if is_begun and lot % 2 else None,
    }
    told = {name: said and said.replace("thôn", work.places) for name, said in told.items()}
    numbers = {name: count if name in note else None for name, count in counts.items()}
    numbers["amount"] = counts["amount"] and counts["amount"] * MILLION
    if not is_done:
        numbers = dict.fromkeys(NUMBERS)
    return {**told, **numbers}


def _count(within: Range | None, lot: int) -> int | None:
    return within and within[0] + lot * 31 % (within[1] - within[0] + 1)


def freeze(rows: Iterable[Row], works: dict[int, Work], approved: Sequence[Month]) -> None:
    """Mark the lines that were approved with one of these months, the earliest first."""
    for row in rows:
        named = _settled_in(row, works[row["assignment_id"]].duty.cadence)
        row["frozen_on"] = next((m.named for m in approved if m.named == named), None)


def _settled_in(row: Row, cadence: Cadence) -> date | None:
    """The month with which nothing is left to do of a line: done, or its period over."""
    last = last_of_period(cadence, row["period_on"])
    return row["done_in"] or (last.replace(day=1) if last and row["period_on"] != WHOLE else None)
