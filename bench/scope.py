"""The scope with the whole former map and many rows: how long a unit waits for its latest 40."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Select, Table, func, insert, select

from bench import world
from bench.statements import Statement, recorded
from models import audit, catalogue, text
from models.base import db
from models.catalogue import FORMER
from models.hamlet import Hamlet
from models.tenancy import begin_write, bind, unscoped
from models.unit import Level, Unit
from models.unit_import import import_units

ROWS = 200_000
ASKED = 60
REPEATS = 7
BUDGET_MS = {Level.COMMUNE: 1.0, Level.PROVINCE: 3.0}


@dataclass(frozen=True)
class Waited:
    """Milliseconds for the latest 40 of a level's units: the statement's, in the middle and for
    the slowest unit; and in the middle with the Session and the objects around it."""

    level: Level
    statement_ms: float
    slowest_ms: float
    objects_ms: float


@dataclass(frozen=True)
class Scope:
    """How many units and rows there were, how long each level waited, the statement's plan."""

    units: int
    rows: int
    waited: list[Waited]
    plan: list[str]


def measure(folder: Path) -> Scope:
    """Fill a database of its own in the folder, and ask it."""
    app = world.open_app(folder / "scope.db")
    with app.app_context():
        _fill()
        waited = [_wait_of(level) for level in BUDGET_MS]
        scope = Scope(*_counts(), waited, _plan())
        world.close()
    return scope


def latest() -> Select[Hamlet]:
    """What a list shows first."""
    return select(Hamlet).order_by(Hamlet.id.desc()).limit(40)


def _fill() -> None:
    with unscoped("the bench brings in the former map"), audit.acting(audit.Actor(label="bench")):
        begin_write()
        import_units(catalogue.read(FORMER))
        db.session.commit()
    communes, chosen = _ids(Level.COMMUNE), random.Random(1)
    names = text.search_columns("Thôn Một")._asdict()
    rows = [{"unit_id": chosen.choice(communes), "version": 1, **names} for _ in range(ROWS)]
    table = Hamlet.__table__
    assert isinstance(table, Table)  # noqa: S101
    with db.engine.begin() as connection:
        connection.execute(insert(table), rows)


def _ids(level: Level) -> list[int]:
    with unscoped("the bench chooses units"):
        return list(db.session.scalars(select(Unit.id).where(Unit.level == level)))


def _counts() -> tuple[int, int]:
    with unscoped("the bench counts what it filled in"):
        units = select(func.count()).select_from(Unit).where(~Unit.is_root)
        rows = select(func.count()).select_from(Hamlet)
        return db.session.scalar(units) or 0, db.session.scalar(rows) or 0


def _wait_of(level: Level) -> Waited:
    ids = _ids(level)
    asked = random.Random(2).sample(ids, min(ASKED, len(ids)))
    objects = [_objects_ms(unit_id) for unit_id in asked]
    statements = [_statement_ms(_statement_of(unit_id)) for unit_id in asked]
    return Waited(level, median(statements), max(statements), median(objects))


def _objects_ms(unit_id: int) -> float:
    def read() -> None:
        db.session.expunge_all()
        db.session.scalars(latest()).all()

    with bind(unit_id):
        return _middle_ms(read)


def _statement_of(unit_id: int) -> Statement:
    with bind(unit_id), recorded(db.engine) as seen:
        db.session.scalars(latest()).all()
    return seen[0]


def _statement_ms(one: Statement) -> float:
    connection: Any = db.engine.raw_connection()
    middle = _middle_ms(lambda: connection.execute(one.sql, one.given).fetchall())
    connection.close()
    return middle


def _middle_ms(act: Callable[[], object]) -> float:
    act()
    times = []
    for _ in range(REPEATS):
        before = time.perf_counter()
        act()
        times.append((time.perf_counter() - before) * 1000)
    return median(times)


def _plan() -> list[str]:
    one = _statement_of(_ids(Level.PROVINCE)[0])
    with db.engine.connect() as connection:
        steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one.sql}", one.given)
        return [str(step[3]) for step in steps]
