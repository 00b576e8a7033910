"""What a delegation amounts to where something is decided: who has one, and whether it holds.

The rows belong to the unit above the one that is decided on, out of its scope: they are asked for
on the connection of the act.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Date, Row, Select, func, literal, select
from sqlalchemy.orm import aliased

from models import clock
from models.base import db
from models.delegation import Delegation
from models.delegation_rules import TOLD_DAYS, Term, over_since
from models.membership import Membership
from models.month_acts import Reader
from models.permissions import (
    DELEGATED_PERMISSIONS,
    DELEGATED_PERMISSIONS_BELOW,
    Delegated,
    Permission,
    Role,
)
from models.person import Person
from models.unit import Unit, paths_to


@dataclass(frozen=True)
class Ended:
    """A delegation that is over: whose it was, at which unit, since when.

    `was_ended`: somebody ended it, so that the hour matters; `still_reviews`: its giver could
    delegate anew.
    """

    giver_name: str
    unit_name: str
    slug: str
    over_at: datetime
    was_ended: bool
    still_reviews: bool


class DelegationEnded(Exception):
    """Somebody acts by a delegation that is over; `ended` is None where nothing is told of it."""

    def __init__(self, ended: Ended | None) -> None:
        super().__init__(ended)
        self.ended = ended


def hold(by: Reader, path: str) -> None:
    """Keep a delegation by which somebody decides, on the unit with a path, until commit.

    Raises DelegationEnded where it is over. The gate has read it before the act began; here it is
    read again, and locked, so that ending it comes before the decision or after it.
    """
    if by.delegated is None:
        return
    held = select(Delegation.id).where(Delegation.id == by.delegated.delegation_id)
    held = held.where(Delegation.in_force(clock.today()))
    if db.session.connection().scalar(held.with_for_update(read=True, of=Delegation)) is None:
        raise DelegationEnded(ended_lately(by.person_id, path, Permission.DECIDE_MONTHS))


def delegated_to(person_id: int, unit_id: int) -> Delegated | None:
    """What is delegated to somebody at a unit today."""
    query = select(Delegation.id, Delegation.giver_id, Person.name, Delegation.ends_on)
    query = query.join(Person, Person.id == Delegation.giver_id)
    query = query.where(Delegation.receiver_id == person_id, Delegation.unit_id == unit_id)
    row = db.session.connection().execute(query.where(Delegation.in_force(clock.today()))).first()
    return Delegated(*row) if row else None


def delegates_at(unit_id: int) -> Select[int]:
    """Who reviews at a unit today on somebody's behalf."""
    query = select(Delegation.receiver_id).where(Delegation.unit_id == unit_id)
    return query.where(Delegation.in_force(clock.today()))


def ended_lately(person_id: int, path: str, permission: Permission) -> Ended | None:
    """The delegation by which somebody held a permission at the unit with a path until lately.

    None where he had none that took effect, where it ended TOLD_DAYS ago or earlier, and where he
    does not work at its unit any more.
    """
    if permission not in DELEGATED_PERMISSIONS | DELEGATED_PERMISSIONS_BELOW:
        return None
    rows = db.session.connection().execute(_of(person_id, paths_to(path)))
    since = clock.now() - timedelta(days=TOLD_DAYS)
    found = [_ended(row) for row in rows if permission in _given_at(path, row.path)]
    over = [one for one in found if one and since < one.over_at <= clock.now()]
    return max(over, key=lambda one: one.over_at, default=None)


def _given_at(path: str, its_path: str) -> frozenset[Permission]:
    return DELEGATED_PERMISSIONS if path == its_path else DELEGATED_PERMISSIONS_BELOW


def _of(person_id: int, paths: Iterable[str]) -> Select[Any]:
    today = clock.today()
    columns: tuple[Any, ...] = (
        Delegation.starts_on,
        Delegation.ends_on,
        Delegation.ended_at,
        Person.name.label("giver_name"),
        Unit.name.label("unit_name"),
        Unit.slug,
        Unit.path,
        _reviews_until().label("until"),
    )
    query: Select[Any] = select(*columns).join(Person, Person.id == Delegation.giver_id)
    query = query.join(Unit, Unit.id == Delegation.unit_id).where(Unit.path.in_(list(paths)))
    lately = Delegation.ends_on >= today - timedelta(days=TOLD_DAYS + 1)
    query = query.where(Delegation.receiver_id == person_id, lately, Delegation.starts_on <= today)
    return query.where(Delegation.receiver_works(today))


def _reviews_until() -> Any:
    """The giver's last day as a reviewer of the unit; the last day there is where he goes on."""
    theirs = aliased(Membership)
    last = func.max(func.coalesce(theirs.ends_on, literal(date.max, Date)))
    mine = select(last).where(theirs.person_id == Delegation.giver_id)
    here = mine.where(theirs.unit_id == Delegation.unit_id, theirs.role == Role.REVIEWER)
    return here.correlate(Delegation).scalar_subquery()


def _ended(row: Row[Any]) -> Ended | None:
    if row.until is None:
        return None
    still_reviews = row.until >= clock.today()
    term = Term(row.starts_on, row.ends_on, row.ended_at)
    over_at = over_since(term, None if still_reviews else row.until)
    if over_at is None:
        return None
    named = (row.giver_name, row.unit_name, row.slug)
    return Ended(*named, over_at, over_at == row.ended_at, still_reviews)
