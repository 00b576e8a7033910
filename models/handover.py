"""Handing a leaving person's open work at a unit to a successor, and the sheet of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Select, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from models import audit
from models.appointer import Appointer
from models.base import Base, Timestamped, UuidKey, db
from models.clock import today
from models.invitation import Invitation
from models.membership import AlreadyHeld, Membership, held_in_act
from models.permissions import may_grant, standing_at
from models.person import Person
from models.scopes import UnitOwned
from models.tenancy import current


@dataclass(frozen=True)
class OpenItem:
    """One thing a person has open: its name, a detail and a day as data, and why it must stay."""

    title: str
    detail: str = ""
    due_on: str = ""
    stays: str = ""


@dataclass(frozen=True)
class Transfer:
    """A handover as it is being done: from whom, to whom, by whom, the giver's last day."""

    giver: Person
    receiver: Person
    by: Appointer
    last_on: date


Row = Any

RECEIVER_MAY_NOT = "receiver_may_not"
"""Why an item stays: the successor lacks the right to carry it on."""


@dataclass(frozen=True)
class OpenWork:
    """A kind of open work. Each feature registers its own, in its model's file.

    `rows` finds what a person has open at the bound unit; `item` describes one of them, saying
    in `stays` why this appointer cannot move it; `move` hands one over, with its audit entry.
    """

    kind: str
    rows: Callable[[int], Iterable[Row]]
    item: Callable[[Row, Appointer, int | None], OpenItem]
    move: Callable[[Row, Transfer], None]


REGISTRY: dict[str, OpenWork] = {}


def register(work: OpenWork) -> None:
    """Make a kind of work part of every handover; ValueError where the kind is known already."""
    if work.kind in REGISTRY:
        raise ValueError(f"open work {work.kind} is registered twice")
    REGISTRY[work.kind] = work


@dataclass(frozen=True)
class Section:
    """What a person has open of one kind."""

    kind: str
    items: list[OpenItem] = field(default_factory=list)

    @property
    def moving(self) -> int:
        """How many of them can be handed over."""
        return sum(not item.stays for item in self.items)


def open_work_of(person_id: int, by: Appointer) -> list[Section]:
    """All that a person has open at the bound unit, kind by kind, empty kinds included."""
    return [
        Section(work.kind, [work.item(row, by, None) for row in work.rows(person_id)])
        for work in REGISTRY.values()
    ]


class Handover(Timestamped, UnitOwned, Base):
    """A handover that took place; `sheet` keeps what was open, as it was printed and signed."""

    __tablename__ = "handover"
    __table_args__ = (CheckConstraint("giver_id <> receiver_id", name="to_somebody_else"),)

    id: Mapped[UuidKey]
    giver_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    receiver_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    last_on: Mapped[date]
    sheet: Mapped[list[dict[str, Any]]] = mapped_column(JSON)

    giver: Mapped[Person] = relationship(viewonly=True, foreign_keys=[giver_id])
    receiver: Mapped[Person] = relationship(viewonly=True, foreign_keys=[receiver_id])

    @classmethod
    def of_giver(cls, person_id: int) -> Select[Handover]:
        """A person's handovers at the units in reach, the latest first."""
        query = select(cls).where(cls.giver_id == person_id).order_by(cls.id.desc())
        return query.options(joinedload(cls.receiver), joinedload(cls.unit))

    @classmethod
    def carry_out(cls, transfer: Transfer, kinds: Iterable[str]) -> Handover:
        """Move what is open of the kinds named to the successor; the rest is written down."""
        moved = [_move(work, transfer, work.kind in kinds) for work in REGISTRY.values()]
        receiver_id = transfer.receiver.id
        handover = cls(
            giver_id=transfer.giver.id,
            receiver_id=receiver_id,
            last_on=transfer.last_on,
            sheet=moved,
        )
        db.session.add(handover)
        summary = {entry["kind"]: len(entry["items"]) for entry in moved}
        audit.record("handover.done", handover, after={"receiver_id": receiver_id, **summary})
        return handover


def _move(work: OpenWork, transfer: Transfer, wanted: bool) -> dict[str, Any]:
    items = []
    for row in list(work.rows(transfer.giver.id)):
        item = work.item(row, transfer.by, transfer.receiver.id)
        goes = wanted and not item.stays
        items.append({**asdict(item), "moved": goes})
        if goes:
            work.move(row, transfer)
    return {"kind": work.kind, "items": items}


def successors(giver_id: int) -> Select[Person]:
    """Who can take over at the bound unit: everybody else with a role there today."""
    here = select(Membership.person_id).where(
        Membership.unit_id == current().unit_id, Membership.in_force(today())
    )
    return (
        select(Person).where(Person.id.in_(here), Person.id != giver_id).order_by(Person.sort_key)
    )


# Roles: the successor gets them, the giver's end.


def _roles(person_id: int) -> list[Membership]:
    query = Membership.of_person(person_id).where(Membership.unit_id == current().unit_id)
    return [membership for membership in db.session.scalars(query) if not membership.has_ended]


def _role(membership: Membership, by: Appointer, receiver_id: int | None) -> OpenItem:
    why = by.refusal_to_grant(membership.role, receiver_id)
    why = why or by.refusal_to_end(membership, today())
    agency = membership.agency.name if membership.agency else ""
    ends_on = str(membership.ends_on or "")
    return OpenItem(membership.role, agency, ends_on, why.value if why else "")


def _move_role(membership: Membership, transfer: Transfer) -> None:
    with suppress(AlreadyHeld):  # he holds it already: only the giver's ends
        Membership.grant(
            transfer.receiver,
            membership.role,
            by=transfer.by,
            agency_id=membership.agency_id,
            starts_on=max(today(), membership.starts_on),
            ends_on=membership.ends_on,
        )
    if membership.ends_on is None or membership.ends_on > transfer.last_on:
        membership.end(transfer.last_on, by=transfer.by)


# Invitations that wait for an answer: the successor answers for them.


def _invitations(person_id: int) -> list[Invitation]:
    query = Invitation.awaited(Invitation.for_list(current().unit_id))
    return list(db.session.scalars(query.where(Invitation.sender_id == person_id)))


def _invitation(invitation: Invitation, by: Appointer, receiver_id: int | None) -> OpenItem:
    stays = ""
    if receiver_id is not None:
        standing = standing_at(invitation.unit.path, held_in_act(receiver_id))
        stays = "" if may_grant(standing, invitation.role) else RECEIVER_MAY_NOT
    return OpenItem(invitation.name, invitation.role, str(invitation.last_day), stays)


def _hand_invitation(invitation: Invitation, transfer: Transfer) -> None:
    invitation.hand_over(transfer.receiver.id)


register(OpenWork("roles", _roles, _role, _move_role))
register(OpenWork("invitations", _invitations, _invitation, _hand_invitation))
