"""Every scoped table, written in every form, from every wrong place and from the right one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, insert, inspect, select, update
from sqlalchemy.orm import make_transient, make_transient_to_detached

from models.base import db
from models.database import WriteRefused
from models.hamlet import Hamlet
from models.tenancy import Audience, OutOfScope, begin_write, bind, bind_person, unscoped
from models.unit import Unit
from tests.models.test_scope_reads import UNIT_MODELS, WRONG_PLACES
from tests.specimens import Gift, Letter, Note, Page, Sheet, Slip
from tests.world import World

SPECIMENS = (Note, Gift, Letter, Sheet)


def _row(world: World, model: Any, slug: str = "19612") -> Any:
    """A detached copy of a unit's first row of a model, as a leaked object would be."""
    with unscoped("test"):
        row = db.session.scalars(
            select(model).where(model.unit_id == world.unit_id(slug)).order_by(model.id)
        ).first()
        db.session.expunge(row)
    return row


def _add_copy(row: Any) -> None:
    values = {c.key: getattr(row, c.key) for c in inspect(row).mapper.column_attrs}
    copy = type(row)(**{k: v for k, v in values.items() if k != "id"})
    db.session.add(copy)
    db.session.flush()


def _change(row: Any) -> None:
    db.session.add(row)
    row.text = "changed"
    db.session.flush()


def _merge(row: Any) -> None:
    copy = type(row)(id=row.id, unit_id=row.unit_id, text="changed")
    make_transient_to_detached(copy)
    make_transient(copy)
    db.session.merge(copy)
    db.session.flush()


def _delete(row: Any) -> None:
    db.session.add(row)
    db.session.delete(row)
    db.session.flush()


def _values(row: Any) -> dict[str, Any]:
    agency = {"agency_id": row.agency_id} if hasattr(row, "agency_id") else {}
    return {"unit_id": row.unit_id, "text": "changed", **agency}


WRITE_FORMS: dict[str, Callable[[Any], Any]] = {
    "add": _add_copy,
    "change": _change,
    "merge": _merge,
    "delete": _delete,
    "bulk insert": lambda r: db.session.execute(insert(type(r)), [_values(r)]),
    "insert values": lambda r: db.session.execute(insert(type(r)).values(**_values(r))),
    "update": lambda r: (
        db.session.execute(
            update(type(r)).where(type(r).id == r.id).values(text="changed")
        ).rowcount
    ),
    "update all": lambda r: (
        db.session.execute(
            update(type(r)).where(type(r).id.in_([r.id])).values(text="changed")
        ).rowcount
    ),
    "query update": lambda r: db.session.query(type(r)).filter_by(id=r.id).update({"text": "x"}),
    "delete statement": lambda r: (
        db.session.execute(delete(type(r)).where(type(r).id == r.id)).rowcount
    ),
    "query delete": lambda r: db.session.query(type(r)).filter_by(id=r.id).delete(),
}
NEVER: dict[str, Callable[[Any], Any]] = {
    "bulk update by key": lambda r: db.session.execute(
        update(type(r)), [{"id": r.id, "text": "changed"}]
    ),
    "insert from select": lambda r: db.session.execute(
        insert(type(r)).from_select(["unit_id", "text"], select(type(r).unit_id, type(r).text))
    ),
    "insert many values": lambda r: db.session.execute(insert(type(r)).values([_values(r)])),
    "insert without owner": lambda r: db.session.execute(insert(type(r)), [{"text": "x"}]),
    "update of the owner": lambda r: db.session.execute(
        update(type(r)).where(type(r).id == r.id).values(unit_id=r.unit_id)
    ),
    "update of the owner by column": lambda r: db.session.execute(
        update(type(r)).where(type(r).id == r.id).values({type(r).unit_id: r.unit_id})
    ),
    "ordered update of the owner": lambda r: db.session.execute(
        update(type(r)).ordered_values((type(r).unit_id, r.unit_id)).where(type(r).id == r.id)
    ),
    "bulk_save_objects": lambda r: db.session.bulk_save_objects([r]),
    "bulk_insert_mappings": lambda r: db.session.bulk_insert_mappings(type(r), [_values(r)]),
    "bulk_update_mappings": lambda r: db.session.bulk_update_mappings(type(r), [{"id": r.id}]),
    "core update": lambda r: db.session.execute(type(r).__table__.update().values(text="x")),
}


def _snapshot(model: Any) -> list[Any]:
    with unscoped("test"):
        columns = list(model.__table__.columns)
        return sorted(map(tuple, db.session.execute(select(*columns)).all()), key=str)


def _attempt(form: Callable[[Any], Any], row: Any) -> bool:
    """Whether a form wrote anything, as far as it says itself."""
    begin_write()
    try:
        return form(row) not in (0, False)
    except WriteRefused:
        return False


@pytest.mark.parametrize("form", WRITE_FORMS)
@pytest.mark.parametrize("place", WRONG_PLACES)
@pytest.mark.parametrize("model", SPECIMENS)
def test_no_row_is_written_from_a_wrong_place(
    world: World, model: Any, place: str, form: str
) -> None:
    row, before = _row(world, model), _snapshot(model)
    with WRONG_PLACES[place](world):
        assert not _attempt(WRITE_FORMS[form], row)
        db.session.rollback()
    assert _snapshot(model) == before


