"""What a person is at a unit, from when to when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Select,
    String,
    and_,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, contains_eager, joinedload, mapped_column, relationship

from models import audit
from models.appointer import Appointer, allow, lock_managers
from models.base import Base, IntKey, Versioned, db
from models.clock import today
from models.notification import NotificationKind, notify
from models.permissions import Held, Permission, Role, roles_with
from models.scopes import UnitOwned
from models.tenancy import current, unscoped
from models.text import like_pattern
from models.unit import Unit

if TYPE_CHECKING:
    from models.agency import Agency
    from models.person import Person


class AlreadyHeld(Exception):
    """The person holds this very role at that time; `membership` is the one he has."""

    def __init__(self, membership: Membership) -> None:
        super().__init__(f"membership {membership.id}")
        self.membership = membership


class Membership(Versioned, UnitOwned, Base):
    """A person's role at a unit. A person may hold several (kiêm nhiệm); rights are joined.

    A partner acts for one agency of the unit; nobody else has one. A membership is never
    deleted: it ends. Its first and its last day both count.
    """

    __tablename__ = "membership"
    __table_args__ = (
        ForeignKeyConstraint(["unit_id", "agency_id"], ["agency.unit_id", "agency.id"]),
        CheckConstraint("(role = 'partner') = (agency_id IS NOT NULL)", name="partner_has_agency"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        Index(None, "unit_id", "role"),
    )

    id: Mapped[IntKey]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(String(16))
    agency_id: Mapped[int | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="memberships")
    agency: Mapped[Agency | None] = relationship(viewonly=True)

    @classmethod
    def in_force(cls, day: date | ColumnElement[date]) -> ColumnElement[bool]:
        """Whether a membership counts on a day: both its first and its last day do."""
        return and_(cls.starts_on <= day, or_(cls.ends_on.is_(None), cls.ends_on >= day))

    @classmethod
    def of_person(cls, person_id: int) -> Select[Membership]:
        """A person's memberships in reach, those without an end first, then the latest."""
        query = select(cls).where(cls.person_id == person_id)
        shown = query.options(joinedload(cls.agency), joinedload(cls.unit))
        return shown.order_by(cls.ends_on.is_not(None), cls.ends_on.desc(), cls.starts_on.desc())

    @classmethod
    def for_list(
        cls, unit_id: int, *, role: str = "", ended: bool = False, term: str = ""
    ) -> Select[Membership]:
        """A unit's own memberships by name: those that go on or will begin, or those that ended.

        `term` is looked for in the names, marks ignored.
        """
        people = cls.person.property.mapper.class_
        over = cls.ends_on < today()
        query = select(cls).join(cls.person).options(contains_eager(cls.person))
        query = query.options(joinedload(cls.agency)).where(cls.unit_id == unit_id)
        query = query.where(over if ended else or_(cls.ends_on.is_(None), ~over))
        if role:
            query = query.where(cls.role == role)
        if term:
            query = query.where(people.folded.like(like_pattern(term), escape="\\"))
        return query.order_by(people.sort_key, cls.id)

    # Verbs

    @classmethod
    def grant(
        cls,
        person: Person,
        role: Role,
        *,
        by: Appointer,
        agency_id: int | None = None,
        starts_on: date | None = None,
        ends_on: date | None = None,
    ) -> Membership:
        """Give somebody a role at the bound unit and tell him; NotAllowed or AlreadyHeld."""
        allow(by.refusal_to_grant(role, person.id))
        membership = cls.start(person, role, agency_id, starts_on or today(), ends_on)
        membership._tell()
        return membership

    @classmethod
    def start(
        cls,
        person: Person,
        role: Role,
        agency_id: int | None,
        starts_on: date,
        ends_on: date | None,
    ) -> Membership:
        """Add a membership of the bound unit once the right to give it was checked; AlreadyHeld."""
        membership = cls(role=role, agency_id=agency_id, starts_on=starts_on, ends_on=ends_on)
        if person.id is not None:
            _lock_person(person)
            membership._refuse_twice(person.id)
        membership.person = person
        db.session.add(membership)
        audit.record("membership.started", membership)
        return membership

    def end(self, last: date, *, by: Appointer) -> None:
        """Let the membership end after the day `last`, sooner than it would; NotAllowed.

        One that would only begin after that day never takes place: it is set to end yesterday.
        """
        lock_managers(self)
        allow(by.refusal_to_end(self, last))
        if self.starts_on > last:
            self.starts_on = last = min(last, today() - timedelta(days=1))
        self.ends_on = last
        audit.record("membership.ended", self)

    def prolong(self, last: date | None, *, by: Appointer) -> None:
        """Move the end further away, or take it off: as much as giving the role; NotAllowed."""
        allow(by.refusal_to_grant(self.role, self.person_id))
        self.ends_on = last
        audit.record("membership.prolonged", self)

    def change_end(self, last: date | None, *, by: Appointer) -> None:
        """Set the last day (None: no end), as `end` or as `prolong`; NotAllowed."""
        if last == self.ends_on:
            return
        sooner = last is not None and (self.ends_on is None or last < self.ends_on)
        if sooner and last is not None:
            self.end(last, by=by)
        else:
            self.prolong(last, by=by)

    # Questions

    @property
    def is_in_force(self) -> bool:
        return self.starts_on <= today() and not self.has_ended

    @property
    def has_ended(self) -> bool:
        """Whether its last day is over."""
        return self.ends_on is not None and self.ends_on < today()

    def _refuse_twice(self, person_id: int) -> None:
        """Raise AlreadyHeld where the person has this role during this membership's time."""
        same = select(Membership).where(
            Membership.person_id == person_id,
            Membership.unit_id == current().unit_id,
            Membership.role == self.role,
            Membership.agency_id.is_not_distinct_from(self.agency_id),
            or_(Membership.ends_on.is_(None), Membership.ends_on >= self.starts_on),
        )
        if self.ends_on is not None:
            same = same.where(Membership.starts_on <= self.ends_on)
        held = db.session.scalars(same.limit(1)).first()
        if held is not None:
            raise AlreadyHeld(held)

    def _tell(self) -> None:
        notify(
            [self.person_id],
            NotificationKind.ROLE_GIVEN,
            self.unit_id,
            f"/{self.unit.slug}/",
            role=self.role,
            unit=self.unit.name,
            starts_on=str(self.starts_on),
        )


