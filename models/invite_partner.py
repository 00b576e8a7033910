"""A partner in one step: the agency he acts for, new or known, and the role there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, func, select

from models.agency import Agency
from models.appointer import Appointer, allow
from models.base import db
from models.database import lock
from models.invitation import Invitation, Offer, Unusable
from models.membership import Membership
from models.permissions import Role
from models.person import Person
from models.tenancy import current
from models.text import fold


class AgencyEnded(Exception):
    """Nobody acts any more for an agency that has ended."""

    def __init__(self, agency: Agency) -> None:
        super().__init__(f"agency {agency.id}")
        self.agency = agency


class AnotherName(Exception):
    """The number or address belongs to somebody known here who is called otherwise."""

    def __init__(self, person: Person) -> None:
        super().__init__(f"person {person.id}")
        self.person = person


@dataclass(frozen=True)
class PartnerOffer:
    """Who is to act for which agency: one of the unit's, or else one by name and kind."""

    name: str
    phone: str | None
    email: str | None
    agency_id: int | None = None
    agency_name: str = ""
    agency_kind: str = ""

    @property
    def contact(self) -> str:
        """What the person signs in with."""
        return self.phone or self.email or ""


def invite_partner(offer: PartnerOffer, *, by: Appointer) -> Invitation | Membership:
    """The role itself for somebody known here, for everybody else the invitation to it; one that
    waits for an answer is not made again. NotAllowed, AgencyEnded, AnotherName, AlreadyHeld."""
    allow(by.refusal_to_grant(Role.PARTNER))
    agency = _agency_of(offer)
    person = db.session.scalar(Person.named(offer.contact))
    if person is None:
        return _awaited(offer, agency) or _send(offer, agency, by)
    if person.folded != fold(offer.name):
        raise AnotherName(person)
    return Membership.grant(person, Role.PARTNER, by=by, agency_id=agency.id)


def invited_before(offer: PartnerOffer, agency_id: int | None = None) -> Invitation | None:
    """The newest open invitation of the bound unit for this person to be a partner, of the agency
    where one is given."""
    mine = Invitation.phone == offer.phone if offer.phone else Invitation.email == offer.email
    query = Invitation.awaited(Invitation.for_list(current().unit_id)).where(mine)
    query = query.where(Invitation.role == Role.PARTNER, Invitation.is_open())
    if agency_id is not None:
        query = query.where(Invitation.agency_id == agency_id)
    return db.session.scalars(query.limit(1)).first()


def named_here(name: str) -> Agency | None:
    """The bound unit's agency of this name, marks and capitals ignored; one in being first."""
    own = Agency.for_list(current().unit_id).where(Agency.folded == fold(name))
    return db.session.scalar(own.limit(1))


def partners_of(agency: Agency) -> Select[Membership]:
    """Who acts for an agency, today or later, by name."""
    theirs = Membership.for_list(agency.unit_id, role=Role.PARTNER)
    return theirs.where(Membership.agency_id == agency.id)


def partner_counts(unit_id: int) -> dict[int, int]:
    """How many people act for each agency of a unit, today or later."""
    held = Membership.for_list(unit_id, role=Role.PARTNER).order_by(None).subquery()
    people = func.count(held.c.person_id.distinct()).label("people")
    rows = db.session.execute(select(held.c.agency_id, people).group_by(held.c.agency_id))
    return {row.agency_id: row.people for row in rows}


def _agency_of(offer: PartnerOffer) -> Agency:
    """The agency in question, kept from being closed meanwhile; added where there is none yet."""
    agency = db.session.get(Agency, offer.agency_id) if offer.agency_id else None
    agency = agency or named_here(offer.agency_name)
    if agency is None:
        agency = Agency.add(offer.agency_name, offer.agency_kind)
        db.session.flush()
        return agency
    lock(agency)
    if agency.has_ended:
        raise AgencyEnded(agency)
    return agency


def _awaited(offer: PartnerOffer, agency: Agency) -> Invitation | None:
    """The invitation to this very role that can still be taken up."""
    invitation = invited_before(offer, agency.id)
    try:
        if invitation is not None:
            invitation.refuse_unusable()
    except Unusable:
        return None
    return invitation


def _send(offer: PartnerOffer, agency: Agency, by: Appointer) -> Invitation:
    asked = Offer(offer.name, Role.PARTNER, offer.phone, offer.email, agency.id)
    return Invitation.send(asked, by=by)
