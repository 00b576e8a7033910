"""Signing in: who a cookie or a password speaks for, and what is remembered of each try."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Date, Index, Select, String, bindparam, delete, exists, func, select
from sqlalchemy.orm import Mapped, mapped_column

from models import attempt_count, audit, clock, login_session
from models.base import Base, IntKey, db
from models.clock import today
from models.login_session import LoginSession, key_of, short_agent
from models.membership import Membership
from models.notification import UNREAD, Notification
from models.permissions import Role
from models.person import Person, sign_in_name, unit_of_record
from models.scopes import PersonOwned
from models.secret import keyed_hash
from models.tenancy import NOWHERE, unscoped

FAILURES = 5
ADDRESS_FAILURES = 50
"""An office, sometimes a whole province's network, shares one address: it gets more tries."""
LOCK = timedelta(minutes=15)
HISTORY_KEPT = timedelta(days=90)


class Outcome(StrEnum):
    """How a try ended."""

    SIGNED_IN = "signed_in"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105
    WRONG_CODE = "wrong_code"
    LOCKED = "locked"


class SignIn(PersonOwned, Base):
    """One try in a person's name, for his own eyes."""

    __tablename__ = "sign_in"
    __table_args__ = (Index(None, "person_id", "at"),)
    audited = False

    id: Mapped[IntKey]
    at: Mapped[datetime]
    outcome: Mapped[Outcome] = mapped_column(String(16))
    agent: Mapped[str] = mapped_column(String(60))

    @staticmethod
    def latest() -> Select[SignIn]:
        """The tries in the name of the person bound, newest first."""
        return select(SignIn).order_by(SignIn.at.desc(), SignIn.id.desc())


def note(person_id: int, outcome: Outcome, agent: str) -> None:
    """Remember a try, and forget those older than HISTORY_KEPT."""
    old = SignIn.at < clock.now() - HISTORY_KEPT
    db.session.execute(delete(SignIn).where(SignIn.person_id == person_id, old))
    tried = SignIn(person_id=person_id, at=clock.now(), outcome=outcome, agent=short_agent(agent))
    db.session.add(tried)


class Found(NamedTuple):
    """Somebody who is signed in, by which session, and how many notifications he has not read."""

    person: Person
    login: LoginSession
    unread: int


def find(token: str, *, awaits_code: bool = False) -> Found | None:
    """Who a cookie speaks for, in one query; None where the session has ended or never was."""
    asked = {"key": key_of(token), "awaits_code": awaits_code, "today": today()}
    with unscoped("the gate asks who is signed in"):
        row = db.session.execute(_holder_of_session(), asked).first()
    if row is None or row[1].is_over(of_administrator=row[2]):
        return None
    return Found(row[0], row[1], row[3])


@cache
def _holder_of_session() -> Select[Any]:
    """Built once: every page asks, and a tenth of its time went into making this."""
    administrates = exists().where(
        Membership.person_id == LoginSession.person_id,
        Membership.role == Role.ADMINISTRATOR,
        Membership.in_force(bindparam("today", type_=Date)),
    )
    mine = Notification.person_id == LoginSession.person_id
    unread = select(func.count(Notification.id)).where(mine, UNREAD).correlate(LoginSession)
    query: Select[Any] = select(Person, LoginSession, administrates, unread.scalar_subquery())
    return query.join(LoginSession, LoginSession.person_id == Person.id).where(
        LoginSession.key == bindparam("key"),
        LoginSession.awaits_code == bindparam("awaits_code"),
    )


@dataclass
class Tries:
    """The counts that one try at the door goes to. Whether a name is known makes no difference."""

    keys: tuple[tuple[str, int], ...]
    number: int = 0
    """The how-manieth try in the name this is."""

    @classmethod
    def at_password(cls, typed: str, address: str) -> Tries:
        """What was typed as the name, in every form of it, and the address it came from."""
        name = _key("name", sign_in_name(typed))
        return cls(((name, FAILURES), (_key("address", address), ADDRESS_FAILURES)))

    @classmethod
    def at_code(cls, person_id: int) -> Tries:
        return cls(((_key("code", str(person_id)), FAILURES),))

    @classmethod
    def at_confirmation(cls, person_id: int) -> Tries:
        """Asking who is signed in for his password again: a found phone is no way to guess it."""
        return cls(((_key("confirmation", str(person_id)), FAILURES),))

    def take(self) -> bool:
        """Count one try before it is looked at, so that no two at once share a count.

        Under unscoped(), after begin_write(). False where the door is locked; a try at a locked
        name is none of its address, nor one from a locked address one of the name.
        """
        (name, most), *others = self.keys
        if any(attempt_count.state(key)[0] >= limit for key, limit in others):
            return False
        self.number = attempt_count.take(name, LOCK, most=most)
        if self.number > most:
            return False
        for key, limit in others:
            attempt_count.take(key, LOCK, most=limit)
        return True

    def fail(self, person: Person | None, outcome: Outcome, agent: str) -> bool:
        """Remember a failure; True where it was the one that locks."""
        if person is not None:
            note(person.id, outcome, agent)
        locks = self.number == self.keys[0][1]
        if locks:
            _record_lock(person, self.keys[0][0])
        return locks

    def succeed(self) -> None:
        """A right password begins the count of its name anew; the address gets its try back."""
        attempt_count.forget_old()
        attempt_count.forget(self.keys[0][0])
        for key, _most in self.keys[1:]:
            attempt_count.give_back(key)


def _record_lock(person: Person | None, key: str) -> None:
    """An unknown name's lock stands in the record of the root, without the name."""
    unit_id = unit_of_record(person.id if person else NOWHERE)
    subject: Any = person or db.session.get(attempt_count.AttemptCount, key)
    if unit_id is not None:
        audit.record("sign_in.locked", subject, unit_id=unit_id, after={})


def open_session(
    person: Person, agent: str, *, kept: bool, awaits_code: bool, must_enrol: bool = False
) -> str:
    """Begin a session and return its token. One that awaits a code is not signed in yet."""
    login_session.forget_old(person.id)
    if not awaits_code:
        note(person.id, Outcome.SIGNED_IN, agent)
        person.record("person.signed_in", after={})
    return LoginSession.open(
        person.id, agent, kept=kept, awaits_code=awaits_code, must_enrol=must_enrol
    )


def _key(purpose: str, text: str) -> str:
    return keyed_hash(f"sign-in {purpose}", text)[:40]
