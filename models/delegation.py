"""Delegations: a reviewer lets a colleague of his unit decide on his behalf until a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    Text,
    and_,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, aliased, joinedload, mapped_column, relationship

from models import audit, clock
from models.base import Base, UuidKey, db
from models.database import lock
from models.delegation_rules import DelegationObstacle, Term, Wish, why_not_delegate
from models.membership import Membership, held_in_act
from models.notification import NotificationKind, notify
from models.permissions import STANDS_IN, Held, Permission, Role, standing_at
from models.person import Person
from models.scopes import UnitOwned
from models.tenancy import current
from models.unit import Unit

Day = date | ColumnElement[date]


class DelegationRefused(Exception):
    """What may not be delegated or ended now."""

    def __init__(self, why: DelegationObstacle) -> None:
        super().__init__(why)
        self.why = why


class Delegation(UnitOwned, Base):
    """The receiver reviews on behalf of the giver, at the giver's unit, until the end of a day.

    It counts only while the giver is a reviewer there and the receiver works there: who leaves
    takes it along, and nothing has to be cleaned up. Never deleted or changed: it ends.
    """

    __tablename__ = "delegation"
    __table_args__ = (
        CheckConstraint("giver_id <> receiver_id", name="to_somebody_else"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        Index(None, "receiver_id", "ends_on"),
        Index(None, "unit_id", "ends_on"),
    )

    id: Mapped[UuidKey]
    giver_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    receiver_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    word: Mapped[str | None] = mapped_column(Text, info={"private": True})
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    giver: Mapped[Any] = relationship("Person", viewonly=True, foreign_keys=[giver_id])
    receiver: Mapped[Any] = relationship("Person", viewonly=True, foreign_keys=[receiver_id])
    ended_by: Mapped[Any] = relationship("Person", viewonly=True, foreign_keys=[ended_by_id])

    @classmethod
    def of(cls, unit_id: int) -> Select[Delegation]:
        """A unit's own delegations."""
        return select(cls).where(cls.unit_id == unit_id)

    @classmethod
    def for_list(cls, unit_id: int) -> Select[Delegation, bool]:
        """As of(), each with whether both people are still what they were; those that are over
        last, then the latest first."""
        people = joinedload(cls.giver), joinedload(cls.receiver), joinedload(cls.ended_by)
        is_over = or_(cls.ended_at.is_not(None), cls.ends_on < clock.today())
        query = select(cls, cls.is_backed(clock.today())).where(cls.unit_id == unit_id)
        return query.options(*people).order_by(is_over, cls.starts_on.desc(), cls.id.desc())

    # Conditions

    @classmethod
    def in_force(cls, day: Day) -> ColumnElement[bool]:
        """Whether it counts on a day."""
        return and_(cls.is_given(day), cls.receiver_works(day))

    @classmethod
    def is_given(cls, day: Day) -> ColumnElement[bool]:
        """As in_force(), for who has found the receiver's membership already."""
        within = and_(cls.starts_on <= day, cls.ends_on >= day, cls.ended_at.is_(None))
        return and_(within, cls._giver_reviews(day))

    @classmethod
    def is_backed(cls, day: Day) -> ColumnElement[bool]:
        """Whether the giver reviews and the receiver works at the unit on a day."""
        return and_(cls._giver_reviews(day), cls.receiver_works(day))

    @classmethod
    def _giver_reviews(cls, day: Day) -> ColumnElement[bool]:
        theirs = aliased(Membership)
        reviews = and_(theirs.person_id == cls.giver_id, theirs.role == Role.REVIEWER)
        return exists().where(theirs.unit_id == cls.unit_id, reviews, theirs.in_force(day))

    @classmethod
    def receiver_works(cls, day: Day) -> ColumnElement[bool]:
        """Whether the receiver is somebody who can stand in, at the unit on a day."""
        theirs = aliased(Membership)
        works = and_(theirs.person_id == cls.receiver_id, theirs.role.in_(STANDS_IN))
        return exists().where(theirs.unit_id == cls.unit_id, works, theirs.in_force(day))

    # Verbs

    @classmethod
    def delegate(
        cls, giver_id: int, receiver_id: int, days: tuple[date, date], word: str | None = None
    ) -> Delegation:
        """Let a colleague review at the bound unit from a day to a day, both of which count, and
        tell him; DelegationRefused. Call it when writing."""
        unit = db.session.get_one(Unit, current().unit_id)
        _queue_up(unit)
        why = why_not_delegate(_wish(unit, giver_id, receiver_id, days), clock.today())
        if why is not None:
            raise DelegationRefused(why)
        given = {"giver_id": giver_id, "receiver_id": receiver_id, "word": word or None}
        made = cls(unit_id=unit.id, starts_on=days[0], ends_on=days[1], **given)
        db.session.add(made)
        audit.record("delegation.given", made)
        made._tell_given(unit)
        return made

    def end_early(self, by: int) -> None:
        """End it now and tell whom it concerns; DelegationRefused where it is over."""
        lock(self)
        if self.is_over:
            raise DelegationRefused(DelegationObstacle.OVER)
        self.ended_at, self.ended_by_id = clock.now(), by
        audit.record("delegation.ended", self)
        told = {"unit": self.unit.name, "giver": self.giver.name, "receiver": self.receiver.name}
        people, href = [self.giver_id, self.receiver_id], f"/{self.unit.slug}/"
        notify(people, NotificationKind.DELEGATION_ENDED, self.unit_id, href, **told)

    # Questions

    @property
    def is_over(self) -> bool:
        """Whether it was ended, or its last day is over."""
        return self.ended_at is not None or self.ends_on < clock.today()

    def term(self, is_backed: bool) -> Term:
        """How long it counts, as the rules ask for it."""
        return Term(self.starts_on, self.ends_on, self.ended_at, is_backed)

    def _tell_given(self, unit: Unit) -> None:
        """The link leads to where he may go: the queue opens on the first day."""
        path = "reviews" if self.starts_on <= clock.today() else ""
        told: dict[str, str] = {"unit": unit.name, "starts_on": str(self.starts_on)}
        told |= {
            "ends_on": str(self.ends_on),
            "giver": db.session.get_one(Person, self.giver_id).name,
        }
        kind, href = NotificationKind.DELEGATION_GIVEN, f"/{unit.slug}/{path}"
        notify([self.receiver_id], kind, unit.id, href, **told)


