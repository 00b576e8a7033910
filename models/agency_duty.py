"""Which of its own agencies a unit gives the tasks of a kind to, or its officer."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ForeignKeyConstraint, Select, String, UniqueConstraint, and_, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from models import audit
from models.agency import Agency
from models.base import Base, IntKey, Versioned, db
from models.scopes import Partners, UnitOwned
from models.tenancy import current
from models.unit import Unit


class AgencyDuty(Versioned, UnitOwned, Base):
    """The answer of a unit for one kind of agency; without an agency its officer does it."""

    __tablename__ = "agency_duty"
    __table_args__ = (
        UniqueConstraint("unit_id", "kind"),
        ForeignKeyConstraint(["unit_id", "agency_id"], ["agency.unit_id", "agency.id"]),
    )
    partners = Partners.READ

    id: Mapped[IntKey]
    kind: Mapped[str] = mapped_column(String(20))
    agency_id: Mapped[int | None]

    @classmethod
    def of(cls, unit_id: int) -> Select[AgencyDuty]:
        return select(cls).where(cls.unit_id == unit_id)

    @classmethod
    def answer(cls, kind: str, agency_id: int | None) -> AgencyDuty:
        """Say who of the bound unit does what is given to a kind of agency."""
        duty = db.session.scalar(
            select(cls).where(cls.kind == kind, cls.unit_id == current().unit_id)
        )
        duty = duty or cls(kind=kind)
        duty.agency_id = agency_id
        db.session.add(duty)
        audit.record("agency_duty.answered", duty)
        return duty


def duties_of(unit_id: int) -> dict[str, Agency | None]:
    """Who does what at a unit, by kind: as it answered, else its only agency of the kind.

    A kind that is missing was not answered yet and has no agency, or several.
    """
    rows = db.session.execute(_agencies_and_duties(unit_id)).all()
    by_kind: dict[str, set[Agency]] = {}
    for agency, _duty in rows:
        if agency is not None:
            by_kind.setdefault(agency.kind, set()).add(agency)
    found: dict[str, Agency | None] = {
        kind: next(iter(several)) for kind, several in by_kind.items() if len(several) == 1
    }
    for agency, duty in rows:
        if duty is not None:
            found[duty.kind] = agency if duty.agency_id else None
    return found


def _agencies_and_duties(unit_id: int) -> Select[Agency | None, AgencyDuty | None]:
    """A unit's agencies in being, each with what was answered of it and of the officer."""
    answered = or_(AgencyDuty.agency_id == Agency.id, AgencyDuty.agency_id.is_(None))
    in_being = and_(Agency.unit_id == Unit.id, Agency.ended_on.is_(None))
    return (
        select(Agency, AgencyDuty)
        .select_from(Unit)
        .outerjoin(Agency, in_being)
        .outerjoin(AgencyDuty, and_(AgencyDuty.unit_id == Unit.id, answered))
        .where(Unit.id == unit_id)
    )


def unanswered(kinds: Iterable[str], duties: dict[str, Agency | None]) -> list[str]:
    """The kinds that a unit has still to be asked about, each once, in their order."""
    return [kind for kind in dict.fromkeys(kinds) if kind not in duties]
