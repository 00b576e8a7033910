"""THE scope: which rows the bound unit may read and write, stated once for every table.

Each table names exactly one scope by the mixin it inherits; a table without one stops the
application from starting. Nothing bound means nothing found: the same statement runs with a
unit number that does not exist, so no query form can slip past an early return.
"""

from __future__ import annotations

from datetime import datetime
from enum import Flag, auto
from typing import Any, ClassVar, cast

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    ForeignKey,
    Select,
    Table,
    and_,
    false,
    or_,
    select,
)
from sqlalchemy import inspect as inspect_row
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from models.base import Base, BigKey
from models.reach import Among, Keys, in_reach, keys, slim_table
from models.tenancy import (
    AGENCIES,
    IS_PARTNER,
    IS_PUBLIC,
    MEMBER_UNIT,
    NOWHERE,
    PERSON,
    UNIT,
    Audience,
    OutOfScope,
    bound_person,
    bound_unit,
    current,
    member_unit,
)


class Partners(Flag):
    """What a partner may do with rows that are not limited to an agency."""

    NOTHING = 0
    READ = auto()
    WRITE = auto()


class Scoped:
    """A table whose rows are limited to those whom they concern."""

    @classmethod
    def readable(cls) -> ColumnElement[bool]:
        """Which rows a SELECT finds."""
        return false()

    @classmethod
    def writable(cls) -> ColumnElement[bool]:
        """Which rows an UPDATE or DELETE statement reaches: never more than the owner's."""
        return false()

    @classmethod
    def owner(cls) -> str:
        """The column that says whose row it is; no statement may set it."""
        return "unit_id"

    def refuse_write(self) -> None:
        """Raise OutOfScope unless this row, new, changed or deleted, may be written now."""
        raise OutOfScope(f"{type(self).__name__} does not say who may write it")


class Shared:
    """Reference data that everybody may read (units, kinds); written only under unscoped()."""


class Owned(Scoped):
    """A row that belongs to one unit and is written only while that unit is bound."""

    partners: ClassVar[Partners] = Partners.NOTHING

    @declared_attr
    def unit_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("unit.id"), nullable=False)

    @declared_attr
    def unit(cls) -> Mapped[Any]:
        return relationship("Unit", viewonly=True, foreign_keys=cast(Any, cls.unit_id))

    @classmethod
    def writable(cls) -> ColumnElement[bool]:
        return cls.unit_id == (UNIT if Partners.WRITE in cls.partners else MEMBER_UNIT)

    def refuse_write(self) -> None:
        binding = current()
        mine = bound_unit() if Partners.WRITE in self.partners else member_unit()
        state = inspect_row(self)
        if not state.persistent and cast(int | None, self.unit_id) is None:
            self.unit_id = mine
        if state.persistent and state.attrs.unit_id.history.has_changes():
            raise OutOfScope(f"{type(self).__name__} cannot move to another unit")
        if self.unit_id != mine or mine == NOWHERE:
            raise OutOfScope(f"{type(self).__name__} is not of the bound unit ({binding.audience})")


class UnitOwned(Owned):
    """Read in the unit's reach: its own subtree and the units it succeeds."""

    @classmethod
    def readable(cls) -> ColumnElement[bool]:
        return in_reach(cls.unit_id, UNIT if Partners.READ in cls.partners else MEMBER_UNIT)


class AgencyOwned(Owned):
    """As UnitOwned; a partner reads and writes only the rows of his agencies."""

    partners: ClassVar[Partners] = Partners.WRITE

    @declared_attr
    def agency_id(cls) -> Mapped[int]:
        return mapped_column(BigKey, nullable=False)

    @classmethod
    def readable(cls) -> ColumnElement[bool]:
        return and_(in_reach(cls.unit_id, UNIT), cls._of_the_partner())

    @classmethod
    def writable(cls) -> ColumnElement[bool]:
        return and_(super().writable(), cls._of_the_partner())

    @classmethod
    def _of_the_partner(cls) -> ColumnElement[bool]:
        return or_(IS_PARTNER == 0, cls.agency_id.in_(AGENCIES))

    def refuse_write(self) -> None:
        super().refuse_write()
        binding = current()
        if binding.audience is not Audience.PARTNER:
            return
        moved = inspect_row(self).attrs.agency_id.history
        if {self.agency_id, *moved.deleted} - binding.agency_ids:
            raise OutOfScope(f"{type(self).__name__} is not of the partner's agency")