def colleagues_of(giver_id: int, unit_id: int) -> Select[Person]:
    """Whom reviewing can be delegated to: who works at the unit today and does not review there."""
    here = Membership.unit_id == unit_id, Membership.in_force(clock.today())
    reviewing = select(Membership.person_id).where(*here, Membership.role == Role.REVIEWER)
    working = select(Membership.person_id).where(*here, Membership.role.in_(STANDS_IN))
    others = Person.id.in_(working), Person.id.not_in(reviewing), Person.id != giver_id
    return select(Person).where(*others).order_by(Person.sort_key, Person.id)


def _wish(unit: Unit, giver_id: int, receiver_id: int, days: tuple[date, date]) -> Wish:
    given, held = held_in_act(giver_id), held_in_act(receiver_id)
    return Wish(
        *days,
        is_reviewer=any(h.role == Role.REVIEWER for h in _at(unit, given)),
        is_himself=giver_id == receiver_id,
        is_colleague=any(h.role in STANDS_IN for h in _at(unit, held)),
        decides_already=Permission.DECIDE_BELOW in standing_at(unit.path, held).permissions,
        overlaps=_overlaps(unit, receiver_id, days),
    )


def _at(unit: Unit, held: list[Held]) -> list[Held]:
    return [one for one in held if one.unit_id == unit.id]


def _overlaps(unit: Unit, receiver_id: int, days: tuple[date, date]) -> bool:
    """One at a time, whoever gives it: each decision then has one name behind it."""
    starts_on, ends_on = days
    theirs = Delegation.of(unit.id).where(Delegation.receiver_id == receiver_id)
    same = theirs.where(Delegation.starts_on <= ends_on, Delegation.ends_on >= starts_on)
    same = same.where(Delegation.ended_at.is_(None), Delegation.is_backed(clock.today()))
    return db.session.scalars(same.limit(1)).first() is not None


def _queue_up(unit: Unit) -> None:
    """Of two delegations to one colleague at the same moment the second sees the first."""
    db.session.scalar(select(Unit.id).where(Unit.id == unit.id).with_for_update(key_share=True))
