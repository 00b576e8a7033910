"""The agencies of a unit: departments, mass organisations, schools, stations."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from models import audit
from models.agency_kind import KINDS_BY_CODE, starting_set
from models.base import Base, IntKey, Named, Versioned, db
from models.clock import today
from models.tenancy import Partners, UnitOwned
from models.unit import Unit


class Agency(Named, Versioned, UnitOwned, Base):
    """One agency of one unit. Ended, never deleted: plans and activities refer to it."""

    __tablename__ = "agency"
    __table_args__ = (UniqueConstraint("unit_id", "id"), Index(None, "unit_id", "sort_key"))
    partners = Partners.READ

    id: Mapped[IntKey]
    kind: Mapped[str] = mapped_column(String(20))
    ended_on: Mapped[date | None]

    @staticmethod
    def for_list(unit_id: int) -> Select[Agency]:
        """A unit's agencies, those in being first, by name."""
        order = (Agency.ended_on.is_not(None), Agency.sort_key)
        return select(Agency).where(Agency.unit_id == unit_id).order_by(*order)

    @classmethod
    def add(cls, name: str, kind: str) -> Agency:
        """Add an agency to the bound unit."""
        agency = cls(name=name, kind=kind)
        db.session.add(agency)
        audit.record("agency.added", agency)
        return agency

    def rename(self, name: str, kind: str) -> None:
        self.name, self.kind = name, kind
        audit.record("agency.changed", self)

    def end(self) -> None:
        """Close the agency as of today."""
        self.ended_on = today()
        audit.record("agency.ended", self)

    def reopen(self) -> None:
        self.ended_on = None
        audit.record("agency.reopened", self)

    @property
    def has_ended(self) -> bool:
        return self.ended_on is not None

    @property
    def kind_name(self) -> str:
        """The national name of the agency's kind, in Vietnamese."""
        kind = KINDS_BY_CODE[self.kind]
        return kind.commune or kind.district or kind.province


def add_starting_set(unit: Unit) -> list[Agency]:
    """Give a unit the agencies that units of its level usually have and it has not yet."""
    present = set(db.session.scalars(select(Agency.kind).where(Agency.unit_id == unit.id)))
    missing = [(kind, name) for kind, name in starting_set(unit.level) if kind not in present]
    return [Agency.add(name, kind) for kind, name in missing]
