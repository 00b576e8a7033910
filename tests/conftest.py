"""Databases, applications and people for the tests, on both engines."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import Connection

from app import create_app
from bench.world import make_demo
from blueprints.limits import reading
from blueprints.service.migrating import bring_up_to_date
from models import clock
from models.base import Base, db
from models.database import TenantSession
from tests import evidence, specimens
from tests.clients import Browser
from tests.databases import postgresql_database, postgresql_server, sqlite_database
from tests.people import remembered
from tests.server import gunicorn
from tests.world import TODAY, World, build_world


@dataclass(frozen=True)
class Served:
    """A running portal: where it listens, the application on the same database, the cast."""

    address: str
    app: Flask
    world: World


NO_BROWSER = "no Chromium here"
ENGINES = ("sqlite", "postgresql")
SETTINGS = {"ENVIRONMENT": "test", "SECRET_KEY": "k" * 32, "METRICS_TOKEN": "m" * 32}
IN_ENGLISH = {"BABEL_TRANSLATION_DIRECTORIES": "none"}
"""Tests compare with the source strings; browser tests and budgets read the Vietnamese ones."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=[*ENGINES, "both"], default="both")
    parser.addoption("--part", choices=["all", "engine", "rest"], default="all")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reports = terminalreporter.getreports("skipped")
    skipped = [one for one in reports if NO_BROWSER in str(one.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} browser tests skipped: {NO_BROWSER}.")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine_name" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("engine")
        engines = ENGINES if chosen == "both" else (chosen,)
        metafunc.parametrize("engine_name", engines, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`--part engine` keeps what is run on each engine, `--part rest` what no engine changes."""
    part = config.getoption("part")
    if part != "all":
        left_out = [item for item in items if _has_engine(item) is not (part == "engine")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def pytest_collection_finish() -> None:
    """What is imported stays: looking through it for garbage took a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 20)


def _has_engine(item: pytest.Item) -> bool:
    return "engine_name" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session", autouse=True)
def _remembered_verdicts() -> None:
    """Argon2 is slow on purpose and says the same of the same: each is asked once a run."""
    PasswordHasher.verify = remembered(PasswordHasher.verify)  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """The PostgreSQL server of this run."""
    with postgresql_server() as server:
        yield server


@contextmanager
def _database(request: pytest.FixtureRequest, name: str, like: str = "") -> Iterator[str]:
    """The URL of a new database of the engine, empty or a copy of another one."""
    if request.getfixturevalue("engine_name") == "sqlite":
        made = sqlite_database(name, like)
    else:
        made = postgresql_database(request.getfixturevalue("postgres"), name, like)
    with made as url:
        yield url


@contextmanager
def _running(url: str, **settings: Any) -> Iterator[Flask]:
    with tempfile.TemporaryDirectory() as kept:
        ours = {**SETTINGS, **IN_ENGLISH, "STORAGE_URL": Path(kept).as_uri(), **settings}
        app = create_app(DATABASE_URL=url, **ours)
        try:
            yield app
        finally:
            with app.app_context():
                db.session.remove()
                db.engine.dispose()


def _keep_photos(app: Flask) -> None:
    """A copy of the world's database names the world's photos, and has a storage of its own."""
    with app.app_context():
        evidence.kept()


@pytest.fixture(scope="session")
def migrated(engine_name: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a migrated, empty database, which is only copied."""
    with _database(request, "migrated") as url:
        with _running(url) as app:
            bring_up_to_date(app)
        yield url


@pytest.fixture(scope="session")
def furnished(migrated: str, request: pytest.FixtureRequest) -> Iterator[tuple[str, World]]:
    """The URL of a database that holds the world, which is only copied, and the world."""
    with _database(request, "furnished", like=migrated) as url:
        with _running(url) as app, clock.fixed(TODAY), app.app_context():
            Base.metadata.create_all(db.engine, tables=specimens.tables())
            world = build_world()
        yield url, world


@pytest.fixture(scope="session")
def world_app(furnished: tuple[str, World], request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application on a database that holds the world; never changed for good."""
    kept, world = furnished
    with _database(request, "world", like=kept) as url, _running(url) as app:
        app.extensions["world"] = world
        _keep_photos(app)
        yield app


@pytest.fixture
def app(world_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The world's application; whatever a test writes is rolled back at its end."""
    with clock.fixed(TODAY), world_app.app_context():
        connection = db.engine.connect()
        outer = connection.begin()
        _share(connection, monkeypatch)
        reading.reset()
        world_app.extensions["kept_pages"].forget()
        yield world_app
        db.session.remove()
        db.session.configure(join_transaction_mode="conditional_savepoint")
        outer.rollback()
        connection.close()


def _share(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TenantSession, "get_bind", lambda *_, **__: connection)
    db.session.configure(join_transaction_mode="create_savepoint")


@pytest.fixture
def world(app: Flask) -> World:
    """The people and units of tests/world.py."""
    found: World = app.extensions["world"]
    return found


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(app)


@pytest.fixture
def empty_app(migrated: str, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """An application on a migrated, empty database of its own, inside its context."""
    made = _database(request, "scratch", like=migrated)
    with made as url, _running(url) as app, app.app_context():
        yield app
        db.session.remove()


@pytest.fixture
def filled_app(furnished: tuple[str, World], request: pytest.FixtureRequest) -> Iterator[Flask]:
    """An application on a copy of the world's database of its own, inside its context."""
    made = _database(request, "filled", like=furnished[0])
    with made as url, _running(url) as app, app.app_context():
        yield app
        db.session.remove()


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file that holds the demo; who writes takes a copy."""
    file = tmp_path_factory.mktemp("demo") / "demo.db"
    make_demo(file, **SETTINGS, AS_AT=None)
    return file


@pytest.fixture(scope="session")
def demo_app(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application on a copy of the demo; it writes sessions only."""
    file = shutil.copy(demo_file, tmp_path_factory.mktemp("opened") / "demo.db")
    return create_app(DATABASE_URL=f"sqlite:///{file}", **SETTINGS, AS_AT=None)


@pytest.fixture
def served(furnished: tuple[str, World], request: pytest.FixtureRequest) -> Iterator[Served]:
    """The world on a database of its own, behind a real gunicorn."""
    with _serving(furnished, request) as running:
        yield running


@pytest.fixture(scope="module")
def served_to_all(furnished: tuple[str, World], request: pytest.FixtureRequest) -> Iterator[Served]:
    """The same for all tests of a module, which leave each other what they wrote."""
    with _serving(furnished, request) as running:
        yield running


@contextmanager
def _serving(furnished: tuple[str, World], request: pytest.FixtureRequest) -> Iterator[Served]:
    kept, world = furnished
    made = _database(request, request.fixturename or "", like=kept)
    with made as url, _running(url) as app, app.app_context():
        _keep_photos(app)
        settings = {**SETTINGS, "DATABASE_URL": url, "STORAGE_URL": app.config["STORAGE_URL"]}
        with gunicorn(**settings, AS_AT=TODAY.isoformat()) as address:
            yield Served(address, app, world)