class Issued(Owned):
    """Made by one unit for others: a draft is the issuer's alone; once published, the issuer's
    ancestors and the units addressed read it too."""

    published_at: Mapped[datetime | None]
    addressee_table: ClassVar[Table]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if hasattr(cls, "__tablename__"):
            cls.addressee_table = Table(
                f"{cls.__tablename__}_addressee",
                Base.metadata,
                Column("issued_id", ForeignKey(f"{cls.__tablename__}.id"), primary_key=True),
                Column("unit_id", ForeignKey("unit.id"), primary_key=True, index=True),
            )
        super().__init_subclass__(**kwargs)

    @declared_attr
    def addressees(cls) -> Mapped[list[Any]]:
        return relationship("Unit", secondary=cls.addressee_table)

    @classmethod
    def readable(cls) -> ColumnElement[bool]:
        partner = and_(IS_PARTNER == 1, cls._told(cls, UNIT, below=False), cls.of_the_partner())
        return or_(cls.unit_id == MEMBER_UNIT, cls._told(cls, MEMBER_UNIT), partner)

    @classmethod
    def of_the_partner(cls) -> ColumnElement[bool]:
        """Which of the rows published to his unit concern a partner: none, unless a table says."""
        return false()

    @classmethod
    def _told(cls, row: Any, unit: Any, *, below: bool = True) -> ColumnElement[bool]:
        """Whether a row (the class or an alias of its table) was published to the unit, or, where
        `below` counts, by a unit below it."""
        near = in_reach(row.unit_id, unit) if below else row.unit_id == unit
        told = Among(row.id, cls._addressed(unit))
        return and_(row.published_at.is_not(None), or_(near, told))

    @classmethod
    def _addressed(cls, unit: BindParameter[int]) -> Keys:
        """The keys of the rows addressed to the unit."""
        name = cls.addressee_table.name

        def find() -> Select[int]:
            addressed = slim_table(name, "issued_id", "unit_id", name="scope_addressee")
            return select(addressed.c.issued_id).where(addressed.c.unit_id == unit)

        return keys(f"{name} of {unit.key}", find)

    @classmethod
    def told_ids(cls, unit: BindParameter[int], *, below: bool = True) -> Keys:
        """The keys of the rows published to the unit, for the criteria of what hangs under them."""
        name: str = cls.__tablename__  # type: ignore[attr-defined]

        def find() -> Select[int]:
            whole = slim_table(name, "id", "unit_id", "published_at", name="scope_issued")
            return select(whole.c.id).where(cls._told(whole.c, unit, below=below))

        return keys(f"{name} told to {unit.key}, below: {below}", find)


class IssuedPart(Owned):
    """A part of an issued row, which it names in `whole` and `whole_id`: read with it."""

    whole: ClassVar[type[Issued]]
    whole_id: ClassVar[str]

    @classmethod
    def readable(cls) -> ColumnElement[bool]:
        whole_id = getattr(cls, cls.whole_id)
        told = whole_id.bool_op("IN")(cls.whole.told_ids(MEMBER_UNIT))
        concerned = whole_id.bool_op("IN")(cls.whole.told_ids(UNIT, below=False))
        partner = and_(IS_PARTNER == 1, concerned, cls.of_the_partner())
        return or_(cls.unit_id == MEMBER_UNIT, told, partner)

    @classmethod
    def of_the_partner(cls) -> ColumnElement[bool]:
        """Which parts of what was published to his unit concern a partner."""
        return false()


class Published(Owned):
    """As UnitOwned; once published it can be read on the public pages as well."""

    published_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    @classmethod
    def readable(cls) -> ColumnElement[bool]:
        shown = and_(cls.published_at.is_not(None), cls.withdrawn_at.is_(None))
        return or_(in_reach(cls.unit_id, MEMBER_UNIT), and_(IS_PUBLIC == 1, shown))


class PersonOwned(Scoped):
    """A row that belongs to one person, whatever unit is bound."""

    @declared_attr
    def person_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("person.id"), nullable=False, index=True)

    @classmethod
    def readable(cls) -> ColumnElement[bool]:
        return cls.person_id == PERSON

    @classmethod
    def writable(cls) -> ColumnElement[bool]:
        return cls.person_id == PERSON

    @classmethod
    def owner(cls) -> str:
        return "person_id"

    def refuse_write(self) -> None:
        state = inspect_row(self)
        if not state.persistent and cast(int | None, self.person_id) is None:
            self.person_id = bound_person()
        if self.person_id != bound_person() or state.attrs.person_id.history.deleted:
            raise OutOfScope(f"{type(self).__name__} is another person's")


SCOPES = (UnitOwned, AgencyOwned, Issued, IssuedPart, Published, PersonOwned, Shared)


def scope_of(model: type) -> type:
    """The one scope of a mapped class; TypeError where it has none, or several.

    A class that inherits Scoped itself states its own rules: its scope is the class.
    """
    named = [scope for scope in SCOPES if issubclass(model, scope)]
    if not named and issubclass(model, Scoped) and "readable" in vars(model):
        return model
    if len(named) != 1:
        raise TypeError(f"{model.__name__} needs exactly one scope of models.scopes")
    return named[0]


def check_scopes() -> None:
    """Raise TypeError unless every table has exactly one scope."""
    for mapper in Base.registry.mappers:
        scope_of(mapper.class_)
