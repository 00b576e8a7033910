"""Findings of inspections: what must be mended, by whom, by when, and what came of it."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    and_,
    case,
    inspect,
    or_,
    select,
)
from sqlalchemy.orm import (
    Mapped,
    declared_attr,
    joinedload,
    mapped_column,
    object_session,
    relationship,
    selectinload,
)

from models import clock
from models.activity import Activity
from models.agency import Agency
from models.base import Base, BigKey, IntKey, Timestamped, UuidKey, Versioned
from models.finding_acts import FindingAct, FindingState
from models.reach import in_reach
from models.scopes import AgencyOwned
from models.tenancy import MEMBER_UNIT, UNIT, Audience, OutOfScope, current

_PRIVATE = {"private": True}
"""What is written freely may name a child: the record tells that it was written, not the words."""
_MENDERS = ("agency_id", "unit_below_id", "mender")
_ONE_MENDER = " + ".join(f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END" for name in _MENDERS)


class MendedByOthers(AgencyOwned):
    """A row of the unit that inspected, which those who must mend read as well: partners of the
    agency, and the people of the unit below. They write nothing but that it is mended."""

    @declared_attr
    def agency_id(cls) -> Mapped[int | None]:  # type: ignore[override]
        return mapped_column(BigKey)

    @declared_attr
    def unit_below_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("unit.id"))

    @classmethod
    def readable(cls) -> ColumnElement[bool]:
        own = and_(in_reach(cls.unit_id, UNIT), cls._of_the_partner())
        return or_(own, cls.unit_below_id == MEMBER_UNIT)

    def refuse_write(self) -> None:
        binding = current()
        is_partner = binding.audience is Audience.PARTNER
        is_below = binding.audience is Audience.MEMBER and binding.unit_id == self.unit_below_id
        if (is_partner or is_below) and not self.is_report():
            raise OutOfScope(f"{type(self).__name__}: who mends it reports that, and nothing else")
        if not is_below:
            super().refuse_write()

    def is_report(self) -> bool:
        """Whether what is written now says that it is mended, and nothing else."""
        raise NotImplementedError


class Finding(Timestamped, Versioned, MendedByOthers, Base):
    """One thing that an inspection found.

    It is mended by an agency of the unit, by a unit below, or by who is named in words. `due_on`
    is the day by which; moving it takes a reason, which is a step.
    """

    __tablename__ = "finding"
    __table_args__ = (
        UniqueConstraint("unit_id", "id"),
        ForeignKeyConstraint(["unit_id", "activity_id"], ["activity.unit_id", "activity.id"]),
        ForeignKeyConstraint(["unit_id", "agency_id"], ["agency.unit_id", "agency.id"]),
        CheckConstraint(f"{_ONE_MENDER} = 1", name="one_mender"),
        Index(None, "unit_id", "state", "due_on"),
        Index(None, "unit_below_id", "state"),
        Index(None, "activity_id"),
    )

    id: Mapped[UuidKey]
    activity_id: Mapped[uuid.UUID]
    text: Mapped[str] = mapped_column(Text, info=_PRIVATE)
    mender: Mapped[str | None] = mapped_column(String(200), info=_PRIVATE)
    due_on: Mapped[date]
    state: Mapped[FindingState] = mapped_column(String(9), default=FindingState.OPEN)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    activity: Mapped[Activity | None] = relationship(
        primaryjoin="Activity.id == Finding.activity_id",
        foreign_keys="Finding.activity_id",
        viewonly=True,
    )
    agency: Mapped[Agency | None] = relationship(
        primaryjoin="Agency.id == Finding.agency_id",
        foreign_keys="Finding.agency_id",
        viewonly=True,
    )
    unit_below: Mapped[Any] = relationship(
        "Unit", viewonly=True, foreign_keys="Finding.unit_below_id"
    )
    steps: Mapped[list[FindingStep]] = relationship(
        back_populates="finding", order_by="FindingStep.id"
    )

    @classmethod
    def at(cls, unit_id: int) -> Select[Finding]:
        """What a unit found, and what a unit above asks it to mend."""
        return select(cls).where(or_(cls.unit_id == unit_id, cls.unit_below_id == unit_id))

    @classmethod
    def of_activity(cls, activity_id: uuid.UUID) -> Select[Finding]:
        """What an inspection found, in the order in which it was recorded."""
        mine = select(cls).where(cls.activity_id == activity_id).order_by(cls.id)
        return mine.options(joinedload(cls.agency), joinedload(cls.unit_below))

    @classmethod
    def for_list(cls, asked: Select[Finding]) -> Select[Finding]:
        """Those that are open first, then those to be checked, the first day first; with who must
        mend them and the inspection."""
        rank = case(
            (cls.state == FindingState.OPEN, 0), (cls.state == FindingState.MENDED, 1), else_=2
        )
        told = (cls.agency, cls.unit_below, cls.unit, cls.activity)
        return asked.order_by(rank, cls.due_on, cls.id).options(*(joinedload(one) for one in told))

    @classmethod
    def in_full(cls, finding_id: uuid.UUID) -> Select[Finding]:
        """One with its steps and who took them."""
        told = (joinedload(one) for one in (cls.agency, cls.unit_below, cls.unit, cls.activity))
        steps = selectinload(cls.steps).joinedload(FindingStep.person)
        return select(cls).where(cls.id == finding_id).options(*told, steps)

    @classmethod
    def is_overdue_on(cls, day: date) -> ColumnElement[bool]:
        return (cls.state == FindingState.OPEN) & (cls.due_on < day)

    @property
    def is_overdue(self) -> bool:
        """Whether it is not mended and its day is over."""
        return self.state == FindingState.OPEN and self.due_on < clock.today()

    @property
    def mender_name(self) -> str:
        """Who must mend it."""
        one = self.agency or self.unit_below
        return str(one.name) if one else self.mender or ""

    def is_report(self) -> bool:
        """Nothing of the row itself, or only that what was open is mended."""
        state, session = inspect(self), object_session(self)
        if not state.persistent or session is None or self in session.deleted:
            return False
        changed = {one.key for one in state.attrs if one.history.has_changes()} - {"steps"}
        was = [*state.attrs.state.history.deleted]
        is_mended = was == [FindingState.OPEN] and self.state == FindingState.MENDED
        return not changed or (changed == {"state"} and is_mended)


class FindingStep(MendedByOthers, Base):
    """One step, appended and never rewritten; `due_on` is the day that was set by it."""

    __tablename__ = "finding_step"
    __table_args__ = (
        ForeignKeyConstraint(["unit_id", "finding_id"], ["finding.unit_id", "finding.id"]),
        ForeignKeyConstraint(["unit_id", "agency_id"], ["agency.unit_id", "agency.id"]),
        Index(None, "finding_id"),
        Index(None, "unit_below_id"),
    )
    audited = False

    id: Mapped[IntKey]
    finding_id: Mapped[uuid.UUID]
    kind: Mapped[FindingAct] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    word: Mapped[str | None] = mapped_column(Text, info=_PRIVATE)
    due_on: Mapped[date | None]

    finding: Mapped[Finding] = relationship(back_populates="steps")
    person: Mapped[Any] = relationship("Person", viewonly=True)

    def is_report(self) -> bool:
        of, is_new = self.finding, not inspect(self).persistent
        mine = of is not None and (of.agency_id, of.unit_below_id) == (
            self.agency_id,
            self.unit_below_id,
        )
        return is_new and mine and self.kind == FindingAct.REPORT
