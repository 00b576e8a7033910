"""Ordered lists that a unit has of its own, or follows: those of the nearest unit above."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any, ClassVar, Protocol, Self, TypeVar

from sqlalchemy import Select, inspect, or_, select
from sqlalchemy.orm import Mapped

from models.base import Base, IntKey, db
from models.endable import Endable
from models.reach import in_reach
from models.setting import Stating
from models.tenancy import current
from models.unit import Unit

Entries = tuple[list[Any], Stating | None]
"""Rows of a list in force, in their order, and the unit whose list it is."""


class Coded(Protocol):
    """An entry as it is offered, told apart by its code."""

    @property
    def code(self) -> str: ...


T = TypeVar("T", bound=Coded)


class Fault(StrEnum):
    """Why a list does not become what was asked."""

    DUPLICATE = "duplicate"
    LAST = "last"
    FULL = "full"
    ENDED = "ended"


class BadEntry(ValueError):
    """A change that a list does not take."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class OwnEntry(Endable):
    """An entry of a unit's own list; what was used is ended, never deleted."""

    most: ClassVar[int]
    """So many may be offered."""
    known_by: ClassVar[str] = "name"
    """The column by which a list that is begun anew finds what it had ended."""

    id: Mapped[IntKey]
    position: Mapped[int]

    @classmethod
    def for_list(cls, unit_id: int) -> Select[Self]:
        """A unit's own entries, those in being first, in their order."""
        own = select(cls).where(cls.unit_id == unit_id)
        return own.order_by(cls.ended_on.is_not(None), cls.position, cls.id)

    @classmethod
    def own(cls, unit: Unit) -> list[Self]:
        """A unit's own entries, those that have ended last; none where it follows another list."""
        return list(db.session.scalars(cls.for_list(unit.id)))

    @classmethod
    def append(cls, name: str, **values: Any) -> Self:
        """Add an entry to the bound unit's own list; BadEntry."""
        rows = cls._locked()
        cls._expect_room(rows)
        _expect_new_name(rows, name)
        return cls._appended(rows, name=name, **values)

    @classmethod
    def begin(cls, entries: Iterable[Mapping[str, Any]]) -> None:
        """Give the bound unit a list of its own; what it had ended and is among the entries is
        taken back."""
        rows = cls._locked()
        if any(not row.has_ended for row in rows):
            return
        ended = {getattr(row, cls.known_by): row for row in rows}
        for values in entries:
            row = ended.get(values[cls.known_by])
            if row is None:
                rows.append(cls._appended(rows, **values))
            else:
                row.position = _next_position(rows)
                row.change(ended_on=None, **values)

    @classmethod
    def end_all(cls) -> None:
        """End all of the bound unit's entries: it follows the units above again."""
        for row in cls._locked():
            Endable.end(row)

    def say_anew(self, name: str, **values: Any) -> None:
        """Say anew what the entry is. BadEntry."""
        _expect_new_name(self._others(), name)
        self.change(name=name, **values)

    def end(self) -> None:
        """Offer it no more; BadEntry where it is the only one left."""
        if [row for row in self._locked() if not row.has_ended] == [self]:
            raise BadEntry(Fault.LAST)
        super().end()

    def reopen(self) -> None:
        """Offer it again; BadEntry where the list is full, or offers its name already."""
        if self.has_ended:
            offered = [row for row in self._others() if not row.has_ended]
            self._expect_room(offered)
            _expect_new_name(offered, self.name)
        super().reopen()

    def move_up(self) -> None:
        """Offer it before the one that stands before it now; BadEntry where it has ended."""
        if self.has_ended:
            raise BadEntry(Fault.ENDED)
        offered = [row for row in self._locked() if not row.has_ended]
        place = offered.index(self)
        if place:
            other = offered[place - 1]
            self.position, other.position = other.position, self.position
            self._record("moved")

    @classmethod
    def _locked(cls) -> list[Self]:
        """The bound unit's own entries, kept from other writers by the unit's row."""
        unit_id = current().unit_id
        db.session.scalar(select(Unit.id).where(Unit.id == unit_id).with_for_update(key_share=True))
        return list(db.session.scalars(cls.for_list(unit_id)))

    def _others(self) -> list[Self]:
        return [row for row in self._locked() if row is not self]

    @classmethod
    def _appended(cls, rows: Collection[Self], **values: Any) -> Self:
        row = cls(**{**values, "position": _next_position(rows)})
        db.session.add(row)
        row._record("added")
        return row

    @classmethod
    def _expect_room(cls, rows: Iterable[Self]) -> None:
        if sum(not row.has_ended for row in rows) >= cls.most:
            raise BadEntry(Fault.FULL)


def in_force(model: type[OwnEntry], paths: Collection[str]) -> Entries:
    """What is offered of the nearest of the units with these paths that has a list; no entry and
    no unit where none has; one query."""
    rows = _told(model, Base.metadata.tables["unit"].c.path.in_(paths), ended=False)
    if not rows:
        return [], None
    nearest = Stating(rows[0].unit_id, rows[0].slug, rows[0].unit_name)
    return [row for row in rows if row.unit_id == nearest.id], nearest


def known_at(model: type[OwnEntry], unit: Unit) -> list[Any]:
    """All entries that what is read at a unit may refer to: its own, those of the units above and
    below it, also the ended ones; those of the deepest units first; one query."""
    above = Base.metadata.tables["unit"].c.path.in_(unit.paths_above)
    near = in_reach(inspect(model).local_table.c.unit_id, unit.id)
    return _told(model, or_(above, near), ended=True)


def called_at(
    model: type[OwnEntry], unit: Unit, starting: Iterable[T], offered: Callable[[Any], T]
) -> dict[str, T]:
    """By code, everything that what is read at a unit may refer to, as it is called there: by the
    list in force (the starting set where there is none), by the nearest that ever knew it, else by
    one below; one query."""
    paths, rows = {unit.path, *unit.paths_above}, known_at(model, unit)
    known = [row for row in reversed(rows) if row.path in paths]
    lasting = [row for row in known if row.ended_on is None]
    now = [row for row in lasting if row.path == lasting[-1].path]
    below = _by_code(offered(row) for row in rows if row.path not in paths)
    at_first = _by_code(starting)
    ever, in_force_now = (_by_code(offered(row) for row in some) for some in (known, now))
    return {**below, **at_first, **ever, **(in_force_now or at_first)}


def _by_code(entries: Iterable[T]) -> dict[str, T]:
    return {one.code: one for one in entries}


def _told(model: type[OwnEntry], where: Any, *, ended: bool) -> list[Any]:
    unit = Base.metadata.tables["unit"].c
    told = inspect(model).local_table.c
    query = (
        select(unit.path, unit.slug, unit.name.label("unit_name"), *told)
        .where(unit.id == told.unit_id, where)
        .order_by(unit.path.desc(), told.position, told.id)
    )
    if not ended:
        query = query.where(told.ended_on.is_(None))
    # The units above are out of scope, as for settings (models.setting).
    return list(db.session.connection().execute(query))


def _expect_new_name(rows: Iterable[OwnEntry], name: str) -> None:
    if name.casefold() in {row.name.casefold() for row in rows}:
        raise BadEntry(Fault.DUPLICATE)


def _next_position(rows: Iterable[OwnEntry]) -> int:
    return max((row.position for row in rows), default=0) + 1
