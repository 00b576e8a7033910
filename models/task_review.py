"""The review of a draft: what people do to its tasks before it is published."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Any

from models import audit, clock
from models.base import db
from models.database import lock
from models.plan import Plan
from models.task import Task
from models.task_merge import MergeRefused, WhyNot, agencies_of, join, part
from models.task_order import TaskOrder

_KEPT_BY_SPLITTING = (
    *("section_id", "origin", "marker", "hangs_under", "source_line", "clause", "audience"),
    *("cadence", "starts_on", "due_on", "product", "lead_names", "coordinating_names"),
)


class ReviewClosed(Exception):
    """The plan is not under review: it was published, or its draft was discarded."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(f"plan {plan.id} is not under review")
        self.plan = plan


def check_open(plan: Plan) -> None:
    """Raise ReviewClosed unless the plan is a draft that was not discarded."""
    if not plan.is_draft or plan.discarded_at is not None:
        raise ReviewClosed(plan)


class OutsidePeriod(ValueError):
    """A day that does not lie in the plan's period."""


class Step(StrEnum):
    """Where a task moves within its section."""

    UP = "up"
    DOWN = "down"


class TaskReview:
    """The acts on the tasks of one draft. Its row is locked: acts follow each other.

    The content of a task is guarded by its `version`; moving leaves that alone, so that a form
    that is open stays good. Each act gives the tasks it changes the plan's next `revision`.
    """

    def __init__(self, plan: Plan) -> None:
        lock(plan)
        check_open(plan)
        self.plan = plan

    @cached_property
    def order(self) -> TaskOrder:
        return TaskOrder(self.plan)

    @cached_property
    def revision(self) -> int:
        """The number of this act; asked before anything changes, as it flushes."""
        return self.plan.touch()

    def edit(self, task: Task, *, lead: list[str], coordinating: list[str], **values: Any) -> None:
        """Set a task to what a form says. Raises OutsidePeriod."""
        self._check_days(values)
        named = agencies_of(task)
        task.revision = self.revision
        for name, value in values.items():
            setattr(task, name, value)
        task.name_agencies(lead, coordinating)
        before, after = audit.changes(task)
        before, after = {**(before or {}), **named}, {**(after or {}), **agencies_of(task)}
        audit.record("task.changed", task, before=before, after=after)

    def add(self, section_id: int | None, *, behind: Task | None = None, **values: Any) -> Task:
        """Put a new task behind another one, or at a section's end. Raises OutsidePeriod."""
        self._check_days(values)
        return self._add(section_id, behind, values)

    def _add(self, section_id: int | None, behind: Task | None, values: dict[str, Any]) -> Task:
        lead, coordinating = values.pop("lead", []), values.pop("coordinating", [])
        anchor = behind or self.order.end_of(section_id)
        place = self.order.room_after(anchor)
        task = Task(plan_id=self.plan.id, section_id=section_id, position=place, **values)
        task.revision = self.revision
        db.session.add(task)
        task.name_agencies(lead, coordinating)
        audit.record("task.added", task)
        self.order.insert(task, anchor)
        return task

    def merge(self, task: Task) -> Task:
        """Join a task to the one above, which is returned. Raises MergeRefused."""
        kept = self.order.above(task)
        if kept is None:
            raise MergeRefused(WhyNot.NOTHING_ABOVE)
        join(kept, task, self.revision)
        self._leave_out(task, merged_into_id=kept.id)
        return kept

    def split(self, task: Task, texts: list[str]) -> list[Task]:
        """Make a task several, one for each text; the first keeps the row. All are returned."""
        task.revision = self.revision
        task.text = texts[0]
        audit.record("task.split", task)
        values = {name: getattr(task, name) for name in _KEPT_BY_SPLITTING} | agencies_of(task)
        section_id, made = values.pop("section_id"), [task]
        for text in texts[1:]:
            made.append(self._add(section_id, made[-1], {**values, "text": text}))
        return made

    def leave_out(self, task: Task) -> None:
        """Take a task out of the plan; as long as the plan is a draft it can be taken back."""
        if not task.is_left_out:
            self._leave_out(task)

    def take_back(self, task: Task) -> None:
        """Put a task back that was left out; one that was merged is parted again."""
        if not task.is_left_out:
            return
        kept = next((one for one in self.order.tasks if one.id == task.merged_into_id), None)
        task.revision = self.revision
        task.left_out_at = task.merged_into_id = None
        audit.record("task.taken_back", task)
        if kept is not None:
            part(kept, task, self.revision)

    def step(self, task: Task, step: Step) -> bool:
        """Move a task by one among those that are in; False at the end of its section."""
        if step is Step.UP:
            neighbour = self.order.above(task)
            anchor = self.order.before(neighbour) if neighbour else None
        else:
            neighbour = anchor = self.order.below(task)
        if neighbour is not None:
            self.order.put(task, anchor, task.section_id, self.revision)
        return neighbour is not None

    def move_to(self, task: Task, section_id: int | None) -> None:
        """Move a task to the end of another section."""
        if task.section_id != section_id:
            anchor = self.order.end_of(section_id, moving=task)
            self.order.put(task, anchor, section_id, self.revision)

    def _leave_out(self, task: Task, merged_into_id: int | None = None) -> None:
        task.revision = self.revision
        task.left_out_at, task.merged_into_id = clock.now(), merged_into_id
        audit.record("task.left_out", task)

    def _check_days(self, values: dict[str, Any]) -> None:
        days = [values.get(name) for name in ("starts_on", "due_on")]
        if not all(self.plan.holds(day) for day in days if day is not None):
            raise OutsidePeriod