@pytest.mark.parametrize("form", WRITE_FORMS)
@pytest.mark.parametrize("model", SPECIMENS)
def test_not_even_the_unit_above_writes_a_row(world: World, model: Any, form: str) -> None:
    row, before = _row(world, model), _snapshot(model)
    with bind(world.unit_id("468")):
        assert not _attempt(WRITE_FORMS[form], row)
        db.session.rollback()
    assert _snapshot(model) == before


@pytest.mark.parametrize("form", WRITE_FORMS)
@pytest.mark.parametrize("model", [Gift, Sheet])
def test_a_row_is_written_at_its_own_unit(world: World, model: Any, form: str) -> None:
    row, before = _row(world, model), _snapshot(model)
    with bind(world.unit_id("19612")):
        assert _attempt(WRITE_FORMS[form], row)
        db.session.commit()
    assert _snapshot(model) != before


@pytest.mark.parametrize("form", NEVER)
def test_forms_that_carry_no_scope_are_refused_everywhere(world: World, form: str) -> None:
    row = _row(world, Note)
    with bind(world.unit_id("19612")):
        begin_write()
        with pytest.raises(WriteRefused):
            NEVER[form](row)


@pytest.mark.parametrize("model", UNIT_MODELS)
def test_every_table_refuses_a_row_of_another_unit(world: World, model: Any) -> None:
    row = _row(world, model)
    with bind(world.unit_id("19600")), pytest.raises(OutOfScope):
        row.refuse_write()


def test_a_row_cannot_move_to_another_unit(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        note = db.session.get(Note, world.rows["19612"]["note"].id)
        note.unit_id = world.unit_id("19600")
        with pytest.raises(OutOfScope, match="cannot move"):
            db.session.flush()


def test_a_new_row_takes_the_bound_unit(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        note = Note()
        db.session.add(note)
        db.session.flush()
        assert note.unit_id == world.unit_id("19612")


def test_a_partner_writes_for_his_agency_only(world: World) -> None:
    rows = world.rows["468"]
    agencies = {rows["women"].id}
    with bind(world.unit_id("468"), audience=Audience.PARTNER, agency_ids=agencies):
        begin_write()
        db.session.add(Gift(agency_id=rows["women"].id))
        db.session.flush()
        db.session.add(Gift(agency_id=rows["youth"].id))
        with pytest.raises(OutOfScope, match="agency"):
            db.session.flush()


def test_a_partner_cannot_hand_a_row_to_another_agency(world: World) -> None:
    rows = world.rows["468"]
    agencies = {rows["women"].id}
    with bind(world.unit_id("468"), audience=Audience.PARTNER, agency_ids=agencies):
        begin_write()
        gift = db.session.get(Gift, rows["gift"].id)
        gift.agency_id = rows["youth"].id
        with pytest.raises(OutOfScope, match="agency"):
            db.session.flush()


def test_a_partner_writes_no_plain_row(world: World) -> None:
    with bind(world.unit_id("468"), audience=Audience.PARTNER, agency_ids={1}):
        begin_write()
        db.session.add(Note())
        with pytest.raises(OutOfScope):
            db.session.flush()


def test_the_public_writes_nothing(world: World) -> None:
    with bind(world.unit_id("19612"), audience=Audience.PUBLIC):
        begin_write()
        db.session.add(Sheet())
        with pytest.raises(OutOfScope):
            db.session.flush()


def test_a_person_writes_his_own_rows_only(world: World) -> None:
    with bind_person(world.officer.id):
        begin_write()
        db.session.add(Slip())
        db.session.flush()
        db.session.add(Slip(person_id=world.leader.id))
        with pytest.raises(OutOfScope):
            db.session.flush()


def test_reference_data_is_written_only_unscoped(world: World) -> None:
    with bind(world.unit_id("vn")):
        begin_write()
        unit = db.session.get(Unit, world.unit_id("468"))
        unit.name = "Huyện khác"
        with pytest.raises(OutOfScope):
            db.session.flush()


def test_nothing_is_written_without_begin_write(world: World) -> None:
    with bind(world.unit_id("19612")):
        db.session.add(Hamlet(name="Thôn Hai"))
        with pytest.raises(WriteRefused, match="begin_write"):
            db.session.flush()


def test_a_statement_writes_nothing_without_begin_write(world: World) -> None:
    with bind(world.unit_id("19612")), pytest.raises(WriteRefused, match="begin_write"):
        db.session.execute(delete(Note))


def test_begin_write_comes_before_the_first_change(world: World) -> None:
    with bind(world.unit_id("19612")):
        db.session.add(Note())
        with pytest.raises(WriteRefused, match="before"):
            begin_write()


def test_begin_write_is_called_once(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        with pytest.raises(WriteRefused, match="twice"):
            begin_write()


def test_two_sessions_of_one_request_do_not_write_at_once(world: World) -> None:
    with bind(world.unit_id("468")):
        begin_write()
        with bind(world.unit_id("19612")), pytest.raises(WriteRefused, match="another Session"):
            begin_write()


def test_a_readable_parent_below_draws_no_row_to_its_unit(world: World) -> None:
    """The flush copies the parent's unit onto the child: the guard has to look after it, too."""
    with bind(world.unit_id("468")):
        begin_write()
        below = db.session.get_one(Note, world.rows["19612"]["note"].id)
        with pytest.raises(OutOfScope):
            _add(Page(note=below))
        db.session.rollback()
        begin_write()
        page = db.session.get_one(Page, world.rows["468"]["page"].id)
        page.note = db.session.get_one(Note, world.rows["19612"]["note"].id)
        with pytest.raises(OutOfScope):
            db.session.flush()


def _add(row: Any) -> None:
    db.session.add(row)
    db.session.flush()
