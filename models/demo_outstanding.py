"""What stands out in one commune of the demo, and nothing in another: who decides sees both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from models.demo_story import CAREFUL, Row, Span, Work, words_of
from models.demo_wording import wording_of
from models.hint_rules import is_far
from models.line import LineState
from models.month_line import NUMBERS
from models.period import periods_before
from models.task import Cadence
from models.thresholds import USUAL

Works = Mapping[int, Work]


def make_stand_out(slug: str, rows: list[Row], works: Works, span: Span) -> None:
    """Change lines of these communes, so that the month before the demo's stands out, or not."""
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


def _leave_nothing_to_see(rows: list[Row], works: Works, _last: date) -> None:
    """No difficulty, no done line without a number, no number far from the one before, and nothing
    that arose in no period."""
    found = {(row["assignment_id"], row["period_on"]): row for row in rows}
    for row in sorted(rows, key=lambda row: row["period_on"]):
        work = works[row["assignment_id"]]
        told = periods_before(work.duty.cadence, row["period_on"], 1)
        before = found.get((row["assignment_id"], told[0])) if told else None
        row["difficulty"] = None
        _keep_near(row, before, work)


def _keep_near(row: Row, before: Row | None, work: Work) -> None:
    if before and row["state"] is before["state"] is LineState.NOT_APPLICABLE:
        _say(row, work, LineState.DONE)
    if before and any(is_far(name, before[name], row[name], USUAL) for name in NUMBERS):
        row.update({name: before[name] for name in (*NUMBERS, "note")})
    if row["state"] is LineState.DONE and not any(row[name] for name in NUMBERS):
        row["times"] = 1


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
    CAREFUL: (_leave_nothing_to_see,),
    "19618": (_leave_undone, _write_a_digit_too_many, _let_nothing_arise),
}
"""Xã Cam Tuyền and Xã Cam Chính: their month waits in every demo (models.demo_steps)."""
