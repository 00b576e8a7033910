"""Column types, pragmas and the door to writing, on a database of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import StatementError

from blueprints.service.migrating import install
from models import audit
from models.base import Base, db
from models.database import BUSY_MS, StaleVersion, expect_version
from models.hamlet import Hamlet
from models.tenancy import begin_write, bind, unscoped
from models.unit import Kind, Level, Unit, UnitReach, child_path, past_subtree
from tests.specimens import SPECIMENS, Letter


def one_unit() -> int:
    with unscoped("test"):
        begin_write()
        path = child_path("", "vn")
        unit = Unit(
            slug="vn",
            path=path,
            level=Level.COUNTRY,
            kind=Kind.COUNTRY,
            code="vn",
            name="Việt Nam",
            short_name="Việt Nam",
            source="tests",
        )
        db.session.add(unit)
        db.session.flush()
        db.session.add(UnitReach(unit_id=unit.id, low=path, high=past_subtree(path)))
        audit.record("unit.added", unit, unit_id=unit.id)
        db.session.commit()
        return unit.id


def _one_hamlet() -> int:
    begin_write()
    hamlet = Hamlet.add("Thôn Một")
    db.session.commit()
    return hamlet.id


def test_the_migrations_make_the_tables_of_the_models(empty_app: Flask) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    specimens = {model.__tablename__ for model in SPECIMENS} | {Letter.addressee_table.name}

    def include(_object: object, name: str | None, kind: str, *_: object) -> bool:
        return not (kind == "table" and name in specimens)

    with db.engine.connect() as connection:
        options = {"include_object": include, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_the_migrations_go_down_and_up_again(empty_app: Flask) -> None:
    install(empty_app)
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
    upgrade()
    assert "audit_event" in inspect(db.engine).get_table_names()


def test_rows_that_refer_to_each_other_outlive_the_migrations(filled_app: Flask) -> None:
    """Down to the tables of the evidence and up again, which builds some of them anew."""
    kept = "line", "evidence", "checklist", "checklist_event", "returned_line", "extension"
    before = _held_by(kept)
    install(filled_app)
    downgrade(revision="0007")
    upgrade()
    assert _held_by(kept) == before
    assert min(before[name][0] for name in kept) > 0


def _held_by(tables: tuple[str, ...]) -> dict[str, tuple[int, set[str | None]]]:
    """How many rows each table has, and the names of its constraints and indexes."""
    found = inspect(db.engine)
    with db.engine.connect() as connection:
        return {
            name: (
                connection.scalar(text(f"SELECT count(*) FROM {name}")),  # noqa: S608
                {one["name"] for one in found.get_indexes(name)}
                | {one["name"] for one in found.get_foreign_keys(name)}
                | {one["name"] for one in found.get_check_constraints(name)},
            )
            for name in tables
        }


def test_sqlite_is_opened_by_the_recipe(empty_app: Flask, engine_name: str) -> None:
    if engine_name != "sqlite":
        return
    with db.engine.connect() as connection:
        read = {p: connection.scalar(text(f"PRAGMA {p}")) for p in ("foreign_keys", "journal_mode")}
        assert read == {"foreign_keys": 1, "journal_mode": "wal"}
        assert connection.scalar(text("PRAGMA busy_timeout")) == BUSY_MS


def test_an_instant_keeps_its_moment_and_comes_back_in_utc(empty_app: Flask) -> None:
    unit_id = one_unit()
    vietnam = timezone(timedelta(hours=7))
    moment = datetime(2026, 9, 15, 6, 30, 15, 123456, tzinfo=vietnam)
    with bind(unit_id):
        begin_write()
        entry = audit.record("test", db.session.get(Unit, unit_id), after={})
        entry.at = moment
        db.session.commit()
        db.session.expire_all()
        assert entry.at == moment
        assert entry.at.tzinfo is UTC


def test_a_naive_instant_is_refused(empty_app: Flask) -> None:
    query = select(audit.AuditEvent).where(audit.AuditEvent.at < datetime(2026, 9, 15))  # noqa: DTZ001
    with pytest.raises(StatementError, match="time zone"):
        db.session.scalars(query).all()


def test_begin_write_reads_again_what_another_committed(empty_app: Flask) -> None:
    with bind(one_unit()):
        hamlet = db.session.get(Hamlet, _one_hamlet())
        assert hamlet.name == "Thôn Một"
        with unscoped("test"):
            begin_write()
            db.session.execute(text("UPDATE hamlet SET name = 'Thôn Mới'"))
            db.session.commit()
        begin_write()
        assert hamlet.name == "Thôn Mới"


def test_the_second_save_of_an_old_version_is_refused(empty_app: Flask) -> None:
    with bind(one_unit()):
        hamlet = db.session.get(Hamlet, _one_hamlet())
        version = hamlet.version
        begin_write()
        expect_version(hamlet, version)
        hamlet.change(name="Thôn Hai")
        db.session.commit()
        begin_write()
        with pytest.raises(StaleVersion):
            expect_version(hamlet, version)


def test_a_name_is_stored_clean_with_its_search_and_sort_forms(empty_app: Flask) -> None:
    with bind(one_unit()):
        begin_write()
        hamlet = Hamlet.add("  Thôn  \u0110a\u0306\u0301k  Tô ")
        db.session.commit()
        assert (hamlet.name, hamlet.folded) == ("Thôn Đắk Tô", "thon dak to")


def test_the_commands_of_migrations_are_brought_in_when_asked_for(empty_app: Flask) -> None:
    runner = empty_app.test_cli_runner()
    assert "Bring the tables up to date." in runner.invoke(args=["--help"]).output
    assert "upgrade" in runner.invoke(args=["db", "--help"]).output
    assert runner.invoke(args=["db", "current"]).exit_code == 0
