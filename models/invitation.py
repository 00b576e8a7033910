"""The way into the portal: an invitation to a role, taken up by a signed link."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Select,
    String,
    and_,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from models import audit, clock
from models.appointer import Appointer, NotAllowed, allow
from models.base import Base, Named, Timestamped, UuidKey, Versioned, db
from models.clock import start_of_day, today, vietnam_day
from models.membership import AlreadyHeld, Membership, held_in_act
from models.notification import NotificationKind, notify
from models.permissions import Refusal, Role, may_grant, standing_at
from models.person import Person
from models.scopes import UnitOwned

if TYPE_CHECKING:
    from models.agency import Agency

VALID_DAYS = 7
"""A link works until the end of this many days after the day on which it was made."""

KEPT_DAYS = 30
"""How long an invitation that nobody took up is kept after its link has expired."""


class InvitationState(StrEnum):
    """Where an invitation stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REVOKED = "revoked"
    EXPIRED = "expired"
    ORPHANED = "orphaned"  # who sent it may no longer give this role


class Unusable(Exception):
    """The invitation cannot be taken up; `state` says why."""

    def __init__(self, state: InvitationState) -> None:
        super().__init__(state.value)
        self.state = state


@dataclass(frozen=True)
class Offer:
    """What an invitation offers, and to whom."""

    name: str
    role: Role
    phone: str | None = None
    email: str | None = None
    agency_id: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


