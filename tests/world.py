"""Named people with fixed relations, in real places: what the tests talk about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from models import audit
from models.agency import Agency
from models.base import db
from models.calendar_link import CalendarLink
from models.delegation import Delegation
from models.hamlet import Hamlet
from models.handover import Handover
from models.invitation import Invitation, Offer
from models.membership import Membership
from models.permissions import Role
from models.person import Person
from models.protection_contact import ProtectionContact
from models.setting import UnitSetting
from models.succession import Succession
from models.tenancy import begin_write, bind, bind_person, unscoped
from models.unit import Kind, Level, Unit, UnitReach, child_path, past_subtree
from tests import activities, campaigns, months, plans
from tests.evidence import attached
from tests.specimens import Gift, Letter, Note, Page, Sheet, Slip

TODAY = datetime(2026, 9, 15, 3, 0, tzinfo=UTC)
START = date(2026, 1, 1)

PLACES = (
    ("vn", "", Level.COUNTRY, Kind.COUNTRY, "Việt Nam"),
    ("45", "vn", Level.PROVINCE, Kind.PROVINCE, "Tỉnh Quảng Trị"),
    ("468", "45", Level.DISTRICT, Kind.DISTRICT, "Huyện Cam Lộ"),
    ("19612", "468", Level.COMMUNE, Kind.COMMUNE, "Xã Cam Thành"),
    ("19600", "468", Level.COMMUNE, Kind.COMMUNE, "Xã Cam Tuyền"),
    ("62", "vn", Level.PROVINCE, Kind.PROVINCE, "Tỉnh Kon Tum"),
    ("612", "62", Level.DISTRICT, Kind.DISTRICT, "Huyện Đắk Tô"),
    ("23428", "612", Level.COMMUNE, Kind.TOWNSHIP, "Thị trấn Đắk Tô"),
    ("02-2025", "vn", Level.PROVINCE, Kind.PROVINCE, "Tỉnh Hà Giang"),
    ("00691-2025", "02-2025", Level.COMMUNE, Kind.WARD, "Phường Quang Trung"),
    ("08", "vn", Level.PROVINCE, Kind.PROVINCE, "Tỉnh Tuyên Quang"),
    ("00691", "08", Level.COMMUNE, Kind.WARD, "Phường Hà Giang 2"),
)

PEOPLE = (
    ("officer", "Cán bộ xã Cam Thành", "19612", Role.OFFICER, None),
    ("administrator", "Quản trị xã Cam Thành", "19612", Role.ADMINISTRATOR, None),
    ("partner", "Hội LHPN huyện Cam Lộ", "468", Role.PARTNER, "women"),
    ("reviewer", "Người duyệt huyện Cam Lộ", "468", Role.REVIEWER, None),
    ("leader", "Lãnh đạo huyện Cam Lộ", "468", Role.LEADER, None),
    ("manager", "Quản trị huyện Cam Lộ", "468", Role.ADMINISTRATOR, None),
    ("neighbour", "Cán bộ xã Cam Tuyền", "19600", Role.OFFICER, None),
    ("stranger", "Người duyệt huyện Đắk Tô", "612", Role.REVIEWER, None),
    ("province", "Người duyệt tỉnh Quảng Trị", "45", Role.REVIEWER, None),
    ("heir", "Quản trị tỉnh Tuyên Quang", "08", Role.ADMINISTRATOR, None),
    ("delegate", "Cán bộ huyện Cam Lộ", "468", Role.OFFICER, None),
)

DELEGATIONS = (("468", "reviewer", "delegate", date(2026, 9, 1), date(2026, 12, 2)),)
"""At which unit, by whom, to whom, the first and the last day."""


@dataclass
class World:
    """Units by slug, people by what they are to each other."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    slips: dict[str, Slip] = field(default_factory=dict)
    calendar_links: dict[str, CalendarLink] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        if name in self.__dict__.get("people", {}):
            return self.people[name]
        raise AttributeError(name)

    def unit_id(self, slug: str) -> int:
        return self.units[slug].id


def person_at(world: World, slug: str) -> Person:
    """The first of the cast who works at a unit."""
    return next(world.people[key] for key, _name, at, *_ in PEOPLE if at == slug)


def build_world() -> World:
    """Write the world, through the same verbs as everybody, and hand out detached rows."""
    world = World()
    with unscoped("the world of the tests"), audit.acting(audit.Actor(label="tests")):
        begin_write()
        for place in PLACES:
            _add_unit(world, *place)
        old, new = world.units["02-2025"], world.units["08"]
        old.valid_to = world.units["00691-2025"].valid_to = date(2025, 6, 30)
        succession = Succession(predecessor_id=old.id, successor_id=new.id, source="tests")
        reach = UnitReach(unit_id=new.id, low=old.path, high=past_subtree(old.path))
        db.session.add_all([succession, reach])
        audit.record("unit.imported", world.units["vn"], unit_id=world.unit_id("vn"), after={})
        db.session.commit()
        for unit in world.units.values():
            db.session.refresh(unit)
    for unit in world.units.values():
        _furnish(world, unit)
    for person in PEOPLE:
        _add_person(world, *person)
    for unit in world.units.values():
        _hand_over(world, unit)
        _show(world, unit)
    _delegate(world)
    _address(world, "468", "19612")
    return world


