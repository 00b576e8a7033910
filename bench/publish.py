"""Publishing to a province's communes and to the whole country, on both engines.

python -m bench.publish prints the seconds and ends with 1 where one is over its budget.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from bench import world
from bench.engines import ENGINES
from models import audit, catalogue, clock, text
from models.base import Base, db
from models.catalogue import CURRENT
from models.clock import today
from models.database import lock
from models.permissions import Held, Role, standing_at
from models.plan import Plan, UnitsBelow
from models.publish_plan import Published, publish
from models.task import Task
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit
from models.unit_import import import_units

TASKS = 100
BUDGET_S = {"08": 2.0, "vn": 60.0}
"""The seconds it may take to publish to all units below these."""


def main() -> int:
    """Measure both engines; 1 where something is over its budget."""
    over = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        for engine, opened in ENGINES:
            with opened(Path(name)) as app, app.app_context():
                fill()
                over += [slug for slug in BUDGET_S if _measure(engine, slug)]
                world.close()
    return int(bool(over))


def _measure(engine: str, slug: str) -> bool:
    """Publish once from a unit and print; whether it was over its budget."""
    made, spent = publish_from(slug)
    over = spent > BUDGET_S[slug]
    print(
        f"{'NO ' if over else 'ok '} {engine}: {TASKS} tasks to {made.units:,} units,"
        f" {made.assignments:,} assignments, {made.people:,} people told:"
        f" {spent:.2f} s, at most {BUDGET_S[slug]:.0f}"
    )
    return over


def publish_from(slug: str) -> tuple[Published, float]:
    """Publish a plan of so many tasks to all units below a unit, as the page does; seconds."""
    with unscoped("the bench looks for a unit"):
        unit = db.session.scalars(Unit.by_slug(slug)).one()
        held = Held(Role.REVIEWER, unit.id, unit.path)
    with bind(unit.id), audit.acting(audit.Actor(label="bench")):
        begin_write()
        plan = _draft()
        db.session.commit()
        started = time.perf_counter()
        begin_write()
        lock(plan)
        made = publish(plan, standing_at(held.unit_path, [held]), revision=plan.revision)
        db.session.commit()
        return made, time.perf_counter() - started


def _draft() -> Plan:
    days = {"starts_on": today(), "ends_on": today(), "issued_on": today()}
    plan = Plan.start(subject="Kế hoạch", number="1/KH", units_below=UnitsBelow.ALL, **days)
    text = "Tổ chức truyền thông về quyền trẻ em và phòng, chống đuối nước."
    db.session.add_all(Task(plan=plan, position=n, text=f"{text} {n}") for n in range(TASKS))
    audit.record("plan.read", plan, after={"tasks": TASKS})
    return plan


def fill() -> None:
    """Bring in today's map with an officer in each unit."""
    with unscoped("the bench fills a database"), audit.acting(audit.Actor(label="bench")):
        begin_write()
        import_units(catalogue.read(CURRENT))
        db.session.commit()
        units = list(db.session.scalars(select(Unit.id)))
    names = text.search_columns("Cán bộ")._asdict()
    common = {"language": "vi", "version": 1, "created_at": clock.now()}
    people = [{**common, **names, "id": unit_id} for unit_id in units]
    held: dict[str, Any] = {"role": Role.OFFICER, "starts_on": today(), "version": 1}
    members = [{**held, "unit_id": unit_id, "person_id": unit_id} for unit_id in units]
    with db.engine.begin() as connection:
        connection.execute(insert(Base.metadata.tables["person"]), people)
        connection.execute(insert(Base.metadata.tables["membership"]), members)


if __name__ == "__main__":
    sys.exit(main())
