"""The agencies of a unit: departments, mass organisations, schools, stations."""

from __future__ import annotations

from sqlalchemy import Index, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from models import audit
from models.agency_kind import KINDS_BY_CODE, starting_set
from models.base import Base, IntKey, Versioned, db
from models.endable import Endable
from models.scopes import Partners
from models.unit import Unit


class Agency(Endable, Versioned, Base):
    """One agency of one unit: plans, activities and partners' memberships refer to it."""

    __tablename__ = "agency"
    __table_args__ = (UniqueConstraint("unit_id", "id"), Index(None, "unit_id", "sort_key"))
    partners = Partners.READ

    id: Mapped[IntKey]
    kind: Mapped[str] = mapped_column(String(20))

    @classmethod
    def add(cls, name: str, kind: str) -> Agency:
        """Add an agency to the bound unit."""
        agency = cls(name=name, kind=kind)
        db.session.add(agency)
        audit.record("agency.added", agency)
        return agency

    @property
    def kind_label(self) -> str:
        """The national name of the agency's kind, in Vietnamese."""
        return KINDS_BY_CODE[self.kind].label


def add_starting_set(unit: Unit) -> list[Agency]:
    """Give a unit the agencies that units of its level usually have and it has not yet."""
    present = set(db.session.scalars(select(Agency.kind).where(Agency.unit_id == unit.id)))
    missing = [(kind, name) for kind, name in starting_set(unit.level) if kind not in present]
    return [Agency.add(f"{name} {unit.name_within}", kind) for kind, name in missing]
