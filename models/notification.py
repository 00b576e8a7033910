"""What the portal tells a person: short, in his language, with a place to go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    func,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy import inspect as inspect_row
from sqlalchemy.orm import Mapped, mapped_column, relationship
from uuid_utils.compat import uuid7

from models import clock
from models.base import Base, UuidKey, db
from models.clock import today
from models.tenancy import NOWHERE, Audience, OutOfScope, PersonOwned, current
from models.unit import Unit, past_subtree, paths_to

UNREAD = text("read_at IS NULL")


class NotificationKind(StrEnum):
    """What happened. The words of each are in blueprints/notifications/words.py."""

    ROLE_GIVEN = "role_given"
    ROLE_ENDS_SOON = "role_ends_soon"
    INVITATION_ACCEPTED = "invitation_accepted"


class Notification(PersonOwned, Base):
    """One thing told to one person, who alone reads it and marks it as read.

    Whoever acts in a unit tells the people whom the act concerns, so a row is added from the
    bound unit for somebody else; from then on it is the receiver's alone. `told` holds values,
    not words: it is shown in the reader's language. `once` keeps a thing from being told twice.
    """

    __tablename__ = "notification"
    __table_args__ = (
        UniqueConstraint("person_id", "once"),
        Index(None, "person_id", "id"),
        Index("ix_notification_unread", "person_id", sqlite_where=UNREAD, postgresql_where=UNREAD),
    )
    audited = False

    id: Mapped[UuidKey]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    about_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[NotificationKind] = mapped_column(String(40))
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    href: Mapped[str] = mapped_column(String(300))
    once: Mapped[str | None] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    read_at: Mapped[datetime | None]

    about_unit: Mapped[Unit] = relationship(viewonly=True)

    def refuse_write(self) -> None:
        if inspect_row(self).persistent:
            super().refuse_write()
            return
        binding = current()
        is_public = binding.audience is Audience.PUBLIC
        if is_public or binding.unit_id == NOWHERE or self.about_unit_id != binding.unit_id:
            raise OutOfScope("a notification is sent from the bound unit")

    @classmethod
    def for_list(cls) -> Select[Notification]:
        """The person's own, newest first (the key of a row holds its time)."""
        return select(cls).order_by(cls.id.desc())

    def mark_read(self) -> None:
        """The receiver has seen it; the first time counts."""
        self.read_at = self.read_at or clock.now()


def unread_count() -> int:
    """How many the person in the binding has not read; read from the index of the unread alone."""
    query = select(func.count()).select_from(Notification).where(UNREAD)
    return db.session.scalar(query) or 0


def mark_all_read() -> None:
    """The receiver has seen them all."""
    unread = update(Notification).where(Notification.read_at.is_(None))
    db.session.execute(unread.values(read_at=clock.now()))


def notify(
    person_ids: Iterable[int],
    kind: NotificationKind,
    unit_id: int,
    href: str,
    *,
    once: str | None = None,
    **told: Any,
) -> int:
    """Tell people of something, in the transaction of the act and in one statement; how many.

    Only those with a membership in force at the unit, below it or above it are told; the person
    who acts is not. With `once`, who was told the same before is left out. `told` holds plain
    JSON values; a day is given in ISO form under a name that ends in `_on`.
    """
    told_to = _within_earshot({*person_ids} - {current().person_id}, unit_id)
    if once is not None:
        told_to -= _told_before(told_to, once)
    common = {"kind": kind, "about_unit_id": unit_id, "href": href, "told": told, "once": once}
    common |= {"at": clock.now(), "read_at": None}
    rows = [{**common, "id": uuid7(), "person_id": person_id} for person_id in sorted(told_to)]
    if rows:
        db.session.execute(insert(Notification), rows)
    return len(rows)


def _within_earshot(person_ids: set[int], unit_id: int) -> set[int]:
    """Those of the people who belong to the unit's own branch of the tree today.

    Asked on the connection of the act, so that a membership made in it counts; the scope would
    hide people of the units above.
    """
    memberships, units = Base.metadata.tables["membership"].c, Base.metadata.tables["unit"].c
    connection = db.session.connection()
    db.session.flush()
    path = connection.execute(select(units.path).where(units.id == unit_id)).scalar_one()
    in_force = (memberships.starts_on <= today()) & or_(
        memberships.ends_on.is_(None), memberships.ends_on >= today()
    )
    within = (units.path >= path) & (units.path < past_subtree(path))
    query = (
        select(memberships.person_id)
        .join_from(memberships.person_id.table, units.id.table, units.id == memberships.unit_id)
        .where(memberships.person_id.in_(person_ids), in_force)
        .where(or_(units.path.in_(paths_to(path)), within))
    )
    return set(connection.scalars(query))


def _told_before(person_ids: set[int], once: str) -> set[int]:
    """Those already told; asked on the connection, because the rows are the receivers' alone."""
    rows = Notification.__table__.c
    query = select(rows.person_id).where(rows.person_id.in_(person_ids), rows.once == once)
    return set(db.session.connection().scalars(query))
