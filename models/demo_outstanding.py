"""What stands out in two communes of the demo, so that who decides has something to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from models.demo_story import Row, Span, Work, words_of
from models.demo_wording import wording_of
from models.line import LineState
from models.period import periods_before
from models.task import Cadence
from models.thresholds import USUAL

Works = Mapping[int, Work]


def make_stand_out(slug: str, rows: list[Row], works: Works, span: Span) -> None:
    """Change lines of the month before the demo's, and of those before it, in these communes."""
    if len(span.months) > 1:
        for change in _CHANGES.get(slug, ()):
            change(rows, works, span.months[-2].named)


def _write_a_digit_too_many(rows: list[Row], works: Works, last: date) -> None:
    """In the note stands what it was."""
    counted = {
        (row["assignment_id"], row["period_on"]): row
        for row in _done_monthly(rows, works)
        if row["children"]
    }
    [before] = periods_before(Cadence.MONTHLY, last, 1)
    found = [
        row
        for (key, period), row in counted.items()
        if period == last == row["done_in"] and (key, before) in counted
    ]
    if found:
        most = max(found, key=lambda row: row["children"])
        most["children"] *= 10


def _let_nothing_arise(rows: list[Row], works: Works, last: date) -> None:
    """In one task as many months running as are named."""
    periods = {last, *periods_before(Cadence.MONTHLY, last, USUAL.nothing_periods - 1)}
    for key, work in works.items():
        told = [r for r in rows if r["assignment_id"] == key and r["period_on"] in periods]
        is_whole = len(told) == len(periods) and all(row["done_in"] for row in told)
        if is_whole and wording_of(work.text).nothing:
            for row in told:
                _say(row, work, LineState.NOT_APPLICABLE)
            return


def _leave_undone(rows: list[Row], works: Works, last: date) -> None:
    """One task that was due as many months ago as are named."""
    long_ago = [last, *periods_before(Cadence.MONTHLY, last, USUAL.late_months - 1)][-1]
    late = [row for row in rows if _was_due_before(works[row["assignment_id"]], long_ago)]
    if late:
        row = max(late, key=lambda row: (works[row["assignment_id"]].duty.due_on, row["id"]))
        _say(row, works[row["assignment_id"]], LineState.IN_PROGRESS)
        row.update(done_in=None, done_on=None)


def _done_monthly(rows: list[Row], works: Works) -> Iterator[Row]:
    for row in rows:
        is_monthly = works[row["assignment_id"]].duty.cadence == Cadence.MONTHLY
        if is_monthly and row["state"] is LineState.DONE:
            yield row


def _was_due_before(work: Work, day: date) -> bool:
    due = work.duty.due_on
    return work.duty.cadence == Cadence.ONCE and due is not None and due < day


def _say(row: Row, work: Work, state: LineState) -> None:
    row.update(words_of(wording_of(work.text), work, state, row["period_on"]), state=state)


_CHANGES: dict[str, tuple[Callable[[list[Row], Works, date], None], ...]] = {
    "19600": (_leave_undone,),
    "19618": (_write_a_digit_too_many, _let_nothing_arise),
}
"""Xã Cam Tuyền and Xã Cam Chính: their month waits in every demo (models.demo_steps)."""
