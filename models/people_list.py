"""A list of people to invite at once: each row checked, nothing written."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from models.agency import Agency
from models.appointer import Appointer
from models.base import db
from models.clock import today
from models.days import BadDay, parse_day
from models.email import BadEmail, normalise_email
from models.invitation import Invitation, Offer
from models.list_cells import ListedRow
from models.membership import Membership
from models.permissions import Role
from models.person import Person
from models.phone import BadPhone, normalise_phone
from models.tenancy import current
from models.text import fold, normalise

ROLE_NAMES: dict[Role, tuple[str, ...]] = {
    Role.OFFICER: ("cán bộ", "officer"),
    Role.PARTNER: ("đối tác", "partner"),
    Role.REVIEWER: ("người duyệt", "reviewer"),
    Role.LEADER: ("lãnh đạo", "leader"),
    Role.ADMINISTRATOR: ("quản trị", "administrator"),
}
"""How a list may write a role; compared without marks and capitals."""


class RowFault(StrEnum):
    """What is wrong with a cell."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    BAD_PHONE = "bad_phone"
    BAD_EMAIL = "bad_email"
    BAD_DAY = "bad_day"
    DAYS_REVERSED = "days_reversed"
    OVER = "over"
    UNKNOWN_ROLE = "unknown_role"
    ROLE_REFUSED = "role_refused"
    UNKNOWN_AGENCY = "unknown_agency"
    AGENCY_UNWANTED = "agency_unwanted"
    TWICE = "twice"
    HELD = "held"
    INVITED = "invited"


@dataclass
class Entry:
    """One row: what it says, what it means, what is wrong with it by field."""

    number: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, Any] = field(default_factory=dict)

    @property
    def offer(self) -> Offer:
        """What its person is offered; only of a row without faults."""
        return Offer(**self.values)

    def refuse(self, column: str, why: RowFault) -> None:
        """Note the first thing that is wrong with a cell."""
        self.faults.setdefault(column, why)


def check(rows: Iterable[ListedRow], by: Appointer) -> list[Entry]:
    """Each row of a list with what is wrong with it, for the bound unit and this appointer.

    Whether a number belongs to somebody elsewhere in the portal makes no difference: only people
    and invitations of this unit are compared.
    """
    entries = [Entry(row.number, row.cells, faults=dict(row.faults)) for row in rows]
    agencies = _agencies()
    for entry in entries:
        _read_person(entry)
        _read_role(entry, by, agencies)
        _read_days(entry)
    _refuse_twice(entries)
    _refuse_known(entries)
    return entries


def invite(entries: Sequence[Entry], by: Appointer) -> uuid.UUID:
    """Invite everybody on the list; the key of the batch, to find their links again."""
    batch_id = uuid.uuid4()
    for entry in entries:
        Invitation.send(entry.offer, by=by, batch_id=batch_id)
    return batch_id


def _read_person(entry: Entry) -> None:
    name = normalise(entry.cells.get("name", ""))
    entry.values["name"] = name
    if not name:
        entry.refuse("name", RowFault.MISSING)
    elif len(name) > 200:
        entry.refuse("name", RowFault.TOO_LONG)
    entry.values["phone"] = _phone(entry)
    entry.values["email"] = _email(entry)


def _phone(entry: Entry) -> str | None:
    typed = entry.cells.get("phone", "")
    if not typed:
        entry.refuse("phone", RowFault.MISSING)
        return None
    lost_zero = typed.isdecimal() and len(typed) == 9  # Excel keeps a number without its zero
    try:
        return normalise_phone(f"0{typed}" if lost_zero else typed)
    except BadPhone:
        entry.refuse("phone", RowFault.BAD_PHONE)
        return None


def _email(entry: Entry) -> str | None:
    typed = entry.cells.get("email", "")
    try:
        return normalise_email(typed) if typed else None
    except BadEmail:
        entry.refuse("email", RowFault.BAD_EMAIL)
        return None


def _read_role(entry: Entry, by: Appointer, agencies: dict[str, int]) -> None:
    typed = fold(entry.cells.get("role", ""))
    role = next((r for r, names in ROLE_NAMES.items() if typed in map(fold, names)), None)
    entry.values["role"] = role
    entry.values["agency_id"] = None
    if role is None:
        entry.refuse("role", RowFault.UNKNOWN_ROLE if typed else RowFault.MISSING)
        return
    if by.refusal_to_grant(role) is not None:
        entry.refuse("role", RowFault.ROLE_REFUSED)
    _read_agency(entry, role, agencies)


def _read_agency(entry: Entry, role: Role, agencies: dict[str, int]) -> None:
    typed = fold(entry.cells.get("agency", ""))
    if role is not Role.PARTNER:
        if typed:
            entry.refuse("agency", RowFault.AGENCY_UNWANTED)
        return
    entry.values["agency_id"] = agencies.get(typed)
    if typed not in agencies:
        entry.refuse("agency", RowFault.UNKNOWN_AGENCY if typed else RowFault.MISSING)


def _read_days(entry: Entry) -> None:
    first, last = _day(entry, "starts_on"), _day(entry, "ends_on")
    entry.values["starts_on"], entry.values["ends_on"] = first, last
    if last is None:
        return
    if last < today():
        entry.refuse("ends_on", RowFault.OVER)
    elif last < (first or today()):
        entry.refuse("ends_on", RowFault.DAYS_REVERSED)


def _day(entry: Entry, column: str) -> date | None:
    typed = entry.cells.get(column, "")
    try:
        return parse_day(typed) if typed else None
    except BadDay:
        entry.refuse(column, RowFault.BAD_DAY)
        return None


def _agencies() -> dict[str, int]:
    own = Agency.for_list(current().unit_id).where(Agency.ended_on.is_(None))
    return {agency.folded: agency.id for agency in db.session.scalars(own)}


def _refuse_twice(entries: Sequence[Entry]) -> None:
    counts = Counter(entry.values["phone"] for entry in entries)
    for entry in entries:
        if entry.values["phone"] and counts[entry.values["phone"]] > 1:
            entry.refuse("phone", RowFault.TWICE)


def _refuse_known(entries: Sequence[Entry]) -> None:
    held, invited = _held_here(), _invited_here()
    for entry in entries:
        asked = (entry.values["phone"], entry.values["role"], entry.values["agency_id"])
        if asked in held:
            entry.refuse("phone", RowFault.HELD)
        if asked in invited:
            entry.refuse("phone", RowFault.INVITED)


def _held_here() -> set[tuple[Any, ...]]:
    query = (
        select(Person.phone, Membership.role, Membership.agency_id)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.unit_id == current().unit_id, Membership.in_force(today()))
    )
    return {tuple(row) for row in db.session.execute(query)}


def _invited_here() -> set[tuple[Any, ...]]:
    query: Any = select(Invitation.phone, Invitation.role, Invitation.agency_id)
    own = Invitation.awaited(query).where(Invitation.unit_id == current().unit_id)
    return {tuple(row) for row in db.session.execute(own.where(Invitation.is_open()))}
