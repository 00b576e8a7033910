"""Published plans with assignments and lines, few for their rules and many for their costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select

from models import audit, clock
from models.assignment import Assignment
from models.base import db
from models.line import Line, LineState
from models.line_status import day_within
from models.period import period_on
from models.plan import Plan, PlanKind
from models.task import Cadence, Task
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit
from tests.copies import writing
from tests.many_units import add_communes
from tests.world import World

YEAR = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}


def plan_with(world: World, *tasks: tuple[Cadence, date | None], **values: Any) -> int:
    """The key of a plan of Cam Lộ, published to its two communes, with tasks as given."""
    with writing(world, "468"):
        plan = Plan.start(subject="Kế hoạch", published_at=clock.now(), **{**YEAR, **values})
        plan.addressees = [db.session.get_one(Unit, world.unit_id(s)) for s in ("19612", "19600")]
        db.session.flush()
        db.session.add_all(
            Task(plan=plan, position=place, text=f"Việc {place}", cadence=cadence, due_on=due)
            for place, (cadence, due) in enumerate(tasks, 1)
        )
        audit.record("plan.published", plan)
        return plan.id


def assign(world: World, plan_id: int, slug: str) -> list[int]:
    """The keys of a commune's assignments of a plan, in the order of the tasks."""
    with bind(world.unit_id(slug)):
        begin_write()
        tasks = db.session.scalars(select(Task).where(Task.plan_id == plan_id).order_by(Task.id))
        made = [
            Assignment(plan_id=plan_id, task_id=task.id, assigned_on=date(2026, 1, 20))
            for task in tasks
        ]
        db.session.add_all(made)
        db.session.commit()
        return [one.id for one in made]


def say(
    world: World, slug: str, assignment_id: int, state: LineState, done_on: date | None = None
) -> None:
    """A commune's line of an assignment in the period its plan is looked at in."""
    with bind(world.unit_id(slug)):
        begin_write()
        task = db.session.get_one(Assignment, assignment_id).task
        day = day_within(task.plan.starts_on, task.plan.ends_on, clock.today())
        period = period_on(Cadence(task.cadence), day)
        line = Line(assignment_id=assignment_id, period_on=period, state=state, done_on=done_on)
        db.session.add(line)
        audit.record("line.said", line)
        db.session.commit()


def row_of_plan(unit_id: int, number: int, **values: Any) -> dict[str, Any]:
    """A published plan as a row of a bulk INSERT; the greater its number, the older it is."""
    name = f"{number}/KH-UBND"
    return {
        "unit_id": unit_id,
        "kind": PlanKind.PLAN,
        "number": name,
        "subject": f"Kế hoạch {number}",
        "folded": f"{name.lower()} ke hoach {number}",
        "published_at": clock.now() - timedelta(minutes=number),
        "version": 1,
        **YEAR,
        **values,
    }


def add_many_plans(world: World, count: int, above: str, units: int) -> None:
    """So many plans, taking turns among so many new units below one."""
    with unscoped("tests"), audit.acting(audit.Actor(label="tests")):
        begin_write()
        below = _below(world, above, units)
        rows = [row_of_plan(below[number % units], number) for number in range(1, count + 1)]
        db.session.execute(insert(Plan), rows)
        audit.record("tests", world.units[above], unit_id=world.unit_id(above), after={})
        db.session.commit()


def _below(world: World, above: str, count: int) -> list[int]:
    add_communes(db.session.get_one(Unit, world.unit_id(above)), count)
    return list(db.session.scalars(select(Unit.id).where(Unit.slug.like("5____"))))


def large_plan(world: World, tasks: int, units: int) -> int:
    """The key of a plan of Cam Lộ with so many tasks, assigned to so many units below."""
    plan_id = plan_with(world, *_cadences(tasks))
    with unscoped("tests"), audit.acting(audit.Actor(label="tests")):
        begin_write()
        below = _below(world, "468", units)
        keys = db.session.scalars(select(Task.id).where(Task.plan_id == plan_id)).all()
        common = {"plan_id": plan_id, "assigned_on": date(2026, 1, 20)}
        rows = [{**common, "unit_id": unit, "task_id": key} for unit in below for key in keys]
        db.session.execute(insert(Assignment), rows)
        audit.record("tests", world.units["468"], unit_id=world.unit_id("468"), after={})
        db.session.commit()
    return plan_id


def _cadences(count: int) -> Sequence[tuple[Cadence, date | None]]:
    every = list(Cadence)
    return [(every[place % len(every)], date(2026, 10, 1)) for place in range(count)]
