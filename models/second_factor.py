"""The second factor: six digits from an app (TOTP, RFC 6238), recovery codes for a lost phone."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime
from typing import Any

import pyotp
from sqlalchemy import Integer, Select, String, UniqueConstraint, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from models import clock
from models.base import Base, IntKey, Timestamped, db
from models.clock import today
from models.membership import Membership
from models.permissions import Role
from models.scopes import PersonOwned
from models.secret import cipher, keyed_hash
from models.setting import value_at
from models.tenancy import unscoped
from models.unit import Unit

STEP_SECONDS = 30
DRIFT = (0, -1, 1)
"""Steps that a phone's clock may be off."""
RECOVERY_CODES = 10
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
ROLES = frozenset({Role.REVIEWER, Role.LEADER, Role.ADMINISTRATOR})
"""Who has to have one where the province asks for it."""


class SecondFactor(PersonOwned, Timestamped, Base):
    """A person's secret, encrypted; `last_step` is the last time step whose code was taken."""

    __tablename__ = "second_factor"
    __table_args__ = (UniqueConstraint("person_id"),)
    audited = False  # a code taken is part of a sign-in; on and off record themselves

    id: Mapped[IntKey]
    secret: Mapped[str] = mapped_column(String(200), info={"private": True})
    last_step: Mapped[int] = mapped_column(Integer, default=0, info={"private": True})

    @staticmethod
    def of(person_id: int) -> Select[SecondFactor]:
        return select(SecondFactor).where(SecondFactor.person_id == person_id)

    @classmethod
    def enrol(cls, person: Any, secret: str, code: str) -> list[str] | None:
        """Switch on, proven by a first code, and return the recovery codes; None if it is wrong."""
        step = step_of(secret, code)
        if step is None:
            return None
        factor = cls(person_id=person.id, secret=_encrypted(secret), last_step=step)
        db.session.add(factor)
        codes = RecoveryCode.renew(person.id)
        person.record("person.second_factor_on", after={})
        return codes

    def takes(self, code: str) -> bool:
        """Whether a code is right and was not used before; from then on it is used."""
        step = step_of(cipher("second factor").decrypt(self.secret.encode()).decode(), code)
        if step is None:
            return RecoveryCode.take(self.person_id, code)
        mine = SecondFactor.person_id == self.person_id, SecondFactor.last_step < step
        changed: Any = db.session.execute(update(SecondFactor).where(*mine).values(last_step=step))
        return bool(changed.rowcount)


class RecoveryCode(PersonOwned, Base):
    """One of the codes that stand in for a lost phone, each once."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("person_id", "code_hash"),)
    audited = False

    id: Mapped[IntKey]
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]

    @classmethod
    def renew(cls, person_id: int) -> list[str]:
        """Ten new codes in place of all earlier ones; shown now and never again."""
        db.session.execute(delete(cls).where(cls.person_id == person_id))
        codes = [_new_code() for _ in range(RECOVERY_CODES)]
        db.session.add_all(cls(person_id=person_id, code_hash=_hash(code)) for code in codes)
        return codes

    @classmethod
    def take(cls, person_id: int, code: str) -> bool:
        unused = cls.person_id == person_id, cls.code_hash == _hash(code), cls.used_at.is_(None)
        changed: Any = db.session.execute(update(cls).where(*unused).values(used_at=clock.now()))
        return bool(changed.rowcount)

    @classmethod
    def left(cls, person_id: int) -> Select[int]:
        """How many can still be used."""
        unused = cls.person_id == person_id, cls.used_at.is_(None)
        return select(func.count()).select_from(cls).where(*unused)


def new_secret() -> str:
    """160 random bits in base32, as authenticator apps take them."""
    return pyotp.random_base32()


def address_of(secret: str, account: str) -> str:
    """The otpauth:// address that the QR code holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name="Măng Non")


def step_of(secret: str, code: str) -> int | None:
    """The time step whose code this is, now or one step off; None where it is none of them."""
    present = int(clock.now().timestamp()) // STEP_SECONDS
    generator = pyotp.TOTP(secret)
    typed = "".join(code.split()).encode()
    for step in (present + off for off in DRIFT):
        if hmac.compare_digest(generator.generate_otp(step).encode(), typed):
            return step
    return None


def remove(person: Any) -> None:
    """Switch off: by the person himself, or from his unit where phone and codes are lost.

    In a unit's hands this is called under unscoped(), because the rows are the person's own.
    Without a second factor nothing happens.
    """
    mine = delete(SecondFactor).where(SecondFactor.person_id == person.id)
    gone: Any = db.session.execute(mine)
    if gone.rowcount:
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
        person.record("person.second_factor_off", after={})


def is_required_for(person_id: int) -> bool:
    """Whether a membership in force has one of ROLES at a unit whose province asks for it."""
    held = (
        select(Unit)
        .join(Membership, Membership.unit_id == Unit.id)
        .where(Membership.person_id == person_id, Membership.role.in_(ROLES))
        .where(Membership.in_force(today()))
    )
    with unscoped("what the units of a person ask of him"):
        units = db.session.scalars(held).all()
    return any(value_at(unit, "second_factor") for unit in units)


def seal_secret(person_id: int, secret: str) -> str:
    """A secret not yet in use, as the form of enrolment carries it: unreadable, for one person."""
    return cipher("enrolment").encrypt(f"{person_id} {secret}".encode()).decode()


def open_secret(person_id: int, sealed: str) -> str | None:
    """The secret that a form carried, if it was made for this person."""
    from cryptography.fernet import InvalidToken

    try:
        owner, _, secret = cipher("enrolment").decrypt(sealed.encode()).decode().partition(" ")
    except InvalidToken:
        return None
    return secret if owner == str(person_id) else None


def _encrypted(secret: str) -> str:
    return cipher("second factor").encrypt(secret.encode()).decode()


def _new_code() -> str:
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    return f"{signs[:5]}-{signs[5:]}"


def _hash(code: str) -> str:
    return keyed_hash("recovery code", "".join(c for c in code.lower() if c.isalnum()))
