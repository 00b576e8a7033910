"""Every scoped table, read in every form, from every wrong place and from the right one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import String, cast, exists, func, select, text, union
from sqlalchemy.orm import aliased, immediateload, joinedload, selectinload, subqueryload

from models.base import Base, db
from models.membership import Membership
from models.person import Person
from models.scopes import Issued, IssuedPart, Scoped
from models.tenancy import Audience, OutOfScope, bind, bind_person, narrowed, unscoped
from models.unit import Unit
from tests.specimens import Note, Page
from tests.world import World

MODELS = sorted(
    (m.class_ for m in Base.registry.mappers if issubclass(m.class_, Scoped)),
    key=lambda model: model.__name__,
)
UNIT_MODELS = [model for model in MODELS if hasattr(model, "unit_id")]
each_unit_model = pytest.mark.parametrize("model", UNIT_MODELS, scope="module")
"""All tests of one model in a row: its statements are then compiled once, not once a test."""

MOST_KEYS = 6
"""As many as the world gives any table on purpose; the record has dozens of entries, all alike."""


def _ids(statement: Any) -> set[Any]:
    return set(db.session.scalars(statement))


READ_FORMS: dict[str, Callable[[Any, Any], bool]] = {
    "select": lambda m, k: any(r.id == k for r in db.session.scalars(select(m))),
    "column": lambda m, k: k in _ids(select(m.id)),
    "get": lambda m, k: db.session.get(m, k) is not None,
    "count": lambda m, k: (
        db.session.scalar(select(func.count()).select_from(m).where(m.id == k)) > 0
    ),
    "count column": lambda m, k: db.session.scalar(select(func.count(m.id)).where(m.id == k)) > 0,
    "max": lambda m, k: (
        db.session.scalar(select(func.max(cast(m.id, String))).where(m.id == k)) is not None
    ),
    "exists": lambda m, k: bool(db.session.scalar(select(exists().where(m.id == k)))),
    "select exists": lambda m, k: bool(
        db.session.scalar(select(select(m).where(m.id == k).exists()))
    ),
    "aliased": lambda m, k: k in _ids(select(aliased(m).id)),
    "aliased entity": lambda m, k: any(r.id == k for r in db.session.scalars(select(aliased(m)))),
    "subquery": lambda m, k: k in _ids(select(aliased(m, select(m).subquery()).id)),
    "cte": lambda m, k: k in _ids(select(aliased(m, select(m).cte()).id)),
    "scalar subquery": lambda m, k: (
        db.session.scalar(select(select(func.count(m.id)).where(m.id == k).scalar_subquery())) > 0
    ),
    "in": lambda m, k: k in _ids(select(m.id).where(m.id.in_(select(m.id)))),
    "query": lambda m, k: any(r.id == k for r in db.session.query(m)),
    "query count": lambda m, k: db.session.query(m).filter(m.id == k).count() > 0,
    "paginate": lambda m, k: any(
        r.id == k for r in db.paginate(select(m), per_page=10_000, max_per_page=None)
    ),
    "union": lambda m, k: k in _ids(union(select(m.id), select(m.id))),
    "union of entities": lambda m, k: any(
        r.id == k for r in db.session.scalars(select(m).from_statement(union(select(m))))
    ),
    "table": lambda m, k: k in _ids(select(m.__table__.c.id)),
    "text": lambda m, k: k in _ids(text(f"SELECT id FROM {m.__tablename__}")),  # noqa: S608
    "from statement": lambda m, k: any(
        r.id == k
        for r in db.session.scalars(
            select(m).from_statement(text(f"SELECT * FROM {m.__tablename__}"))  # noqa: S608
        )
    ),
}
UNIT_FORMS: dict[str, Callable[[Any, Any], bool]] = {
    "join": lambda m, k: k in _ids(select(m.id).join(Unit, Unit.id == m.unit_id)),
    "joined from the unit": lambda m, k: (
        k in _ids(select(m.id).select_from(Unit).join(m, m.unit_id == Unit.id))
    ),
    "outer join": lambda m, k: (
        k in _ids(select(m.id).select_from(Unit).outerjoin(m, m.unit_id == Unit.id))
    ),
    "units that have one": lambda m, k: bool(
        _ids(select(Unit.id).where(Unit.id.in_(select(m.unit_id).where(m.id == k))))
    ),
}
REFUSED = {"exists", "union", "union of entities", "table", "text", "from statement"}


def found(form: Callable[[Any, Any], bool], model: Any, key: Any) -> bool:
    try:
        return bool(form(model, key))
    except OutOfScope:
        return False


@contextmanager
def nothing_bound() -> Iterator[None]:
    yield


def _keys(model: Any, slug: str) -> list[Any]:
    """The keys of a unit's latest rows of a model, looked up without a scope."""
    with unscoped("test"):
        unit = db.session.scalar(Unit.by_slug(slug))
        own = select(model.id).where(model.unit_id == unit.id)
        return list(db.session.scalars(own.order_by(model.id.desc()).limit(MOST_KEYS)))