def holders_of(permission: Permission, unit_id: int) -> Select[str]:
    """The names of those who hold a permission by a role at the unit itself, today."""
    roles = roles_with(permission)
    people = Membership.person.property.mapper.class_
    query = select(people.name).join(Membership, Membership.person_id == people.id)
    held = query.where(Membership.unit_id == unit_id, Membership.role.in_(roles))
    return held.where(Membership.in_force(today())).distinct().order_by(people.name)


def held_by(person_id: int) -> list[Held]:
    """What a person is today, and where: all that counts for his rights."""
    with unscoped("what a person may do is asked from outside of any unit"):
        rows = db.session.execute(_held(person_id)).all()
    return [Held(role, unit_id, path, agency_id) for role, unit_id, path, agency_id in rows]


def held_in_act(person_id: int) -> list[Held]:
    """As held_by(), with what the act that is under way has granted and ended so far."""
    db.session.flush()
    rows = db.session.connection().execute(_held(person_id))
    return [Held(role, unit_id, path, agency_id) for role, unit_id, path, agency_id in rows]


def _held(person_id: int) -> Select[Role, int, str, int | None]:
    columns = (Membership.role, Membership.unit_id, Unit.path, Membership.agency_id)
    query = select(*columns).join(Unit, Unit.id == Membership.unit_id)
    return query.where(Membership.person_id == person_id, Membership.in_force(today()))


def _lock_person(person: Person) -> None:
    """Keep the same role from being given twice at the same moment."""
    table = Base.metadata.tables["person"].c
    row = select(table.id).where(table.id == person.id).with_for_update()
    db.session.connection().execute(row)
