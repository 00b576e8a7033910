"""The secret address under which a person's calendar is read without a login."""

from __future__ import annotations

import hmac
import secrets
from typing import Any

from sqlalchemy import Select, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, IntKey, Timestamped, db
from models.scopes import PersonOwned
from models.secret import keyed_hash
from models.tenancy import unscoped

PROOF_LETTERS = 32


class DeadLink(LookupError):
    """An address that leads nowhere; `was_ours`: it did, until it was renewed or switched off."""

    def __init__(self, *, was_ours: bool) -> None:
        super().__init__("calendar link")
        self.was_ours = was_ours


class CalendarLink(PersonOwned, Timestamped, Base):
    """One person's link. Its token is the code with a proof that only SECRET_KEY gives: who reads
    the table cannot make it, and who owns it can be shown it again."""

    __tablename__ = "calendar_link"
    __table_args__ = (UniqueConstraint("person_id"),)
    audited = False  # made and switched off record themselves

    id: Mapped[IntKey]
    code: Mapped[str] = mapped_column(String(22), unique=True, info={"private": True})

    @staticmethod
    def own() -> Select[CalendarLink]:
        """That of the person bound, where there is one."""
        return select(CalendarLink)

    @property
    def token(self) -> str:
        """What stands in the address."""
        return self.code + _proof(self.code)

    @classmethod
    def make(cls, person: Any) -> CalendarLink:
        """A new link in place of the earlier one, which leads nowhere from then on."""
        db.session.execute(delete(cls).where(cls.person_id == person.id))
        link = cls(person_id=person.id, code=secrets.token_urlsafe(16))
        db.session.add(link)
        person.record("person.calendar_link_made", after={})
        return link

    @classmethod
    def end(cls, person: Any) -> None:
        """Switch the link off."""
        ended: Any = db.session.execute(delete(cls).where(cls.person_id == person.id))
        if ended.rowcount:
            person.record("person.calendar_link_ended", after={})


def person_id_of(token: str) -> int:
    """Whose calendar a token opens; DeadLink where it opens none."""
    code, proof = token[:-PROOF_LETTERS], token[-PROOF_LETTERS:]
    if not hmac.compare_digest(proof.encode(), _proof(code).encode()):
        raise DeadLink(was_ours=False)
    with unscoped("a secret link says which person it is of"):
        owner = db.session.scalar(select(CalendarLink.person_id).where(CalendarLink.code == code))
    if owner is None:
        raise DeadLink(was_ours=True)
    return owner


def _proof(code: str) -> str:
    return keyed_hash("calendar link", code)[:PROOF_LETTERS]
