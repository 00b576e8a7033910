"""What changed between two states of a month's lines: pure, for who decides and for the record."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from models.live_lines import Place
from models.month_line import NUMBERS, TEXTS, MonthLine

FIELDS = ("text", "product", "due_on", "state", "done_on", *NUMBERS, *TEXTS)
"""What is compared of a line, in the order in which it is told; the evidence comes last."""
ADDED, WITHDRAWN = "evidence_added", "evidence_withdrawn"
CAME, WENT = "activities_came", "activities_went"


Ids = tuple[uuid.UUID, ...]


class ChangeKind(StrEnum):
    """What became of a line."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class FieldChange:
    """One field of a line: what it was, what it is. Of evidence and of activities the ids that
    came, or that went."""

    name: str
    was: Any
    now: Any


@dataclass(frozen=True)
class LineChange:
    """A line that is not what it was: as it is now, or was where it is no more."""

    kind: ChangeKind
    line: MonthLine
    fields: tuple[FieldChange, ...] = ()


def difference(
    before: Iterable[MonthLine],
    after: Iterable[MonthLine],
    withdrawn: Collection[uuid.UUID] = (),
) -> list[LineChange]:
    """What became of the lines of a month, in the order they have now; those gone come last.

    How late a line is moves by itself and is no change; what is still to come neither came nor
    went. `withdrawn` is evidence that is gone although `after` still names it.
    """
    olds, news = _by_key(before), _by_key(after)
    changes = [_compared(olds.get(key), line, withdrawn) for key, line in news.items()]
    gone = [line for key, line in olds.items() if key not in news and not _is_to_come(line)]
    removed = (LineChange(ChangeKind.REMOVED, line) for line in gone)
    return [change for change in (*changes, *removed) if change is not None]


def _by_key(lines: Iterable[MonthLine]) -> dict[tuple[int, date], MonthLine]:
    return {(line.assignment_id, line.period_on): line for line in lines}


def _is_to_come(line: MonthLine) -> bool:
    return line.place is Place.UPCOMING


def _compared(
    old: MonthLine | None, new: MonthLine, withdrawn: Collection[uuid.UUID]
) -> LineChange | None:
    if old is None:
        return None if _is_to_come(new) else LineChange(ChangeKind.ADDED, new)
    fields = tuple(_fields(old, new, withdrawn))
    return LineChange(ChangeKind.CHANGED, new, fields) if fields else None


def _fields(
    old: MonthLine, new: MonthLine, withdrawn: Collection[uuid.UUID]
) -> Iterator[FieldChange]:
    for name in FIELDS:
        was, now = _value(old, name), _value(new, name)
        if was != now:
            yield FieldChange(name, was, now)
    yield from _evidence(old, new, withdrawn)
    yield from _activities(old.activities or (), new.activities or ())


def _value(line: MonthLine, name: str) -> Any:
    """A text that was emptied is as good as none; a number is not: missing is not zero."""
    value = getattr(line, name)
    return None if value == "" else value


def _activities(old: Ids, new: Ids) -> Iterator[FieldChange]:
    came = tuple(one for one in new if one not in old)
    went = tuple(one for one in old if one not in new)
    if came:
        yield FieldChange(CAME, None, came)
    if went:
        yield FieldChange(WENT, went, None)


def _evidence(
    old: MonthLine, new: MonthLine, withdrawn: Collection[uuid.UUID]
) -> Iterator[FieldChange]:
    if old.evidence is None or new.evidence is None:
        return
    came = tuple(one for one in new.evidence if one not in old.evidence)
    gone = [one for one in old.evidence if one not in new.evidence]
    gone += [one for one in new.evidence if one in withdrawn]
    if came:
        yield FieldChange(ADDED, None, came)
    if gone:
        yield FieldChange(WITHDRAWN, tuple(gone), None)