def _drafts(model: Any, slug: str) -> set[Any]:
    """The keys of a unit's rows that are not published, or hang under what is not."""
    whole = model.whole if issubclass(model, IssuedPart) else model
    if not issubclass(whole, Issued):
        return set()
    with unscoped("test"):
        unit = db.session.scalar(Unit.by_slug(slug))
        draft = select(whole.id).where(whole.unit_id == unit.id, whole.published_at.is_(None))
        if whole is model:
            return _ids(draft)
        return _ids(select(model.id).where(getattr(model, model.whole_id).in_(draft)))


WRONG_PLACES: dict[str, Callable[[World], Any]] = {
    "the neighbour": lambda w: bind(w.unit_id("19600")),
    "another district": lambda w: bind(w.unit_id("612")),
    "another province": lambda w: bind(w.unit_id("08")),
    "nowhere": lambda w: nothing_bound(),
    "a unit that does not exist": lambda w: bind(10**9),
    "a stranger's person": lambda w: bind_person(w.stranger.id),
    "a partner of no agency": lambda w: bind(w.unit_id("19612"), audience=Audience.PARTNER),
}


@pytest.mark.parametrize("place", WRONG_PLACES)
@each_unit_model
def test_a_row_is_not_found_from_a_wrong_place(world: World, model: Any, place: str) -> None:
    keys = _keys(model, "19612")
    assert keys, f"the world has no {model.__name__} to miss"
    if place.startswith("a partner") and "READ" in str(model.partners):
        pytest.skip("open to partners of the unit")
    for key in keys:
        with WRONG_PLACES[place](world):
            leaks = [n for n, f in (READ_FORMS | UNIT_FORMS).items() if found(f, model, key)]
        assert not leaks


@pytest.mark.parametrize("slug", ["19612", "468", "45", "vn"])
@each_unit_model
def test_a_row_is_found_at_its_unit_and_above(world: World, model: Any, slug: str) -> None:
    keys = _keys(model, "19612")
    for key in set(keys) - (_drafts(model, "19612") if slug != "19612" else set()):
        with bind(world.unit_id(slug)):
            forms = (READ_FORMS | UNIT_FORMS).items()
            missed = {name for name, form in forms if not found(form, model, key)}
        assert missed == REFUSED


@each_unit_model
def test_a_unit_below_reads_nothing_of_the_unit_above(world: World, model: Any) -> None:
    addressed = world.rows["468"]["letter"].id if model.__name__ == "Letter" else None
    for key in set(_keys(model, "468")) - {addressed}:
        with bind(world.unit_id("19612")):
            leaks = [n for n, f in (READ_FORMS | UNIT_FORMS).items() if found(f, model, key)]
        assert not leaks


@each_unit_model
def test_the_heir_reads_the_units_it_succeeds(world: World, model: Any) -> None:
    for key in set(_keys(model, "00691-2025")) - _drafts(model, "00691-2025"):
        with bind(world.unit_id("08")):
            assert found(READ_FORMS["select"], model, key)


LOADERS = (joinedload, selectinload, subqueryload, immediateload)