def _address(world: World, issuer: str, addressed: str) -> None:
    """Send the issuer's letters, draft and published, to another unit."""
    with bind(world.unit_id(issuer)):
        begin_write()
        for name in ("draft", "letter"):
            letter = db.session.merge(world.rows[issuer][name])
            letter.addressees.append(db.session.get(Unit, world.unit_id(addressed)))
        db.session.commit()


def _add_unit(world: World, slug: str, parent: str, level: Level, kind: Kind, name: str) -> None:
    above = world.units.get(parent)
    path = child_path(above.path if above else "", slug)
    unit = Unit(
        parent_id=above.id if above else None,
        slug=slug,
        path=path,
        level=level,
        kind=kind,
        code=slug.partition("-")[0],
        name=name,
        short_name=name.partition(" ")[2],
        source="tests",
    )
    db.session.add(unit)
    db.session.flush()
    db.session.add(UnitReach(unit_id=unit.id, low=path, high=past_subtree(path)))
    world.units[slug] = unit


def _furnish(world: World, unit: Unit) -> None:
    """Give each unit a row of every kind, so that every sweep has something to miss."""
    with bind(unit.id), audit.acting(audit.Actor(label="tests")):
        begin_write()
        agency = Agency.add(f"Hội LHPN {unit.short_name}", "women")
        other = Agency.add(f"Đoàn Thanh niên {unit.short_name}", "youth")
        hamlet = Hamlet.add(f"Thôn Một {unit.short_name}")
        contact = ProtectionContact.state(f"Công chức {unit.short_name}", "0233000111")
        setting = UnitSetting(name="digest")
        db.session.add(setting)
        audit.record("unit_setting.stated", setting)
        rows = {
            "setting": setting,
            "women": agency,
            "youth": other,
            "hamlet": hamlet,
            "contact": contact,
        }
        offer = Offer("Người được mời", Role.OFFICER, phone="0987654321")
        rows["invitation"] = Invitation.send(offer, by=None)
        rows |= _specimens(unit, agency, other)
        rows |= plans.furnish(unit, agency)
        db.session.add_all(rows.values())
        db.session.commit()
        for row in rows.values():
            db.session.refresh(row)
        world.rows[unit.slug] = rows


def _hand_over(world: World, unit: Unit) -> None:
    with bind(unit.id), audit.acting(audit.Actor(label="tests")):
        begin_write()
        handover = Handover(
            giver_id=world.officer.id, receiver_id=world.neighbour.id, last_on=START, sheet=[]
        )
        db.session.add(handover)
        audit.record("handover.done", handover)
        rows = {"handover": handover, **months.furnish(world, unit)}
        rows |= activities.furnish(world, unit)
        world.rows[unit.slug] |= rows
        rows |= campaigns.furnish(world, unit)
        db.session.commit()
        for row in rows.values():
            db.session.refresh(row)
        world.rows[unit.slug] |= rows


def _show(world: World, unit: Unit) -> None:
    """The same photo on a line of each unit."""
    with bind(unit.id), audit.acting(audit.Actor(label="tests")):
        begin_write()
        evidence = attached(world, unit.slug)
        chosen = campaigns.chosen(world, unit.slug, evidence)
        db.session.commit()
        for row in (evidence, chosen):
            db.session.refresh(row)
        world.rows[unit.slug] |= {"evidence": evidence, "campaign_page_photo": chosen}


def _delegate(world: World) -> None:
    """Let people review on somebody's behalf; as if it had been given on its first day."""
    for slug, giver, receiver, starts_on, ends_on in DELEGATIONS:
        with bind(world.unit_id(slug)), audit.acting(audit.Actor(label="tests")):
            begin_write()
            people = {"giver_id": world.people[giver].id, "receiver_id": world.people[receiver].id}
            given = Delegation(**people, starts_on=starts_on, ends_on=ends_on)
            db.session.add(given)
            audit.record("delegation.given", given)
            db.session.commit()
            db.session.refresh(given)
            world.rows[slug]["delegation"] = given


def _specimens(unit: Unit, agency: Agency, other: Agency) -> dict[str, Any]:
    note = Note(text="note")
    return {
        "note": note,
        "page": Page(note=note),
        "gift": Gift(agency_id=agency.id),
        "other_gift": Gift(agency_id=other.id),
        "draft": Letter(),
        "letter": Letter(published_at=TODAY),
        "hidden": Sheet(),
        "sheet": Sheet(published_at=TODAY),
        "withdrawn": Sheet(published_at=TODAY, withdrawn_at=TODAY),
    }


def _add_person(
    world: World, key: str, name: str, slug: str, role: Role, agency: str | None
) -> None:
    unit_id = world.unit_id(slug)
    with bind(unit_id), audit.acting(audit.Actor(label="tests")):
        begin_write()
        person = Person(name=name, phone=f"09{len(world.people):08d}")
        agency_id = world.rows[slug][agency].id if agency else None
        membership = Membership(person=person, role=role, agency_id=agency_id, starts_on=START)
        db.session.add(membership)
        audit.record("membership.started", membership)
        db.session.commit()
        db.session.refresh(person)
        db.session.refresh(membership)
        world.people[key] = person
        world.rows[slug].setdefault("membership", membership)
    with bind_person(person.id):
        begin_write()
        slip, link = Slip(), CalendarLink(code=f"link-of-{key}")
        db.session.add_all([slip, link])
        db.session.commit()
        db.session.refresh(slip)
        db.session.refresh(link)
        world.slips[key], world.calendar_links[key] = slip, link