class Invitation(Named, Timestamped, Versioned, UnitOwned, Base):
    """One role at one unit, offered to one person, who may already be in the portal or not.

    Whether he is stays unknown to who invites: the same invitation is made, and only he who
    opens the link and knows the number (or address) it was made for takes it up. It counts once,
    until its day, unless it is revoked, and as long as who sent it may give that role. `serial`
    goes up with each new link, which makes the older ones void. Without a sender it was made on
    the command line.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        ForeignKeyConstraint(["unit_id", "agency_id"], ["agency.unit_id", "agency.id"]),
        CheckConstraint("(role = 'partner') = (agency_id IS NOT NULL)", name="partner_has_agency"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        Index(None, "unit_id", "expires_at"),
    )

    id: Mapped[UuidKey]
    role: Mapped[Role] = mapped_column(String(16))
    agency_id: Mapped[int | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    phone: Mapped[str | None] = mapped_column(String(16), info={"private": True})
    email: Mapped[str | None] = mapped_column(String(254), info={"private": True})
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    batch_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    serial: Mapped[int] = mapped_column(default=1)
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    revoked_at: Mapped[datetime | None]

    sender: Mapped[Person | None] = relationship(viewonly=True, foreign_keys=[sender_id])
    agency: Mapped[Agency | None] = relationship(viewonly=True)

    # Queries

    @classmethod
    def for_list(cls, unit_id: int) -> Select[Invitation]:
        """A unit's own invitations, newest first."""
        shown = select(cls).options(joinedload(cls.agency), joinedload(cls.sender))
        return shown.where(cls.unit_id == unit_id).order_by(cls.id.desc())

    @classmethod
    def awaited(cls, query: Select[Any]) -> Select[Any]:
        """Those of a list that nobody has taken up or revoked, expired ones included."""
        return query.where(cls.accepted_at.is_(None), cls.revoked_at.is_(None))

    @classmethod
    def is_open(cls) -> ColumnElement[bool]:
        """Whether the link of an invitation nobody has answered still works today."""
        lasts = or_(cls.ends_on.is_(None), cls.ends_on >= today())
        return and_(cls.expires_at > clock.now(), lasts)

    # Verbs

    @classmethod
    def send(
        cls, offer: Offer, *, by: Appointer | None, batch_id: uuid.UUID | None = None
    ) -> Invitation:
        """Offer a role at the bound unit; NotAllowed. `by` is None on the command line only."""
        if by is not None:
            allow(by.refusal_to_grant(offer.role))
        values = {**vars(offer), "starts_on": offer.starts_on or today()}
        sender_id = by.person_id if by else None
        invitation = cls(
            **values, sender_id=sender_id, batch_id=batch_id, serial=1, expires_at=_expiry()
        )
        db.session.add(invitation)
        audit.record("invitation.sent", invitation)
        return invitation

    def renew(self, *, by: Appointer) -> None:
        """Make a new link in the place of the old one, good for VALID_DAYS; NotAllowed, Unusable.

        Who renews it answers for it from now on.
        """
        self._refuse(InvitationState.ACCEPTED, InvitationState.REVOKED)
        allow(by.refusal_to_grant(self.role))
        self.serial += 1
        self.expires_at, self.sender_id = _expiry(), by.person_id
        audit.record("invitation.renewed", self)

    def revoke(self) -> None:
        """Make the link void; what is revoked stays so. Unusable where it was taken up."""
        self._refuse(InvitationState.ACCEPTED)
        if self.revoked_at is None:
            self.revoked_at = clock.now()
            audit.record("invitation.revoked", self)

    def hand_over(self, receiver_id: int) -> None:
        """Let another person answer for it."""
        self.sender_id = receiver_id
        audit.record("invitation.handed_over", self)

    def accept(self, person: Person) -> Membership:
        """Take up the role, once; Unusable, and NotAllowed for who sent it himself.

        Who has the role already keeps what he has.
        """
        self.refuse_unusable()
        if person.id is not None and person.id == self.sender_id:
            raise NotAllowed(Refusal.HIMSELF)
        starts_on = max(self.starts_on, today())
        try:
            membership = Membership.start(
                person, self.role, self.agency_id, starts_on, self.ends_on
            )
        except AlreadyHeld as held:
            membership = held.membership
        db.session.flush()
        self.accepted_at, self.accepted_by_id = clock.now(), person.id
        audit.record("invitation.accepted", self)
        self._tell_sender(person)
        return membership

    # Questions

    @property
    def state(self) -> InvitationState:
        if self.accepted_at is not None:
            return InvitationState.ACCEPTED
        if self.revoked_at is not None:
            return InvitationState.REVOKED
        return InvitationState.EXPIRED if self._is_over else InvitationState.OPEN

    @property
    def last_day(self) -> date:
        """The last day, in Vietnam, on which the link works."""
        return vietnam_day(self.expires_at - timedelta(seconds=1))

    def is_for(self, phone: str | None, email: str | None) -> bool:
        """Whether somebody with this number and address is the one who was invited.

        An invitation that names neither is for whoever holds its link.
        """
        named = [(self.phone, phone), (self.email, email)] if self.phone or self.email else []
        given = [(mine, theirs) for mine, theirs in named if mine is not None]
        return not given or any(mine == theirs for mine, theirs in given)

    def refuse_unusable(self) -> None:
        """Raise Unusable unless it can be taken up now."""
        if self.state is not InvitationState.OPEN:
            raise Unusable(self.state)
        if not self._sender_still_may():
            raise Unusable(InvitationState.ORPHANED)

    @property
    def _is_over(self) -> bool:
        ended = self.ends_on is not None and self.ends_on < today()
        return ended or self.expires_at <= clock.now()

    def _sender_still_may(self) -> bool:
        if self.sender_id is None:
            return True
        standing = standing_at(self.unit.path, held_in_act(self.sender_id))
        return may_grant(standing, self.role)

    def _refuse(self, *states: InvitationState) -> None:
        if self.state in states:
            raise Unusable(self.state)

    def _tell_sender(self, person: Person) -> None:
        notify(
            [self.sender_id] if self.sender_id is not None else [],
            NotificationKind.INVITATION_ACCEPTED,
            self.unit_id,
            f"/{self.unit.slug}/people/{person.id}",
            name=person.name,
            role=self.role,
            unit=self.unit.name,
        )


def forget_expired() -> int:
    """Remove the bound unit's invitations that nobody took up, KEPT_DAYS after they expired."""
    before = clock.now() - timedelta(days=KEPT_DAYS)
    query = select(Invitation).where(Invitation.expires_at < before)
    forgotten = db.session.scalars(query.where(Invitation.accepted_at.is_(None))).all()
    for invitation in forgotten:
        db.session.delete(invitation)
        audit.record("invitation.forgotten", invitation, before={"role": invitation.role}, after={})
    return len(forgotten)


def _expiry() -> datetime:
    return start_of_day(today() + timedelta(days=VALID_DAYS + 1))
