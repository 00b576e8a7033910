"""From what the reader found to a draft."""

from __future__ import annotations

from models.base import db
from models.draft_plan import draft_from_reading
from models.tenancy import begin_write, bind
from tests.plans import LINES, reading, task
from tests.world import World


def test_a_task_may_stand_outside_all_sections(world: World) -> None:
    with bind(world.unit_id("468")):
        begin_write()
        found = reading(task("Họp tổng kết.", section=None))
        plan = draft_from_reading(world.units["468"], found, LINES)
        db.session.commit()
        assert [(one.section, one.unit_id) for one in plan.tasks] == [(None, plan.unit_id)]
