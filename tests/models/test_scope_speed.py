"""One compiled statement serves all units, and the indexes are used."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.engine.interfaces import CacheStats

from models.base import db
from models.hamlet import Hamlet
from models.tenancy import bind
from tests.world import World


def test_the_statement_cache_is_hit_across_units(world: World) -> None:
    hits: list[CacheStats] = []

    def note(
        _conn: Any, _cursor: Any, _statement: Any, _params: Any, context: Any, _m: Any
    ) -> None:
        hits.append(context.cache_hit)

    def latest() -> Any:
        return select(Hamlet).order_by(Hamlet.id.desc()).limit(40)

    with bind(world.unit_id("45")):
        db.session.scalars(latest()).all()
    event.listen(db.engine, "after_cursor_execute", note)
    try:
        for slug in ("19612", "468", "62", "vn", "08"):
            with bind(world.unit_id(slug)):
                db.session.scalars(latest()).all()
        db.session.scalars(latest()).all()
    finally:
        event.remove(db.engine, "after_cursor_execute", note)
    selects = [hit for hit in hits if hit is not CacheStats.NO_DIALECT_SUPPORT]
    assert selects.count(CacheStats.CACHE_HIT) >= 6
    assert CacheStats.CACHE_MISS not in selects


def test_the_scope_is_looked_up_by_index(world: World, engine_name: str) -> None:
    if engine_name != "sqlite":
        return
    with bind(world.unit_id("468")):
        statement = select(func.count()).select_from(Hamlet)
        plans: list[str] = []

        def explain(conn: Any, cursor: Any, sql: str, params: Any, _c: Any, _m: Any) -> None:
            if sql.startswith("SELECT count"):
                rows = conn.connection.execute(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
                plans.extend(row[3] for row in rows)

        event.listen(db.engine, "before_cursor_execute", explain)
        try:
            db.session.scalar(statement)
        finally:
            event.remove(db.engine, "before_cursor_execute", explain)
    assert not [step for step in plans if step.startswith("SCAN")]
