"""Activities: what was done for children, logged once by who did it."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
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
    event,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from models.activity_kind import A_CODE
from models.agency import Agency
from models.base import Base, BigKey, IntKey, Timestamped, UuidKey, Versioned
from models.hamlet import Hamlet
from models.reach import in_reach, keys, slim_table
from models.scopes import AgencyOwned, Partners, UnitOwned
from models.tenancy import AGENCIES, IS_PARTNER, PERSON, UNIT
from models.text import fold

HEADS = ("children", "girls", "boys", "special", "adults")
"""People who came; `special` are those of the children who live in special circumstances."""
GOODS = ("gifts", "gift_value", "budget", "mobilised")
"""What was given and spent, in whole đồng but for `gifts`; the money of the two sources is the
whole cost, what the gifts are worth with it."""
FIGURES = ("sessions", *HEADS, *GOODS)
LISTED = (
    *("unit_id", "held_on", "id", "state", "joined_to_id", "adds_gifts", "agency_id", "kind"),
    *("hamlet_id", "logged_by_id", "from_partner", "late_for", "folded", *FIGURES),
)
"""All that lists filter, sort and add up: answered from one index, without the rows."""
NOT_COUNTED = text("state <> 'counted'")
TITLE = 200
"""The longest name of an activity, in characters."""
LARGEST = 10**15
"""No figure is as large as this: ten years of all units together still fit a column."""
_PRIVATE = {"private": True}
"""What is written freely may name a child: the record tells that it was written, not the words."""


class ActivityState(StrEnum):
    """What became of an entry. Only what is counted is part of any sum."""

    DRAFT = "draft"
    PLANNED = "planned"
    WAITING = "waiting"
    COUNTED = "counted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


TOLD = (ActivityState.PLANNED, ActivityState.COUNTED)
"""States in which an agency that only took part reads an entry."""


class Activity(Timestamped, Versioned, AgencyOwned, Base):
    """One event as one organiser logged it; without an agency the unit itself held it.

    A draft is read only by who made it. `from_partner`: a partner logged it, so it waits until
    the unit accepts it; `as_logged` are the figures and words that the unit corrected since.
    `joined_to_id` names the entry of the same event whose heads count; gifts and money of this one
    count besides where `adds_gifts`. `late_for` is the month, approved by then, it was logged into.
    """

    __tablename__ = "activity"
    __table_args__ = (
        UniqueConstraint("unit_id", "id"),
        ForeignKeyConstraint(["unit_id", "agency_id"], ["agency.unit_id", "agency.id"]),
        ForeignKeyConstraint(["unit_id", "hamlet_id"], ["hamlet.unit_id", "hamlet.id"]),
        ForeignKeyConstraint(["unit_id", "joined_to_id"], ["activity.unit_id", "activity.id"]),
        CheckConstraint("joined_to_id IS NULL OR joined_to_id <> id", name="joined_to_another"),
        Index("ix_activity_listed", *LISTED),
        Index(
            "ix_activity_not_counted",
            *("unit_id", "held_on", "state", "logged_by_id"),
            sqlite_where=NOT_COUNTED,
            postgresql_where=NOT_COUNTED,
        ),
        Index(None, "joined_to_id"),
    )

    id: Mapped[UuidKey]
    agency_id: Mapped[int | None] = mapped_column(BigKey)  # type: ignore[assignment]
    kind: Mapped[str] = mapped_column(String(A_CODE))
    title: Mapped[str] = mapped_column(String(TITLE), info=_PRIVATE)
    state: Mapped[ActivityState] = mapped_column(String(9))
    held_on: Mapped[date]
    hamlet_id: Mapped[int | None]
    place: Mapped[str | None] = mapped_column(String(200), info=_PRIVATE)
    sessions: Mapped[int | None]
    children: Mapped[int | None]
    girls: Mapped[int | None]
    boys: Mapped[int | None]
    special: Mapped[int | None]
    adults: Mapped[int | None]
    gifts: Mapped[int | None]
    gift_value: Mapped[int | None]
    budget: Mapped[int | None]
    mobilised: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text, info=_PRIVATE)
    folded: Mapped[str] = mapped_column(String(400))
    from_partner: Mapped[bool] = mapped_column(default=False)
    logged_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    decision_note: Mapped[str | None] = mapped_column(Text, info=_PRIVATE)
    as_logged: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), info=_PRIVATE)
    joined_to_id: Mapped[uuid.UUID | None]
    adds_gifts: Mapped[bool] = mapped_column(default=False)
    late_for: Mapped[date | None]

    agency: Mapped[Agency | None] = relationship(
        foreign_keys="Activity.agency_id",
        primaryjoin="Agency.id == Activity.agency_id",
        viewonly=True,
    )
    hamlet: Mapped[Hamlet | None] = relationship(
        primaryjoin="Hamlet.id == Activity.hamlet_id",
        foreign_keys="Activity.hamlet_id",
        viewonly=True,
    )
    joined: Mapped[list[Activity]] = relationship(
        primaryjoin="Activity.id == remote(foreign(Activity.joined_to_id))",
        viewonly=True,
        order_by="Activity.id",
    )
    organisers: Mapped[list[ActivityOrganiser]] = relationship(
        back_populates="activity", cascade="all, delete-orphan", order_by="ActivityOrganiser.id"
    )
    logged_by: Mapped[Any] = relationship("Person", viewonly=True, foreign_keys=[logged_by_id])
    decided_by: Mapped[Any] = relationship("Person", viewonly=True, foreign_keys=[decided_by_id])

    @classmethod
    def readable(cls) -> ColumnElement[bool]:
        """A partner reads his agencies' own, and what names one of them once it is told."""
        naming = cls.id.bool_op("IN")(keys("activities of the partner", _organised))
        partners = or_(cls._of_the_partner(), and_(naming, cls.state.in_(TOLD)))
        is_shown = or_(cls.state != ActivityState.DRAFT, cls.logged_by_id == PERSON)
        return and_(in_reach(cls.unit_id, UNIT), partners, is_shown)

    @property
    def is_joined(self) -> bool:
        """Whether its heads are counted with another entry."""
        return self.joined_to_id is not None

    @property
    def cost(self) -> int | None:
        """What it cost in đồng, of both sources; None where nothing is known."""
        return plus(self.budget, self.mobilised)


