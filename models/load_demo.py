"""Fill an empty database with a world to show and to try the portal in.

Three real places: Cam Lộ and Đăk Tô with their communes from the former catalogue, open-ended
(three tiers), and today's Tuyên Quang with its communes (two tiers). People are their function.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from models import audit, catalogue, clock
from models.agency import add_starting_set
from models.base import db
from models.catalogue import CURRENT, FORMER
from models.demo_delegations import add_delegations
from models.demo_entries import add_entries
from models.demo_extras import Photo
from models.demo_findings import add_findings
from models.demo_openings import open_campaigns
from models.demo_people import is_empty, login_of
from models.hamlet import Hamlet
from models.load_demo_campaigns import hold_campaigns
from models.load_demo_months import load_months
from models.load_demo_plans import Letter, load_plans
from models.membership import Membership
from models.permissions import Role
from models.person import Person
from models.protection_contact import ProtectionContact
from models.tenancy import begin_write, bind, unscoped
from models.unit import Level, Unit
from models.unit_import import import_units

HASHED = (
    "$argon2id$v=19$m=19456,t=5,p=1$obxdwyUH/q4USs/CP0s+0w$DZ1RRS"
    "d7rajbneY12QK81DqqtMP+TP7fngv8YIIiqog"
)
DISTRICTS = ("468", "612")
PROVINCES = ("45", "62", "08")
ABOVE = (
    ("duyet", Role.REVIEWER, "Người duyệt"),
    ("lanhdao", Role.LEADER, "Lãnh đạo"),
    ("quantri", Role.ADMINISTRATOR, "Quản trị"),
)
WOMEN = ("hlhpn", "women", "Hội LHPN")
YOUTH = ("doantn", "youth", "Đoàn Thanh niên")
HAMLETS = ("Thôn Tân Định", "Thôn Phan Xá", "Thôn Cam Lộ Phường", "Thôn Quật Xá", "Thôn Tân Trang")


class NotEmpty(Exception):
    """The database holds something already; the demo is loaded into an empty one only."""


@dataclass(frozen=True)
class Account:
    """Somebody of the demo: what he signs in with, what he is, where."""

    login: str
    name: str
    role: Role
    agency_kind: str | None = None


def accounts_of(unit: Unit) -> Iterator[Account]:
    """The people a unit of the demo has."""
    slug, within = unit.slug, unit.name_within
    if unit.level == Level.COMMUNE or slug == DISTRICTS[0]:
        yield Account(login_of("canbo", slug), f"Cán bộ {within}", Role.OFFICER)
    if slug in (*DISTRICTS, *PROVINCES):
        for word, role, title in ABOVE:
            yield Account(login_of(word, slug), f"{title} {within}", role)
    for word, kind, title in _partners(unit):
        yield Account(login_of(word, slug), f"{title} {within}", Role.PARTNER, kind)


def _partners(unit: Unit) -> tuple[tuple[str, str, str], ...]:
    if unit.level == Level.COMMUNE:
        return (WOMEN,)
    return (WOMEN, YOUTH) if unit.slug in DISTRICTS else ()


def load_demo(as_at: date, letters: Mapping[str, Letter], photos: Mapping[str, Photo]) -> int:
    """Load the demo as it stands on a day; NotEmpty if the database holds anything.

    `letters` are the documents its units issue, as they were read; `photos` stand for what was
    photographed, by name. Returns how many people can sign in.
    """
    with _loading(as_at):
        count = _load_places()
        add_delegations(as_at)
        since = load_plans(letters, as_at)
        open_campaigns(as_at, since)
        add_entries(as_at)
        add_findings(as_at)
        load_months(as_at, since, photos)
        hold_campaigns(as_at, photos)
        add_entries(as_at, are_late=True)
        return count


def load_places(as_at: date) -> int:
    """Load the demo's units and people alone, who have nothing to do yet; as load_demo()."""
    with _loading(as_at):
        return _load_places()


@contextmanager
def _loading(as_at: date) -> Iterator[None]:
    if not is_empty():
        raise NotEmpty
    with clock.fixed(clock.start_of_day(as_at)), audit.acting(audit.Actor(label="flask demo load")):
        yield


def _load_places() -> int:
    _load_units()
    with unscoped("the demo furnishes each of its units"):
        units = db.session.scalars(select(Unit).order_by(Unit.path)).all()
    return sum(_furnish(unit) for unit in units if unit.parent_id)


def _load_units() -> None:
    former, current = catalogue.read(FORMER), catalogue.read(CURRENT)
    with unscoped("the demo brings in its units"):
        begin_write()
        import_units(former.within("45", ["468"]), open_ended=True)
        import_units(former.within("62", ["612"]), open_ended=True)
        import_units(current.within("08"))
        db.session.execute(update(Unit).values(is_sample=True))
        root = db.session.scalars(select(Unit).where(Unit.parent_id.is_(None))).one()
        audit.record("unit.marked_as_sample", root, unit_id=root.id, after={})
        db.session.commit()


def _furnish(unit: Unit) -> int:
    """Agencies, hamlets, a contact and people for one unit; how many people."""
    with bind(unit.id):
        begin_write()
        agencies = {agency.kind: agency.id for agency in add_starting_set(unit)}
        if unit.slug in ("19612", "19600"):
            for name in HAMLETS:
                Hamlet.add(name)
        if unit.level != Level.COMMUNE or unit.slug == "19612":
            ProtectionContact.state("Bộ phận bảo vệ trẻ em", "0233 3871 111")
        count = sum(_add_person(account, agencies) for account in accounts_of(unit))
        db.session.commit()
    return count


def _add_person(account: Account, agencies: dict[str, int]) -> int:
    person = Person(name=account.name, email=account.login, password_hash=HASHED)
    membership = Membership(
        person=person,
        role=account.role,
        agency_id=agencies[account.agency_kind] if account.agency_kind else None,
        starts_on=clock.today().replace(month=1, day=1),
    )
    db.session.add(membership)
    audit.record("membership.started", membership)
    return 1