@pytest.mark.parametrize("loader", LOADERS)
def test_a_loader_brings_no_foreign_row(world: World, loader: Any) -> None:
    query = select(Unit).where(Unit.slug == "19612").options(loader(Unit.specimen_notes))
    with bind(world.unit_id("19600")):
        assert db.session.scalars(query).unique().one().specimen_notes == []
    with bind(world.unit_id("19612")):
        assert len(db.session.scalars(query).unique().one().specimen_notes) == 1


def test_a_lazy_relationship_brings_no_foreign_row(world: World) -> None:
    with bind(world.unit_id("19600")):
        assert db.session.scalars(Unit.by_slug("19612")).one().specimen_notes == []


def test_a_person_seen_from_one_unit_shows_no_membership_elsewhere(world: World) -> None:
    with unscoped("test"):
        total = db.session.scalar(
            select(func.count(Membership.id)).where(Membership.person_id == world.officer.id)
        )
    assert total == 1
    with bind(world.unit_id("19612")):
        officer = db.session.get(Person, world.officer.id)
        assert [m.unit_id for m in officer.memberships] == [world.unit_id("19612")]
    with bind(world.unit_id("19600")):
        assert db.session.get(Person, world.officer.id) is None


def test_a_person_reads_himself_and_his_own_rows(world: World) -> None:
    from tests.specimens import Slip

    with bind_person(world.officer.id):
        assert db.session.get(Person, world.officer.id) is not None
        assert _ids(select(Slip.id)) == {world.slips["officer"].id}
    with bind(world.unit_id("19612"), person_id=world.officer.id):
        assert _ids(select(Slip.id)) == {world.slips["officer"].id}


def test_a_partner_reads_what_his_agency_owns_and_what_is_open_to_partners(world: World) -> None:
    from models.agency import Agency
    from tests.specimens import Gift

    rows = world.rows["468"]
    agencies = {rows["women"].id}
    with bind(world.unit_id("468"), audience=Audience.PARTNER, agency_ids=agencies):
        own = _ids(select(Gift.id))
        assert rows["gift"].id in own
        assert rows["other_gift"].id not in own
        assert rows["women"].id in _ids(select(Agency.id))
        assert not _ids(select(Note.id))


def test_an_issued_row_is_read_by_the_addressed_once_it_is_published(world: World) -> None:
    from tests.specimens import Letter

    letters = world.rows["468"]
    for slug, expected in {
        "468": {"draft", "letter"},
        "19612": {"letter"},
        "45": {"letter"},
        "19600": set(),
        "612": set(),
    }.items():
        with bind(world.unit_id(slug)):
            seen = _ids(select(Letter.id))
        assert {n for n in ("draft", "letter") if letters[n].id in seen} == expected


def test_the_public_reads_what_is_published_and_not_withdrawn(world: World) -> None:
    from tests.specimens import Sheet

    sheets = world.rows["19612"]
    with bind(world.unit_id("19612"), audience=Audience.PUBLIC):
        seen = _ids(select(Sheet.id))
        others = [m for m in UNIT_MODELS if db.session.scalars(select(m)).first() is not None]
    shown = {n for n in ("hidden", "sheet", "withdrawn") if sheets[n].id in seen}
    assert shown == {"sheet"}
    assert {model.__name__ for model in others} == {"CampaignPage", "Sheet", "ProtectionContact"}


def test_another_binding_is_another_session(world: World) -> None:
    with bind(world.unit_id("468")):
        outer = db.session()
        note = db.session.get(Note, world.rows["19612"]["note"].id)
        assert note is not None
        with narrowed(world.unit_id("19600")):
            assert db.session() is not outer
            assert db.session.get(Note, note.id) is None
        assert db.session() is outer


def test_a_child_of_another_units_parent_is_refused_by_the_database(world: World) -> None:
    from sqlalchemy.exc import IntegrityError

    from models.tenancy import begin_write

    with bind(world.unit_id("19612")):
        begin_write()
        db.session.add(Page(note_id=world.rows["19600"]["note"].id))
        with pytest.raises(IntegrityError):
            db.session.flush()


def test_unscoped_needs_a_reason(world: World) -> None:
    with pytest.raises(ValueError, match="reason"):
        unscoped("")
