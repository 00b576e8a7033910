"""The people who use the portal."""

from __future__ import annotations

from flask_login import UserMixin
from sqlalchemy import ColumnElement, String, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, IntKey, Named, Timestamped, Versioned, db
from models.membership import Membership
from models.tenancy import (
    MEMBER_UNIT,
    PERSON,
    Audience,
    OutOfScope,
    Scoped,
    current,
    in_reach,
    unscoped,
)


class Person(UserMixin, Named, Timestamped, Versioned, Scoped, Base):
    """Somebody with a login. Never deleted: memberships end.

    A person is seen by himself and where one of his memberships lies in reach.
    """

    __tablename__ = "person"

    id: Mapped[IntKey]
    phone: Mapped[str | None] = mapped_column(String(16), unique=True, info={"private": True})
    email: Mapped[str | None] = mapped_column(String(254), unique=True, info={"private": True})
    language: Mapped[str] = mapped_column(String(2), default="vi")
    password_hash: Mapped[str | None] = mapped_column(String(120), info={"private": True})

    memberships: Mapped[list[Membership]] = relationship(back_populates="person")

    @classmethod
    def readable(cls) -> ColumnElement[bool]:
        table = Membership.__table__.alias("scope_membership")
        known = select(table.c.person_id).where(in_reach(table.c.unit_id, MEMBER_UNIT))
        return or_(cls.id == PERSON, cls.id.in_(known))

    @classmethod
    def owner(cls) -> str:
        return "id"

    def refuse_write(self) -> None:
        binding = current()
        himself = self.id is not None and self.id == binding.person_id
        if not himself and binding.audience is not Audience.MEMBER:
            raise OutOfScope("a person is changed by himself or from a unit")


def load_person(key: str) -> Person | None:
    """Who the session cookie says is there; None when there is no such person."""
    if not key.isdecimal():
        return None
    with unscoped("the gate asks who is signed in"):
        return db.session.get(Person, int(key))
