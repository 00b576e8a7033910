"""Why lines are sent back: each unit that decides has a list, its own or that of a unit above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from models import audit
from models.base import Base, IntKey, Versioned, db
from models.endable import Endable
from models.setting import Stating
from models.tenancy import current
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


class Fault(StrEnum):
    """Why a list does not become what was asked."""

    DUPLICATE = "duplicate"
    LAST = "last"
    FULL = "full"
    ENDED = "ended"


class BadReason(ValueError):
    """A change that the list of reasons does not take."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


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


class ReturnReason(Endable, Versioned, Base):
    """One reason of a unit's own list; what was used is ended, never deleted."""

    __tablename__ = "return_reason"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)

    id: Mapped[IntKey]
    looks_for: Mapped[LooksFor] = mapped_column(String(12))
    needs_word: Mapped[bool]
    position: Mapped[int]

    @classmethod
    def for_list(cls, unit_id: int) -> Select[ReturnReason]:
        """A unit's own reasons, those in being first, in their order."""
        own = select(cls).where(cls.unit_id == unit_id)
        return own.order_by(cls.ended_on.is_not(None), cls.position, cls.id)

    @classmethod
    def add(cls, name: str, looks_for: str, *, needs_word: bool) -> ReturnReason:
        """Add a reason to the bound unit's own list; BadReason."""
        rows = _locked_list()
        _expect_room(rows)
        _expect_new_name(rows, name)
        return _added(rows, Reason("", name, LooksFor(looks_for), needs_word))

    def restate(self, name: str, looks_for: str, *, needs_word: bool) -> None:
        """Say anew what the reason is; lines that came back for it keep its words. BadReason."""
        _expect_new_name([row for row in _locked_list() if row is not self], name)
        self.change(name=name, looks_for=LooksFor(looks_for), needs_word=needs_word)

    def end(self) -> None:
        """Offer it no more; BadReason where it is the only one left."""
        if [row for row in _locked_list() if not row.has_ended] == [self]:
            raise BadReason(Fault.LAST)
        super().end()

    def reopen(self) -> None:
        """Offer it again; BadReason where the list is full."""
        rows = _locked_list()
        if self.has_ended:
            _expect_room(rows)
        super().reopen()

    def move_up(self) -> None:
        """Offer it before the one that stands before it now; BadReason where it has ended."""
        if self.has_ended:
            raise BadReason(Fault.ENDED)
        offered = [row for row in _locked_list() if not row.has_ended]
        place = offered.index(self)
        if place:
            other = offered[place - 1]
            self.position, other.position = other.position, self.position
            self._record("moved")


def reasons_of(unit: Unit) -> ReasonList:
    """What is offered to who decides on the units below one: its own list, else that of the
    nearest unit above that has one, else the starting set; one query."""
    return _in_force([*unit.paths_above, unit.path])


def reasons_for(unit: Unit) -> ReasonList:
    """What is offered to who decides on a unit: the list of the one above it; one query."""
    return _in_force(unit.paths_above or [unit.path])


def own_reasons(unit: Unit) -> list[ReturnReason]:
    """A unit's own reasons, those that have ended last; none where it follows another list."""
    return list(db.session.scalars(ReturnReason.for_list(unit.id)))


def begin_list(unit: Unit) -> None:
    """Give the bound unit a list of its own, as the one that holds there now; what it had ended
    under the same name is taken back."""
    rows = _locked_list()
    if any(not row.has_ended for row in rows):
        return
    ended = {row.name: row for row in rows}
    for reason in reasons_of(unit).reasons:
        if reason.name in ended:
            row = ended[reason.name]
            row.position = _next_position(rows)
            row.change(ended_on=None, looks_for=reason.looks_for, needs_word=reason.needs_word)
        else:
            rows.append(_added(rows, reason))


def end_list() -> None:
    """End all of the bound unit's reasons: it follows the units above again."""
    for row in _locked_list():
        Endable.end(row)


def _in_force(paths: list[str]) -> ReasonList:
    unit, told = Base.metadata.tables["unit"].c, Base.metadata.tables["return_reason"].c
    query = (
        select(
            unit.id.label("of"),
            unit.slug,
            unit.name.label("unit_name"),
            told.id,
            told.name,
            told.looks_for,
            told.needs_word,
        )
        .where(unit.id == told.unit_id, unit.path.in_(paths), told.ended_on.is_(None))
        .order_by(unit.path.desc(), told.position, told.id)
    )
    # The units above are out of scope, as for settings (models.setting).
    rows = db.session.connection().execute(query).all()
    if not rows:
        return ReasonList(list(STARTING_SET), None)
    nearest = Stating(rows[0].of, rows[0].slug, rows[0].unit_name)
    return ReasonList([_reason(row) for row in rows if row.of == nearest.id], nearest)


def _reason(row: Any) -> Reason:
    return Reason(str(row.id), row.name, LooksFor(row.looks_for), row.needs_word, row.id)


def _locked_list() -> list[ReturnReason]:
    """The bound unit's own reasons, kept from other writers by the unit's row."""
    unit_id = current().unit_id
    db.session.scalar(select(Unit.id).where(Unit.id == unit_id).with_for_update(key_share=True))
    return list(db.session.scalars(ReturnReason.for_list(unit_id)))


def _expect_room(rows: Iterable[ReturnReason]) -> None:
    if sum(not row.has_ended for row in rows) >= MOST_REASONS:
        raise BadReason(Fault.FULL)


def _expect_new_name(rows: Iterable[ReturnReason], name: str) -> None:
    if name.casefold() in {row.name.casefold() for row in rows}:
        raise BadReason(Fault.DUPLICATE)


def _added(rows: list[ReturnReason], reason: Reason) -> ReturnReason:
    row = ReturnReason(
        name=reason.name,
        looks_for=reason.looks_for,
        needs_word=reason.needs_word,
        position=_next_position(rows),
    )
    db.session.add(row)
    audit.record("return_reason.added", row)
    return row


def _next_position(rows: Iterable[ReturnReason]) -> int:
    return max((row.position for row in rows), default=0) + 1
