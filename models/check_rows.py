"""What a list of activities would log: the rows that are right, and those logged before."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import select

from models.activity import Activity, ActivityState
from models.activity_acts import Doer
from models.activity_rows import ReadRow, Words, check, sameness
from models.activity_sums import Sums
from models.base import db
from models.list_cells import ListedRow
from models.log_activity import Entry
from models.row_words import words_of
from models.unit import Unit

_DAYS_AT_ONCE = 500
_STAY = (ActivityState.PLANNED, ActivityState.WAITING, ActivityState.COUNTED)
"""States of an entry that says that the activity is logged."""


@dataclass(frozen=True)
class RowsCheck:
    """Each row of a list as it was read; by its number what was logged before and says the same,
    or which earlier row does."""

    rows: list[ReadRow]
    words: Words
    logged: dict[int, uuid.UUID] = field(default_factory=dict)
    repeated: dict[int, int] = field(default_factory=dict)

    @property
    def faulty(self) -> list[ReadRow]:
        return [row for row in self.rows if row.faults]

    @property
    def same(self) -> list[ReadRow]:
        """The rows that are left out because the same is logged, or stands above."""
        known = self.logged.keys() | self.repeated.keys()
        return [row for row in self.rows if row.number in known]

    def taken(self, again: Collection[int] = ()) -> list[ReadRow]:
        """The rows to log: without faults, and not logged before but for those in `again`."""
        left = (self.logged.keys() | self.repeated.keys()) - set(again)
        return [row for row in self.rows if not row.faults and row.number not in left]


def check_rows(
    rows: Iterable[ListedRow], unit: Unit, by: Doer, *, has_below: bool = False
) -> RowsCheck:
    """Read a list for the bound unit; the queries do not grow with its rows but with its days."""
    words = words_of(unit, by)
    found = check(rows, words, began=unit.valid_from, has_below=has_below)
    good = [row for row in found if not row.faults]
    return RowsCheck(found, words, _logged(good, unit), _repeated(good))


def entries_of(rows: Iterable[ReadRow]) -> list[Entry]:
    return [row.entry for row in rows]


def sums_of_rows(rows: Iterable[ReadRow]) -> Sums:
    """What the rows add up to."""
    return sum((Sums(1, **asdict(row.figures)) for row in rows), Sums())


def asked_key(rows: Iterable[ReadRow], same: Iterable[ReadRow] = ()) -> str:
    """Names what is asked of some rows: doubts, and whether what is logged already is logged again.

    Asked otherwise, the answer counts no more; empty where nothing is asked.
    """
    keys = [f"{row.number}:{one.key}" for row in rows for one in row.doubts]
    keys += [f"{row.number}:again" for row in same]
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16] if keys else ""


def _repeated(rows: Sequence[ReadRow]) -> dict[int, int]:
    first: dict[Any, int] = {}
    said = ((row.number, first.setdefault(row.sameness, row.number)) for row in rows)
    return {number: earlier for number, earlier in said if number != earlier}


def _logged(rows: Sequence[ReadRow], unit: Unit) -> dict[int, uuid.UUID]:
    there = dict(_entries_on({row.values["held_on"] for row in rows}, unit)) if rows else {}
    return {row.number: there[row.sameness] for row in rows if row.sameness in there}


def _entries_on(days: Collection[Any], unit: Unit) -> Iterator[tuple[Any, uuid.UUID]]:
    """What the unit has logged on these days: what it is known by, and its key."""
    listed = sorted(days)
    logged = select(Activity).where(Activity.unit_id == unit.id, Activity.state.in_(_STAY))
    told = logged.with_only_columns(
        Activity.id,
        Activity.held_on,
        Activity.kind,
        Activity.hamlet_id,
        Activity.place,
        Activity.title,
    )
    for start in range(0, len(listed), _DAYS_AT_ONCE):
        some = told.where(Activity.held_on.in_(listed[start : start + _DAYS_AT_ONCE]))
        for key, held_on, kind, hamlet_id, place, title in db.session.execute(some):
            yield sameness(held_on, kind, hamlet_id, place, title), key
