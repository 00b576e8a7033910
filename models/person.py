"""The people who use the portal."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from flask_login import UserMixin
from sqlalchemy import ColumnElement, Select, String, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from models import audit, login_session, password, signed_link
from models.base import Base, IntKey, Named, Timestamped, Versioned, db
from models.clock import today
from models.email import normalise_email
from models.membership import Membership
from models.phone import BadPhone, normalise_phone
from models.reach import in_reach, keys, slim_table
from models.scopes import Scoped
from models.tenancy import MEMBER_UNIT, NOWHERE, PERSON, Audience, OutOfScope, current, unscoped

LINK_VALID_FOR = timedelta(hours=24)
"""How long a link to a new password works: it is sent over Zalo and read when there is time."""


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

    @validates("phone")
    def _one_form_of_phone(self, _name: str, value: str | None) -> str | None:
        return normalise_phone(value) if value else None

    @validates("email")
    def _one_form_of_email(self, _name: str, value: str | None) -> str | None:
        return normalise_email(value) if value else None

    @classmethod
    def readable(cls) -> ColumnElement[bool]:
        return or_(cls.id == PERSON, cls.id.bool_op("IN")(keys("known people", _known)))

    @classmethod
    def owner(cls) -> str:
        return "id"

    def refuse_write(self) -> None:
        binding = current()
        himself = self.id is not None and self.id == binding.person_id
        if not himself and binding.audience is not Audience.MEMBER:
            raise OutOfScope("a person is changed by himself or from a unit")

    @staticmethod
    def named(typed: str) -> Select[Person]:
        """Who signs in with this: an e-mail address or a phone number, however written."""
        name = sign_in_name(typed)
        column = Person.email if "@" in name else Person.phone
        return select(Person).where(column == name)

    def change_profile(self, name: str, language: str) -> None:
        """What others see, and the language of the pages."""
        self.name, self.language = name, language
        self.record("person.changed")

    def change_contact(self, phone: str | None, email: str | None) -> None:
        """What the person signs in with: a phone number, an e-mail address, or both."""
        self.phone, self.email = phone, email
        self.record("person.contact_changed")

    def set_password(self, text: str) -> None:
        """Take a new password; WeakPassword where it is guessed too easily.

        Hashing takes a while. A view calls password.hashed() first, then begin_write(), then
        change_password().
        """
        self.change_password(password.hashed(text, *self.own_words))

    def change_password(self, hashed: str) -> None:
        """Take a new password and end every session, on every device."""
        self.password_hash = hashed
        self.record("person.password_changed")
        login_session.end_all(self.id)

    def check_password(self, text: str) -> bool:
        """Whether this is the password; takes as long whether there is one or not."""
        return password.fits(self.password_hash, text)

    @property
    def own_words(self) -> tuple[str | None, ...]:
        """What a password must not be made of."""
        return self.name, self.phone, self.email

    def make_password_link(self) -> str:
        """A token for `/password/<token>`: one new password, within LINK_VALID_FOR."""
        self.record("person.password_link_made", after={})
        return self.password_token()

    def password_token(self) -> str:
        """As make_password_link(), where the person himself asks for it and nothing is written."""
        return signed_link.sign("password", [self.id, _state_of(self.password_hash)])

    def expect_link(self, token: str) -> None:
        """BadLink unless the link is this person's and the password still the one it replaces.

        Ask again inside the write transaction: of two posts of one link, one wins.
        """
        content = signed_link.read("password", token, LINK_VALID_FOR)
        if content != [self.id, _state_of(self.password_hash)]:
            raise signed_link.BadLink("password")

    def record(
        self,
        action: str,
        *,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> None:
        """The entry of an act on this person, at the unit bound or else at his own."""
        at_unit = current().audience is Audience.MEMBER and not current().unscoped
        unit_id = current().unit_id if at_unit else unit_of_record(self.id)
        if unit_id is not None:
            audit.record(action, self, unit_id=unit_id, before=before, after=after)


def person_of_link(token: str) -> Person:
    """Whose password a link lets change, read unscoped; BadLink where it is used, old or false."""
    content = signed_link.read("password", token, LINK_VALID_FOR)
    with unscoped("a signed link says which person it is for"):
        person = db.session.get(Person, content[0])
    if person is None:
        raise signed_link.BadLink("password")
    person.expect_link(token)
    return person


def _state_of(password_hash: str | None) -> str:
    """Changes with the password, so that a link works once; says nothing about either."""
    return hashlib.sha256((password_hash or "none").encode()).hexdigest()[:24]


def sign_in_name(typed: str) -> str:
    """What was typed as it is stored: an address in lower case, a number as 0…, else as it is."""
    typed = typed.strip()
    if "@" in typed:
        return typed.lower()
    try:
        return normalise_phone(typed)
    except BadPhone:
        return typed.lower()


def unit_of_record(person_id: int) -> int | None:
    """The unit in whose record acts on a person stand when no unit is bound.

    That of his membership in force, or of the last one; without any, the root; None in a
    database without units. The owner rule of the record still decides who may write there.
    """
    tables = Base.metadata.tables
    members, units = tables["membership"], tables["unit"]
    ended = members.c.ends_on < today()
    mine = (
        select(members.c.unit_id)
        .where(members.c.person_id == person_id)
        .order_by(ended.is_(True), members.c.ends_on.desc(), members.c.id)
        .limit(1)
    )
    root = select(units.c.id).where(units.c.parent_id.is_(None)).limit(1)
    connection = db.session.connection()
    found: int | None = connection.scalar(mine) if person_id != NOWHERE else None
    return found or connection.scalar(root)


def _known() -> Select[int]:
    """Who has a role in the bound unit's reach."""
    held = slim_table("membership", "person_id", "unit_id", name="scope_membership")
    return select(held.c.person_id).where(in_reach(held.c.unit_id, MEMBER_UNIT))
