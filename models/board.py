"""The board of the units below: what each month of each unit is, and how much of it was handed in.

Pure: what was read comes in, cells and rates go out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.month_acts import SENT_BACK, MonthState
from models.month_calendar import Month

MONTHS = 12
"""How many months stand beside each other."""


Span = tuple[date, date | None]
"""The first and the last day of some work; no last day where it goes on."""


class CellState(StrEnum):
    """What a month of a unit is on the board; those decided on keep their names of MonthState."""

    NOT_BEGUN = "not_begun"
    ENDED = "ended"
    NO_WORK = "no_work"
    TO_COME = "to_come"
    OPEN = "open"
    MISSING = "missing"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    REOPENED = "reopened"
    APPROVED = "approved"
    EXCUSED = "excused"


@dataclass(frozen=True)
class Life:
    """From when to when a unit was there, and from when to when it had something to do."""

    first_day: date | None = None
    last_day: date | None = None
    work: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Written:
    """What a unit's checklist says of a month: where it stands, the day it was handed in, and how
    many changes came after it was approved."""

    state: MonthState
    handed_in_on: date | None = None
    changes_since: int = 0


@dataclass(frozen=True)
class Cell:
    """One month of one unit; `is_due` where its due day has passed and it had to be handed in,
    `is_changed` where something came to it after it was approved."""

    named: date
    state: CellState
    is_due: bool = False
    is_handed_in: bool = False
    is_late: bool = False
    is_changed: bool = False

    @property
    def is_sent_back(self) -> bool:
        return self.state in _SENT_BACK

    @property
    def has_page(self) -> bool:
        """Whether the month can be opened."""
        return self.state not in _WITHOUT_PAGE


@dataclass(frozen=True)
class Rates:
    """How many months had to be handed in by now, were, and were by their due day."""

    due: int = 0
    submitted: int = 0
    on_time: int = 0

    def __add__(self, other: Rates) -> Rates:
        return Rates(
            self.due + other.due, self.submitted + other.submitted, self.on_time + other.on_time
        )

    @property
    def completeness(self) -> int:
        """The share handed in, in whole percent: 100 only where none is missing."""
        return 100 * self.submitted // self.due if self.due else 0

    @property
    def timeliness(self) -> int:
        """The share handed in by the due day, in whole percent."""
        return 100 * self.on_time // self.due if self.due else 0


_SENT_BACK = {CellState(state.value) for state in SENT_BACK}
_WITHOUT_PAGE = {CellState.NOT_BEGUN, CellState.ENDED, CellState.TO_COME}


def cell_of(month: Month, life: Life, written: Written | None, today: date) -> Cell:
    """A month of a unit as at a day; one that was excused is neither due nor handed in."""
    if written is not None and written.state is MonthState.EXCUSED:
        return Cell(month.named, CellState.EXCUSED)
    if written is not None and written.state is not MonthState.OPEN:
        return _handed_in(month, life, written, today)
    state = _without_work(month, life, today) or _waiting(month, today)
    return Cell(month.named, state, is_due=state is CellState.MISSING)


def rates_of(cells: Iterable[Cell]) -> Rates:
    """What was handed in of what had to be; a month is counted once its due day has passed."""
    due = [cell for cell in cells if cell.is_due]
    submitted = [cell for cell in due if cell.is_handed_in]
    return Rates(len(due), len(submitted), sum(not cell.is_late for cell in submitted))


def _handed_in(month: Month, life: Life, written: Written, today: date) -> Cell:
    day = written.handed_in_on
    return Cell(
        month.named,
        CellState(written.state.value),
        is_due=month.due_on < today and not _ends_before(life, month.due_on),
        is_handed_in=True,
        is_late=day is not None and day > month.due_on,
        is_changed=bool(written.changes_since),
    )


def _without_work(month: Month, life: Life, today: date) -> CellState | None:
    """Why nothing is asked of the unit in the month; None: it is.

    A unit that ends before a month is due cannot hand it in any more.
    """
    if month.first_day > today:
        return CellState.TO_COME
    if life.first_day is not None and month.last_day < life.first_day:
        return CellState.NOT_BEGUN
    if _ends_before(life, month.due_on):
        return CellState.ENDED
    return None if any(_meets(one, month) for one in life.work) else CellState.NO_WORK


def _meets(span: Span, month: Month) -> bool:
    """As models/months_around.py has it: else there is nothing to hand in."""
    first, last = span
    return first <= month.last_day and (last is None or last >= month.first_day)


def _ends_before(life: Life, day: date) -> bool:
    return life.last_day is not None and life.last_day < day


def _waiting(month: Month, today: date) -> CellState:
    return CellState.MISSING if month.due_on < today else CellState.OPEN
