"""One compiled statement serves all units, and the indexes are used."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.engine.interfaces import CacheStats

from bench.statements import recorded
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
    if engine_name == "sqlite":
        plan = _plan(world, "EXPLAIN QUERY PLAN")
        assert [step for step in plan if step.startswith("SEARCH")]
        assert not [step for step in plan if step.startswith("SCAN")]


def test_postgresql_finds_the_units_before_their_rows(world: World, engine_name: str) -> None:
    if engine_name == "postgresql":
        plan = "\n".join(_plan(world, "EXPLAIN"))
        assert "InitPlan" in plan
        assert "Semi Join" not in plan


def _plan(world: World, explain: str) -> list[str]:
    """How the engine counts the hamlets that a district reads."""
    with bind(world.unit_id("468")), recorded(db.engine) as seen:
        db.session.scalar(select(func.count()).select_from(Hamlet))
    with db.engine.connect() as connection:
        steps = connection.exec_driver_sql(f"{explain} {seen[0].sql}", seen[0].given)
        return [str(step[-1]) for step in steps]
