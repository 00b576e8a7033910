"""What became of the months of the demo: handed in, read, sent back, mended, approved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from models.checklist import EventKind
from models.demo_story import CAREFUL, Row, chance, is_at_work, moment, workday
from models.line import LineState
from models.month_calendar import Month
from models.month_line import NUMBERS
from models.return_reason import STARTING_SET, LooksFor, Reason

LATE = 18
"""Of a hundred months so many are handed in after their due day."""
WORDS = (
    "Kính gửi huyện, các việc đã ghi đủ.",
    "Hai việc chưa xong do mưa lũ, sẽ làm tiếp tháng sau.",
    "Đã kiểm tra lại số liệu với trạm y tế và trường học.",
)
RETURN_WORD = "Các việc khác đã rõ. Bổ sung rồi nộp lại."
RETURNS = {
    "no_evidence": "Gửi thêm ảnh hoặc biên bản của việc này.",
    "numbers_missing": "Chưa ghi số buổi và số người dự.",
    "note_missing": "Ghi rõ đã làm ở đâu, ai chủ trì, kết quả thế nào.",
}
"""What is asked for with each reason of the starting set that is given."""
PLAIN = "Đã thực hiện theo kế hoạch."
"""What stood there instead of numbers."""
MENDED = "Đã gửi thêm biên bản."


class Fate(StrEnum):
    """What became of a month in the end."""

    APPROVED = "approved"
    MENDED = "mended"
    RESUBMITTED = "resubmitted"
    RETURNED = "returned"
    IN_REVIEW = "in_review"
    SUBMITTED = "submitted"
    OPEN = "open"


_S, _T = (EventKind.SUBMITTED, 1), (EventKind.TAKEN_IN_HAND, 1)
_A, _R = (EventKind.APPROVED, 1), (EventKind.RETURNED, 1)
_STEPS: dict[Fate, tuple[tuple[EventKind, int], ...]] = {
    Fate.APPROVED: (_S, _T, _A),
    Fate.MENDED: (_S, _T, _R, _S, _T, _A),
    Fate.RESUBMITTED: (_S, _T, _R, _S),
    Fate.RETURNED: (_S, _T, _R),
    Fate.IN_REVIEW: (_S, _T),
    Fate.SUBMITTED: (_S,),
    Fate.OPEN: (),
}
"""What happened, each with the working days since the step before."""
SENT_BACK = {Fate.MENDED, Fate.RESUBMITTED, Fate.RETURNED}
_LAST_FULL = {
    "19597": Fate.APPROVED,
    "19600": Fate.SUBMITTED,
    "19603": Fate.IN_REVIEW,
    "19606": Fate.RESUBMITTED,
    "19612": Fate.APPROVED,
    "19615": Fate.RETURNED,
    "19618": Fate.SUBMITTED,
    "19621": Fate.OPEN,
    "23428": Fate.RETURNED,
    "23431": Fate.IN_REVIEW,
    "23434": Fate.RESUBMITTED,
    "23443": Fate.OPEN,
    "612": Fate.SUBMITTED,
}
"""The month before that of the demo's day, in Cam Lộ and Đăk Tô; elsewhere it is chance."""
_LAST_SHARES = (
    (45, Fate.APPROVED),
    (68, Fate.SUBMITTED),
    (76, Fate.IN_REVIEW),
    (84, Fate.RETURNED),
    (92, Fate.RESUBMITTED),
    (100, Fate.OPEN),
)
_EARLIER_SHARES = ((86, Fate.APPROVED), (98, Fate.MENDED), (100, Fate.OPEN))
_EXEMPLARY = "19612"
"""Xã Cam Thành, whose officer is shown at work: nothing of an earlier month keeps him."""


@dataclass(frozen=True)
class Step:
    """Something that happened to a month at an instant."""

    kind: EventKind
    at: datetime
    word: str | None = None


def fate_of(slug: str, month: Month, *, is_last: bool, is_decided: bool) -> Fate:
    """What became of a unit's month; `is_decided`: there is somebody above who decides."""
    if not is_decided:
        return Fate.SUBMITTED
    if slug == _EXEMPLARY:
        return Fate.APPROVED
    if is_last and slug in _LAST_FULL:
        return _LAST_FULL[slug]
    if slug == CAREFUL and not is_last:
        return Fate.APPROVED
    lot = chance(slug, month.named, "fate")
    shares = _LAST_SHARES if is_last else _EARLIER_SHARES
    return next(fate for below, fate in shares if lot < below)


def steps_of(slug: str, month: Month, fate: Fate, as_at: date) -> Iterator[Step]:
    """The steps of a month up to a day."""
    lot = chance(slug, month.named, "late")
    on_time = workday(month.due_on - timedelta(days=lot % 5), -1)
    day = workday(month.due_on + timedelta(days=1 + lot % 3)) if lot < LATE else on_time
    for number, (kind, days) in enumerate(_STEPS[fate]):
        day = _later(day, days + lot % 2) if number else day
        if fate is Fate.IN_REVIEW and kind is EventKind.TAKEN_IN_HAND:
            day = max(day, workday(as_at - timedelta(days=1), -1))
        if day > as_at:
            return
        yield Step(kind, moment(day, slug, number), _word(kind, lot))


def _later(day: date, workdays: int) -> date:
    while workdays:
        day += timedelta(days=1)
        workdays -= is_at_work(day)
    return day


def _word(kind: EventKind, lot: int) -> str | None:
    if kind is EventKind.RETURNED:
        return RETURN_WORD
    is_said = kind is EventKind.SUBMITTED and not lot % 3
    return WORDS[lot % len(WORDS)] if is_said else None


def sent_back(rows: list[Row], month: Month) -> list[tuple[Row, Reason]]:
    """One or two lines of a month that are sent back, and why."""
    done = [row for row in rows if row["done_in"] == month.named and _is_done(row)]
    chosen = sorted(done, key=lambda row: chance(row["assignment_id"], month.named))[:2]
    return [(row, _reason(row)) for row in chosen]


def _is_done(row: Row) -> bool:
    return bool(row["state"] is LineState.DONE)


def _reason(row: Row) -> Reason:
    counted = any(row[name] is not None for name in NUMBERS)
    reasons = [one for one in STARTING_SET if one.code in RETURNS]
    reasons = [one for one in reasons if counted or one.looks_for is not LooksFor.NUMBERS]
    return reasons[chance(row["assignment_id"]) % len(reasons)]


def strip(row: Row, reason: Reason) -> Row:
    """Take away from a line what was missed in it; what is written when it is mended."""
    missed = {
        LooksFor.EVIDENCE: {"note": f"{row['note']} {MENDED}"},
        LooksFor.NUMBERS: {name: row[name] for name in (*NUMBERS, "note")},
        LooksFor.NOTE: {"note": row["note"]},
    }
    if reason.looks_for is LooksFor.NUMBERS:
        row.update(dict.fromkeys(NUMBERS), note=PLAIN)
    if reason.looks_for is LooksFor.NOTE:
        row.update(note=None)
    return missed[reason.looks_for]
