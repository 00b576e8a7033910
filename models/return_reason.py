"""Why lines are sent back: each unit that decides has a list, its own or that of a unit above."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Versioned
from models.own_list import OwnEntry, in_force
from models.setting import Stating
from models.unit import Unit

MOST_CHARACTERS = 100
"""Of a reason's name."""
MOST_REASONS = 20
"""So many may be offered: who decides reads them beside every line."""


class LooksFor(StrEnum):
    """What is missing where a line comes back for a reason: later it is looked for beforehand."""

    EVIDENCE = "evidence"
    NUMBERS = "numbers"
    NOTE = "note"
    DIFFICULTY = "difficulty"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Reason:
    """A reason as it is offered; `code` tells it apart, `id` is that of its row, where it has one.

    With `needs_word` who decides also writes what is to be completed.
    """

    code: str
    name: str
    looks_for: LooksFor
    needs_word: bool = False
    id: int | None = None


STARTING_SET = (
    Reason("no_evidence", "Thiếu ảnh, tài liệu minh chứng", LooksFor.EVIDENCE),
    Reason("numbers_missing", "Thiếu số liệu", LooksFor.NUMBERS),
    Reason("numbers_wrong", "Số liệu sai hoặc không khớp", LooksFor.NUMBERS, needs_word=True),
    Reason("note_missing", "Chưa ghi kết quả", LooksFor.NOTE),
    Reason("not_as_ordered", "Làm chưa đúng yêu cầu của văn bản", LooksFor.NOTHING),
    Reason("misplaced", "Ghi nhầm việc, nhầm địa điểm", LooksFor.NOTHING),
    Reason("no_difficulty", "Cần nêu rõ vướng mắc", LooksFor.DIFFICULTY),
    Reason("other", "Lý do khác", LooksFor.NOTHING, needs_word=True),
)
"""What is offered where no unit has a list of its own; data, so in Vietnamese alone."""


@dataclass(frozen=True)
class ReasonList:
    """The reasons in force at a unit that decides; no `unit` where it is the starting set."""

    reasons: list[Reason]
    unit: Stating | None


class ReturnReason(OwnEntry, Versioned, Base):
    """One reason of a unit's own list."""

    __tablename__ = "return_reason"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)
    most = MOST_REASONS

    looks_for: Mapped[LooksFor] = mapped_column(String(12))
    needs_word: Mapped[bool]

    @classmethod
    def add(cls, name: str, looks_for: str, *, needs_word: bool) -> ReturnReason:
        """Add a reason to the bound unit's own list; BadEntry."""
        return cls.append(name, looks_for=LooksFor(looks_for), needs_word=needs_word)

    def restate(self, name: str, looks_for: str, *, needs_word: bool) -> None:
        """Say anew what the reason is; lines that came back for it keep its words. BadEntry."""
        self.say_anew(name, looks_for=LooksFor(looks_for), needs_word=needs_word)


def reasons_of(unit: Unit) -> ReasonList:
    """What is offered to who decides on the units below one: its own list, else that of the
    nearest unit above that has one, else the starting set; one query."""
    return _in_force([*unit.paths_above, unit.path])


def reasons_for(unit: Unit) -> ReasonList:
    """What is offered to who decides on a unit: the list of the one above it; one query."""
    return _in_force(unit.paths_above or [unit.path])


def begin_list(unit: Unit) -> None:
    """Give the bound unit a list of its own, as the one that holds there now."""
    given = [
        {"name": one.name, "looks_for": one.looks_for, "needs_word": one.needs_word}
        for one in reasons_of(unit).reasons
    ]
    ReturnReason.begin(given)


def _in_force(paths: list[str]) -> ReasonList:
    rows, stating = in_force(ReturnReason, paths)
    return ReasonList([_reason(row) for row in rows] or list(STARTING_SET), stating)


def _reason(row: Any) -> Reason:
    return Reason(str(row.id), row.name, LooksFor(row.looks_for), row.needs_word, row.id)
