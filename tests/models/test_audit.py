"""The record: complete, sealed, and closed to change by the database itself."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from models import audit
from models.agency import Agency
from models.audit import AuditEvent
from models.base import db
from models.database import WriteRefused
from models.hamlet import Hamlet
from models.membership import Membership
from models.person import Person
from models.tenancy import begin_write, bind, unscoped
from tests.world import START, World


def _last() -> AuditEvent:
    return db.session.scalars(AuditEvent.latest().limit(1)).one()


def test_an_act_is_recorded_with_what_it_changed(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        agency = db.session.get(Agency, world.rows["19612"]["women"].id)
        agency.change(name="Hội Phụ nữ xã", kind="women")
        db.session.commit()
        entry = _last()
    assert (entry.action, entry.subject_type) == ("agency.changed", "agency")
    assert entry.before == {"name": "Hội LHPN Cam Thành"}
    assert entry.after == {"name": "Hội Phụ nữ xã"}


def test_the_entry_says_who_for_which_units_and_in_which_request(world: World) -> None:
    actor = audit.Actor(world.manager.id, "Quản trị", world.unit_id("468"), "r-1")
    with bind(world.unit_id("19612")), audit.acting(actor):
        begin_write()
        Hamlet.add("Thôn Hai")
        db.session.commit()
        entry = _last()
    assert (entry.person_id, entry.actor, entry.request_id) == (world.manager.id, "Quản trị", "r-1")
    assert (entry.unit_id, entry.acting_unit_id) == (world.unit_id("19612"), world.unit_id("468"))


def test_private_values_are_hidden(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        person = Person(name="Người mới", phone="0912345678")
        db.session.add(person)
        entry = audit.record("person.added", person)
        db.session.commit()
        assert entry.after["phone"] == audit.HIDDEN
        assert "0912345678" not in str(entry.after)


def test_a_deletion_keeps_what_was(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        membership = db.session.scalars(select(Membership).order_by(Membership.id)).first()
        db.session.delete(membership)
        before, after = audit.changes(membership)
        db.session.rollback()
    assert before["role"] == "officer"
    assert before["starts_on"] == str(START)
    assert after is None


def test_an_act_without_an_entry_is_not_committed(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        db.session.add(Hamlet(name="Thôn Hai"))
        with pytest.raises(WriteRefused, match="audit"):
            db.session.commit()


def test_a_change_after_the_entry_is_not_committed(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        hamlet = Hamlet.add("Thôn Hai")
        db.session.flush()
        hamlet.name = "Thôn Ba"
        with pytest.raises(WriteRefused, match="audit"):
            db.session.commit()


def test_a_statement_without_an_entry_is_not_committed(world: World) -> None:
    from sqlalchemy import update

    with bind(world.unit_id("19612")):
        begin_write()
        db.session.execute(update(Hamlet).values(name="Thôn Hai"))
        with pytest.raises(WriteRefused, match="audit"):
            db.session.commit()


def test_entries_of_a_unit_are_numbered_and_chained(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        Hamlet.add("Thôn Hai")
        Hamlet.add("Thôn Ba")
        db.session.commit()
        numbers = select(AuditEvent.number).where(AuditEvent.unit_id == world.unit_id("19612"))
        seen = db.session.scalars(numbers.order_by(AuditEvent.number)).all()
    assert seen == list(range(1, len(seen) + 1))
    with unscoped("test"):
        count, breaks = audit.verify()
    assert count > len(seen)
    assert breaks == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET actor = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"],
)
def test_the_database_refuses_to_change_the_record(
    world: World, engine_name: str, statement: str
) -> None:
    if statement.startswith("TRUNCATE") and engine_name == "sqlite":
        statement = "DELETE FROM audit_event WHERE id > 0"
    with unscoped("test"), pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(text(statement))


def _without_triggers(engine_name: str, statement: str) -> None:
    """What somebody with the database's own password could do."""
    if engine_name == "sqlite":
        db.session.execute(text("DROP TRIGGER audit_event_no_update"))
        db.session.execute(text("DROP TRIGGER audit_event_no_delete"))
    else:
        db.session.execute(text("ALTER TABLE audit_event DISABLE TRIGGER USER"))
    db.session.execute(text(statement))


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE audit_event SET actor = 'somebody else' WHERE id = :id",
        "UPDATE audit_event SET action = 'unit.sold' WHERE id = :id",
        "DELETE FROM audit_event WHERE id = :id",
    ],
)
def test_a_forged_entry_is_found(world: World, engine_name: str, forgery: str) -> None:
    with unscoped("test"):
        begin_write()
        first = db.session.scalar(
            select(func.min(AuditEvent.id)).where(AuditEvent.unit_id == world.unit_id("19612"))
        )
        _without_triggers(engine_name, forgery.replace(":id", str(first)))
        _count, breaks = audit.verify()
        db.session.rollback()
    assert {broken.unit_id for broken in breaks} == {world.unit_id("19612")}


def test_a_partner_adds_entries_and_reads_none(world: World) -> None:
    from models.tenancy import Audience

    agencies = {world.rows["468"]["women"].id}
    with bind(world.unit_id("468"), audience=Audience.PARTNER, agency_ids=agencies):
        begin_write()
        gift = world.rows["468"]["gift"]
        audit.record("gift.given", gift, after={})
        db.session.commit()
        assert db.session.scalars(AuditEvent.latest()).all() == []