class ActivityOrganiser(UnitOwned, Base):
    """Another agency of the unit that took part in an activity."""

    __tablename__ = "activity_organiser"
    __table_args__ = (
        UniqueConstraint("activity_id", "agency_id"),
        ForeignKeyConstraint(["unit_id", "activity_id"], ["activity.unit_id", "activity.id"]),
        ForeignKeyConstraint(["unit_id", "agency_id"], ["agency.unit_id", "agency.id"]),
        Index(None, "agency_id"),
    )
    audited = False
    partners = Partners.READ | Partners.WRITE

    id: Mapped[IntKey]
    activity_id: Mapped[uuid.UUID]
    agency_id: Mapped[int]

    activity: Mapped[Activity] = relationship(back_populates="organisers")
    agency: Mapped[Agency] = relationship(
        primaryjoin="Agency.id == ActivityOrganiser.agency_id",
        foreign_keys="ActivityOrganiser.agency_id",
        viewonly=True,
    )

    @classmethod
    def readable(cls) -> ColumnElement[bool]:
        """With the entries that a partner reads."""
        own = keys("activities logged by the partner", logged_by_partner)
        partners = or_(cls.agency_id.in_(AGENCIES), cls.activity_id.bool_op("IN")(own))
        return and_(in_reach(cls.unit_id, UNIT), or_(IS_PARTNER == 0, partners))


def _organised() -> Select[uuid.UUID]:
    """What names an agency of the partner."""
    named = slim_table("activity_organiser", "activity_id", "agency_id", name="scope_organiser")
    return select(named.c.activity_id).where(named.c.agency_id.in_(AGENCIES))


def logged_by_partner() -> Select[uuid.UUID]:
    """What an agency of the partner logged at the bound unit, for the criteria of a scope."""
    whole = slim_table("activity", "id", "unit_id", "agency_id", name="scope_activity")
    return select(whole.c.id).where(whole.c.unit_id == UNIT, whole.c.agency_id.in_(AGENCIES))


@event.listens_for(Activity, "before_insert")
@event.listens_for(Activity, "before_update")
def _fold(mapper: Mapper[Any], connection: object, row: Activity) -> None:
    row.folded = folded(row.title, row.place)


def plus(one: int | None, other: int | None) -> int | None:
    """Two figures together; None only where neither is known."""
    known = [value for value in (one, other) if value is not None]
    return sum(known) if known else None


def folded(title: str, place: str | None) -> str:
    """What an entry is found by; rows of a bulk INSERT carry it, as no mapper event sees them."""
    return fold(f"{title} {place or ''}")[:400]
