"""The daily letter: what a person has not read yet, by e-mail, once a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column

from models.base import Base, UuidKey, db
from models.campaign import Campaign
from models.campaign_notices import reports_due, tell_of_report
from models.clock import now, today
from models.finding import Finding
from models.follow_finding import tell_of_overdue
from models.gift_shortage import (
    below_issuer,
    forget_covered,
    found_short,
    tell_issuer,
    tell_unit,
)
from models.membership import Membership
from models.notification import Notification, NotificationKind, notify, unread_count
from models.person import Person
from models.scopes import PersonOwned
from models.setting import value_at
from models.tenancy import begin_write, bind, bind_person, unscoped
from models.unit import Unit

NOTICE_DAYS = 14
"""How many days before its end a person is told that a role ends."""

MOST = 30
"""How many notifications one letter names; the rest is a number."""


class Digest(PersonOwned, Base):
    """A person's letter of a day; without `sent_at` it could not be sent and is tried again."""

    __tablename__ = "digest"
    __table_args__ = (UniqueConstraint("person_id", "day"),)
    audited = False

    id: Mapped[UuidKey]
    day: Mapped[date]
    sent_at: Mapped[datetime | None]
    size: Mapped[int] = mapped_column(default=0)


def tell_of_ending_roles() -> int:
    """Tell each person, once, of a role that ends within NOTICE_DAYS; how many were told.

    It may be run as often as wanted, and a day left out is made up for on the next.
    """
    soon = today() + timedelta(days=NOTICE_DAYS)
    ending = select(Membership).where(Membership.in_force(today()), Membership.ends_on <= soon)
    with unscoped("the daily run looks for roles that end soon"):
        memberships = db.session.scalars(ending.options(joinedload(Membership.unit))).all()
    return sum(_tell_of_end(membership) for membership in memberships)


def _tell_of_end(membership: Membership) -> int:
    with bind(membership.unit_id):
        begin_write()
        told = notify(
            [membership.person_id],
            NotificationKind.ROLE_ENDS_SOON,
            membership.unit_id,
            f"/{membership.unit.slug}/",
            once=f"membership:{membership.id}:{membership.ends_on}",
            role=membership.role,
            unit=membership.unit.name,
            ends_on=str(membership.ends_on),
        )
        db.session.commit()
    return told


def tell_of_overdue_findings() -> int:
    """Tell, once, of each finding of an inspection that was not mended in time; how many were told.

    A day left out is made up for within NOTICE_DAYS.
    """
    first = today() - timedelta(days=NOTICE_DAYS)
    overdue = select(Finding.id, Finding.unit_id).where(Finding.is_overdue_on(today()))
    with unscoped("the daily run looks for findings that were not mended in time"):
        found = db.session.execute(overdue.where(Finding.due_on >= first)).all()
    return sum(_tell_of_overdue(finding_id, unit_id) for finding_id, unit_id in found)


def _tell_of_overdue(finding_id: UUID, unit_id: int) -> int:
    with bind(unit_id):
        begin_write()
        told = tell_of_overdue(db.session.get_one(Finding, finding_id))
        db.session.commit()
    return told


def tell_of_campaign_reports() -> int:
    """Tell, once, who works on it at each unit whose result sheet of a campaign is due soon and not
    handed in; how many were told. A day left out is made up for on the next."""
    with unscoped("the daily run looks for campaigns whose report is due"):
        found = db.session.execute(reports_due()).all()
    return sum(_tell_of_report(campaign_id, unit_id) for campaign_id, unit_id in found)


def _tell_of_report(campaign_id: int, unit_id: int) -> int:
    with bind(unit_id):
        begin_write()
        told = tell_of_report(db.session.get_one(Campaign, campaign_id))
        db.session.commit()
    return told


def tell_of_short_gifts() -> int:
    """Tell, once, each unit whose gifts for a campaign are short, and who reads above what is short
    below; how many were told. What is covered by now is taken back where nobody has read it."""
    with unscoped("the daily run looks for campaigns whose gifts do not suffice"):
        begin_write()
        forget_covered()
        found = found_short()
        db.session.commit()
    told = sum(_tell_at(one.unit_id, partial(tell_unit, one)) for one in found)
    above = below_issuer(found)
    return told + sum(_tell_at(those[0].issuer_id, partial(tell_issuer, those)) for those in above)


def _tell_at(unit_id: int, tell: Callable[[], int]) -> int:
    with bind(unit_id):
        begin_write()
        told = tell()
        db.session.commit()
    return told


def awaiting() -> list[int]:
    """Who wants letters, has an address and something unread that no letter told of, none today."""
    told = select(Digest.sent_at).where(Digest.person_id == Person.id, Digest.sent_at.is_not(None))
    newest = told.order_by(Digest.day.desc()).limit(1).correlate(Person).scalar_subquery()
    unread = select(Notification.id).where(
        Notification.person_id == Person.id,
        Notification.read_at.is_(None),
        newest.is_(None) | (Notification.at > newest),
    )
    query = select(Person.id).where(Person.email.is_not(None), unread.exists())
    today_done = select(Digest.id).where(
        Digest.person_id == Person.id, Digest.day == today(), Digest.sent_at.is_not(None)
    )
    with unscoped("the daily run looks for people with something unread"):
        people = db.session.scalars(query.where(~today_done.exists()).order_by(Person.id)).all()
        return [person_id for person_id in people if _is_wanted(person_id)]


def _is_wanted(person_id: int) -> bool:
    """Whether a unit in which the person works today has letters switched on (setting `digest`)."""
    mine = select(Membership.unit_id).where(
        Membership.person_id == person_id, Membership.in_force(today())
    )
    units = db.session.scalars(select(Unit).where(Unit.id.in_(mine))).all()
    return any(value_at(unit, "digest") == "daily" for unit in units)


@dataclass(frozen=True)
class Letter:
    """What one person is written: his newest unread notifications, and how many there are."""

    person: Person
    notifications: list[Notification]
    count: int


@contextmanager
def letter_to(person_id: int) -> Iterator[Letter]:
    """Take a person's letter of today in hand; when the block ends well it counts as sent.

    The day's row is written before the block, so that of two runs at a time one gets an
    IntegrityError and sends nothing; where the block fails the letter is tried again next time.
    """
    with bind_person(person_id):
        digest = _of_today()
        unread = Notification.for_list().where(Notification.read_at.is_(None))
        shown = db.session.scalars(unread.limit(MOST)).all()
        person = db.session.get_one(Person, person_id)
        count = unread_count()
        yield Letter(person, list(shown), count)
        begin_write()
        digest.sent_at, digest.size = now(), count
        db.session.commit()


def _of_today() -> Digest:
    begin_write()
    digest = db.session.scalar(select(Digest).where(Digest.day == today()))
    if digest is None:
        digest = Digest(day=today())
        db.session.add(digest)
    db.session.commit()
    return digest
