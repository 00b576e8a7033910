"""What the portal tells a person: short, in his language, with a place to go."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    and_,
    delete,
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
from models.scopes import PersonOwned
from models.tenancy import NOWHERE, Audience, OutOfScope, current
from models.unit import Unit, past_subtree, paths_to

UNREAD = text("read_at IS NULL")
_AT_ONCE = 1000


class NotificationKind(StrEnum):
    """What happened. The words of each are in blueprints/notifications/words.py."""

    ROLE_GIVEN = "role_given"
    ROLE_ENDS_SOON = "role_ends_soon"
    INVITATION_ACCEPTED = "invitation_accepted"
    PLAN_PUBLISHED = "plan_published"
    PLAN_WITHDRAWN = "plan_withdrawn"
    AMENDMENT_PUBLISHED = "amendment_published"
    MONTH_SUBMITTED = "month_submitted"
    MONTH_RETURNED = "month_returned"
    MONTH_APPROVED = "month_approved"
    MONTH_REOPENED = "month_reopened"
    MONTH_EXCUSED = "month_excused"
    MONTH_CHANGED = "month_changed"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    EXPLANATION_ASKED = "explanation_asked"
    EXPLANATION_ANSWERED = "explanation_answered"
    EXPLANATION_READ = "explanation_read"
    EXPLANATION_WITHDRAWN = "explanation_withdrawn"
    MONTH_REMINDED = "month_reminded"
    RETURN_REMINDED = "return_reminded"
    DELEGATION_GIVEN = "delegation_given"
    DELEGATION_ENDED = "delegation_ended"
    FINDING_RECORDED = "finding_recorded"
    FINDING_REPORTED = "finding_reported"
    FINDING_CLOSED = "finding_closed"
    FINDING_SENT_BACK = "finding_sent_back"
    FINDING_MOVED = "finding_moved"
    FINDING_WITHDRAWN = "finding_withdrawn"
    FINDING_OVERDUE = "finding_overdue"
    ACTIVITY_WAITING = "activity_waiting"
    ACTIVITY_CHANGED = "activity_changed"
    ACTIVITY_WITHDRAWN = "activity_withdrawn"
    ACTIVITY_ACCEPTED = "activity_accepted"
    ACTIVITY_CORRECTED = "activity_corrected"
    ACTIVITY_DECLINED = "activity_declined"
    ACTIVITY_JOINED = "activity_joined"
    ACTIVITY_UNJOINED = "activity_unjoined"
    CAMPAIGN_RESULT_SUBMITTED = "campaign_result_submitted"
    CAMPAIGN_RESULT_APPROVED = "campaign_result_approved"
    CAMPAIGN_RESULT_RETURNED = "campaign_result_returned"
    CAMPAIGN_RESULT_REOPENED = "campaign_result_reopened"
    CAMPAIGN_PUBLISHED = "campaign_published"
    CAMPAIGN_CHANGED = "campaign_changed"
    CAMPAIGN_WITHDRAWN = "campaign_withdrawn"
    CAMPAIGN_REPORT_DUE = "campaign_report_due"
    GIFTS_PLEDGED = "gifts_pledged"
    GIFTS_CHANGED = "gifts_changed"
    GIFTS_WITHDRAWN = "gifts_withdrawn"
    GIFTS_RECEIVED = "gifts_received"
    GIFTS_SHORT = "gifts_short"
    GIFTS_SHORT_BELOW = "gifts_short_below"


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


def notify_members(
    membership_ids: Select[int], kind: NotificationKind, path: str, *, once: str, **told: Any
) -> int:
    """As notify(), for members of many units at once, each told about his own unit; how many.

    The memberships are given as a Core select. Those in force at the bound unit and below it
    count. `path` is what follows the slug of the member's unit in the address. The rows are
    about units below, which notify() may not tell about: so they are written on the connection.
    """
    db.session.flush()
    connection = db.session.connection()
    heard: dict[int, tuple[int, str]] = {}
    for person_id, unit_id, slug in connection.execute(_members_below(membership_ids, once)):
        heard.setdefault(person_id, (unit_id, slug))
    common = {"kind": kind, "told": told, "once": once, "at": clock.now(), "read_at": None}
    rows = [
        {**common, "id": uuid7(), "person_id": key, "about_unit_id": unit, "href": f"/{slug}{path}"}
        for key, (unit, slug) in heard.items()
    ]
    for start in range(0, len(rows), _AT_ONCE):
        connection.execute(insert(Notification.__table__), rows[start : start + _AT_ONCE])  # type: ignore[arg-type]
    return len(rows)


def forget(prefix: str, but: Collection[str]) -> None:
    """Take back what was told once, under keys that begin so, and nobody has read: it is not so any
    more. Keys in `but` stay. On the connection, as the rows are the receivers' alone."""
    rows = Notification.__table__
    old = rows.c.once.startswith(prefix, autoescape=True) & rows.c.once.not_in(but)
    db.session.connection().execute(delete(rows).where(rows.c.read_at.is_(None), old))  # type: ignore[arg-type]


def _members_below(membership_ids: Select[int], once: str) -> Select[int, int, str]:
    """Person, unit and slug of each, the highest unit first; without who acts and who was told."""
    tables = Base.metadata.tables
    members, units, rows = tables["membership"].c, tables["unit"].c, Notification.__table__.c
    binding = current()
    path = select(units.path).where(units.id == binding.unit_id)
    low = db.session.connection().scalar(path) or past_subtree(".")
    told = select(rows.person_id).where(rows.person_id == members.person_id, rows.once == once)
    query = select(members.person_id, units.id, units.slug)
    query = query.join_from(members.id.table, units.id.table, units.id == members.unit_id)
    query = query.where(members.id.in_(membership_ids), _in_force_on(members, today()))
    query = query.where(units.path >= low, units.path < past_subtree(low), ~told.exists())
    return query.where(members.person_id != binding.person_id).order_by(units.path, members.id)


def _in_force_on(members: Any, day: date) -> ColumnElement[bool]:
    """Whether a membership, given by its columns, counts on a day."""
    ends = or_(members.ends_on.is_(None), members.ends_on >= day)
    return and_(members.starts_on <= day, ends)


def _within_earshot(person_ids: set[int], unit_id: int) -> set[int]:
    """Those of the people who belong to the unit's own branch of the tree today.

    Asked on the connection of the act, so that a membership made in it counts; the scope would
    hide people of the units above.
    """
    memberships, units = Base.metadata.tables["membership"].c, Base.metadata.tables["unit"].c
    connection = db.session.connection()
    db.session.flush()
    path = connection.execute(select(units.path).where(units.id == unit_id)).scalar_one()
    in_force = _in_force_on(memberships, today())
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
