"""The order of the tasks of a draft: neighbours in a section, and room to put one between two."""

from __future__ import annotations

from itertools import takewhile

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import set_committed_value

from models import audit
from models.base import db
from models.draft_plan import GAP
from models.plan import Plan
from models.plan_section import PlanSection
from models.task import Task


class TaskOrder:
    """All tasks of a plan in their order, those left out too.

    Sections follow each other by their own position; a task stands among all tasks where its
    section does, so that one order serves the review, the list and the paper.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        query = Task.of(plan).options(selectinload(Task.agencies))
        self.tasks = list(db.session.scalars(query))

    def of_section(self, section_id: int | None) -> list[Task]:
        return [task for task in self.tasks if task.section_id == section_id]

    def above(self, task: Task) -> Task | None:
        """The nearest task of the same section above that is not left out."""
        earlier = takewhile(lambda one: one is not task, self.of_section(task.section_id))
        return next((one for one in reversed(list(earlier)) if not one.is_left_out), None)

    def below(self, task: Task) -> Task | None:
        """The nearest task of the same section below that is not left out."""
        there = self.of_section(task.section_id)
        later = there[there.index(task) + 1 :]
        return next((one for one in later if not one.is_left_out), None)

    def before(self, task: Task) -> Task | None:
        """The task right before another one among all tasks, whatever its section."""
        place = self.tasks.index(task)
        return self.tasks[place - 1] if place else None

    def end_of(self, section_id: int | None, moving: Task | None = None) -> Task | None:
        """The last task of a section or, where it has none, of the nearest section before it."""
        keys = self._section_ids()
        for key in reversed(keys[: keys.index(section_id) + 1]):
            others = [task for task in self.of_section(key) if task is not moving]
            if others:
                return others[-1]
        return None

    def insert(self, task: Task, anchor: Task | None) -> None:
        """Note a new task, whose position came from `room_after`, behind another one."""
        self.tasks.insert(self.tasks.index(anchor) + 1 if anchor else 0, task)

    def put(self, task: Task, anchor: Task | None, section_id: int | None, revision: int) -> None:
        """Move a task right behind another one (None: before all). Its version stays."""
        before = {"section_id": task.section_id, "position": task.position}
        after = {"section_id": section_id, "position": self.room_after(anchor, moving=task)}
        moved = update(Task).where(Task.id == task.id).values(**after, revision=revision)
        db.session.execute(moved.execution_options(synchronize_session=False))
        for name, value in {**after, "revision": revision}.items():
            set_committed_value(task, name, value)
        audit.record("task.moved", task, before=before, after=after)
        self.tasks.remove(task)
        self.insert(task, anchor)

    def room_after(self, anchor: Task | None, moving: Task | None = None) -> int:
        """A position right behind a task (None: before all), made where there is none."""
        others = [task for task in self.tasks if task is not moving]
        following = others[others.index(anchor) + 1 :] if anchor else others
        low = anchor.position if anchor else 0
        if following and following[0].position - low < 2:
            self._push(anchor, following)
        high = following[0].position if following else low + 2 * GAP
        return low + (high - low) // 2

    def _push(self, anchor: Task | None, following: list[Task]) -> None:
        """Move all that follows away by GAP in one statement; versions stay as they are."""
        behind = Task.position > anchor.position if anchor else Task.position >= 0
        if anchor:
            behind = or_(behind, and_(Task.position == anchor.position, Task.id > anchor.id))
        pushed = update(Task).where(Task.plan_id == self.plan.id, behind)
        pushed = pushed.values(position=Task.position + GAP)
        db.session.execute(pushed.execution_options(synchronize_session=False))
        for task in following:
            set_committed_value(task, "position", task.position + GAP)

    def _section_ids(self) -> list[int | None]:
        query = select(PlanSection.id).where(PlanSection.plan_id == self.plan.id)
        ids = db.session.scalars(query.order_by(PlanSection.position, PlanSection.id))
        return [None, *ids]
