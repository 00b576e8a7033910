"""What the tests do to people before they sign in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from argon2.exceptions import Argon2Error

from models import audit, password
from models.base import db
from models.person import Person
from models.second_factor import SecondFactor, new_secret
from models.setting import state
from models.tenancy import begin_write, bind, bind_person
from models.unit import Unit

PASSWORD = "mưa rào tháng sáu"
OTHER = "nắng cháy tháng bảy"


@cache
def hash_of(text: str) -> str:
    return password.hashed(text)


def remembered(verify: Callable[..., bool]) -> Callable[..., bool]:
    """A verification that works out each hash and password once and then answers from memory."""

    @cache
    def verdict(*asked: Any) -> Exception | None:
        try:
            verify(*asked)
        except Argon2Error as error:
            return error
        return None

    def verify_once(*asked: Any) -> bool:
        if error := verdict(*asked):
            raise type(error)(*error.args)
        return True

    return verify_once


@contextmanager
def as_himself(person: Person) -> Iterator[None]:
    """Bind a person's own rows, as the gate does at /me."""
    with bind_person(person.id), audit.acting(audit.Actor(person_id=person.id, label=person.name)):
        yield


def give_password(person: Person, text: str = PASSWORD) -> None:
    with as_himself(person):
        begin_write()
        db.session.get_one(Person, person.id).change_password(hash_of(text))
        db.session.commit()


def give_email(person: Person, email: str) -> None:
    with as_himself(person):
        begin_write()
        db.session.get_one(Person, person.id).change_contact(person.phone, email)
        db.session.commit()


def give_factor(person: Person) -> tuple[str, list[str]]:
    """Set a second factor up; its secret and recovery codes."""
    secret = new_secret()
    with as_himself(person):
        begin_write()
        himself = db.session.get_one(Person, person.id)
        codes = SecondFactor.enrol(himself, secret, code_of(secret, -1))
        db.session.commit()
    assert codes
    return secret, codes


def code_of(secret: str, steps: int = 0) -> str:
    """The code that an app with this secret shows, some steps from now."""
    import pyotp

    from models import clock

    return str(pyotp.TOTP(secret).at(clock.now(), counter_offset=steps))


def require_factor(unit: Unit, value: Any = True) -> None:
    """State the setting of a province."""
    with bind(unit.id):
        begin_write()
        state(unit, "second_factor", value)
        db.session.commit()
