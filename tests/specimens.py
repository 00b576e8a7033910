"""One table of each scope, so that every scope is swept before a feature uses it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, IntKey
from models.scopes import AgencyOwned, Issued, PersonOwned, Published, UnitOwned
from models.unit import Unit


class Note(UnitOwned, Base):
    """A plain row of a unit, with pages that hang under it."""

    __tablename__ = "specimen_note"
    __table_args__ = (UniqueConstraint("unit_id", "id"),)

    id: Mapped[IntKey]
    text: Mapped[str] = mapped_column(String(40), default="")
    pages: Mapped[list[Page]] = relationship(back_populates="note")


class Page(UnitOwned, Base):
    """A child row: the database refuses a page of another unit's note."""

    __tablename__ = "specimen_page"
    __table_args__ = (
        ForeignKeyConstraint(["unit_id", "note_id"], ["specimen_note.unit_id", "specimen_note.id"]),
    )

    id: Mapped[IntKey]
    note_id: Mapped[int]
    text: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[Note] = relationship(back_populates="pages")


class Gift(AgencyOwned, Base):
    """A row that a partner may have entered."""

    __tablename__ = "specimen_gift"

    id: Mapped[IntKey]
    text: Mapped[str] = mapped_column(String(40), default="")


class Letter(Issued, Base):
    """A row made by one unit for others."""

    __tablename__ = "specimen_letter"

    id: Mapped[IntKey]
    text: Mapped[str] = mapped_column(String(40), default="")
    published_at: Mapped[datetime | None]


class Sheet(Published, Base):
    """A row that may be shown to the world."""

    __tablename__ = "specimen_sheet"

    id: Mapped[IntKey]
    text: Mapped[str] = mapped_column(String(40), default="")
    published_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class Slip(PersonOwned, Base):
    """A row of one person."""

    __tablename__ = "specimen_slip"

    id: Mapped[IntKey]
    text: Mapped[str] = mapped_column(String(40), default="")


SPECIMENS = (Note, Page, Gift, Letter, Sheet, Slip)
for model in SPECIMENS:
    model.audited = False

Unit.specimen_notes = relationship(Note, viewonly=True)


def tables() -> list[object]:
    """The tables of the specimens, which no migration makes."""
    extra = [Letter.addressee_table]
    return [*(model.__table__ for model in SPECIMENS), *extra]
