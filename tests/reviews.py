"""A draft under review, as the tests of the review see it."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from models.base import db
from models.draft_plan import draft_from_reading
from models.plan import Plan
from models.task import Task
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit
from tests.plans import LINES, reading, task
from tests.world import World

SECTIONS = [
    {"id": name, "marker": name, "title": f"Mục {name}", "parent": None} for name in ("I", "II")
]


class Draft:
    """A draft of Cam Lộ, drafted by its leader, and what the tests ask about it."""

    def __init__(self, world: World, *tasks: dict[str, Any], **values: Any) -> None:
        self.world = world
        values = {"sections": SECTIONS, **values}
        lines = values.pop("lines", LINES)
        with bind(world.unit_id("468")):
            begin_write()
            unit = db.session.get_one(Unit, world.unit_id("468"))
            author = world.leader.id
            plan = draft_from_reading(unit, reading(*tasks, **values), lines, author_id=author)
            db.session.commit()
            self.id = plan.id
            self.sections = {one.number: one.id for one in plan.sections}
        self.url = f"/468/plans/{self.id}/review"

    def tasks(self) -> list[Task]:
        with unscoped("test"):
            query = select(Task).where(Task.plan_id == self.id).options(selectinload(Task.agencies))
            return list(db.session.scalars(query.order_by(Task.position, Task.id)))

    def texts(self) -> list[str]:
        return [one.text for one in self.tasks() if not one.is_left_out]

    def task_url(self, place: int = 0, act: str = "") -> str:
        return f"{self.url}/tasks/{self.tasks()[place].id}{'/' if act else ''}{act}"

    def plan(self) -> Plan:
        with unscoped("test"):
            return db.session.get_one(Plan, self.id)

    def set(self, **values: Any) -> None:
        with bind(self.world.unit_id("468")):
            begin_write()
            db.session.get_one(Plan, self.id).change(**values)
            db.session.commit()


def short_draft(world: World) -> Draft:
    """Three tasks in a section, one in the next."""
    return Draft(world, *(task(text, section="I") for text in "ABC"), task("Z", section="II"))


def seen_on(page: str) -> str:
    """How far a page has seen the review."""
    found = re.search(r'id="since" name="since" value="([\d.]+)"', page)
    return found[1] if found else ""


def fields(**values: Any) -> dict[str, Any]:
    """What the form of a task sends."""
    return {"text": "Mới", "cadence": "once", "audience": "below", **values}
