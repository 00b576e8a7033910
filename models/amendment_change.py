"""What an amendment changes: a task's wording, its end, a task more."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKeyConstraint,
    Integer,
    String,
    UniqueConstraint,
    or_,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models import audit
from models.amendment import Amendment
from models.amendment_rule import ChangeKind, Conflict, conflict
from models.base import Base, BigKey, IntKey, Versioned, db
from models.lines_begun import Begun, begun
from models.partner_kinds import addressed_to_partner, names_partner
from models.plan_part import same_unit
from models.scopes import IssuedPart
from models.task import Audience, Cadence, Task
from models.wording import Difference, Wording, differences


class InConflict(Exception):
    """A task that cannot be changed as stated."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(conflict)
        self.conflict = conflict


class AmendmentChange(IssuedPart, Versioned, Base):
    """One task's part of an amendment. `before` and `after` are wordings (Wording.as_json).

    `task_version` is the task's when the change was stated: what was stated of a task that has
    changed since is not published. A task to be added has none until it is published.
    """

    __tablename__ = "amendment_change"
    __table_args__ = (
        UniqueConstraint("amendment_id", "task_id"),
        same_unit(),
        ForeignKeyConstraint(["unit_id", "amendment_id"], ["amendment.unit_id", "amendment.id"]),
        ForeignKeyConstraint(["unit_id", "task_id"], ["task.unit_id", "task.id"]),
        ForeignKeyConstraint(
            ["unit_id", "section_id"], ["plan_section.unit_id", "plan_section.id"]
        ),
    )
    whole = Amendment
    whole_id = "amendment_id"

    id: Mapped[IntKey]
    plan_id: Mapped[int] = mapped_column(BigKey)
    amendment_id: Mapped[int] = mapped_column(BigKey)
    kind: Mapped[ChangeKind] = mapped_column(String(6))
    task_id: Mapped[int | None] = mapped_column(index=True)
    task_version: Mapped[int | None] = mapped_column(Integer)
    section_id: Mapped[int | None]
    audience: Mapped[Audience] = mapped_column(String(6))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    amendment: Mapped[Amendment] = relationship(back_populates="changes")
    task: Mapped[Task | None] = relationship(viewonly=True)

    @classmethod
    def of_the_partner(cls) -> ColumnElement[bool]:
        return or_(addressed_to_partner(cls.plan_id), names_partner(cls.plan_id, cls.task_id))

    @property
    def is_for_units_below(self) -> bool:
        return self.audience == Audience.BELOW

    @property
    def said_before(self) -> Wording | None:
        return Wording.from_json(self.before) if self.before else None

    @property
    def says(self) -> Wording | None:
        """What the task will say; None where it ends."""
        return Wording.from_json(self.after) if self.after else None

    @property
    def differences(self) -> list[Difference]:
        """The fields that change; none where the task ends."""
        return differences(self.said_before, self.says) if self.says else []

    @classmethod
    def state(cls, amendment: Amendment, task: Task, after: Wording | None) -> None:
        """State what a task will say, or with None that it ends; what changes nothing is dropped.

        Stated anew, it starts from what the task says now. Raises NotOpen or InConflict.
        """
        amendment.expect_open()
        before, change = Wording.of(task), find_change(amendment, task.id)
        if after == before:
            if change is not None:
                change.drop()
            return
        kind = ChangeKind.CHANGE if after else ChangeKind.END
        refused = conflict_of(kind, task, task.version)
        if refused is not None:
            raise InConflict(refused)
        change = change or cls(amendment=amendment, plan_id=amendment.plan_id, task_id=task.id)
        change.kind, change.task_version, change.audience = kind, task.version, task.audience
        change.before, change.after = before.as_json(), after.as_json() if after else None
        change._keep()

    @classmethod
    def add(
        cls, amendment: Amendment, after: Wording, audience: Audience, section_id: int | None
    ) -> AmendmentChange:
        """State a task more; NotOpen."""
        amendment.expect_open()
        said = {"after": after.as_json(), "audience": audience, "section_id": section_id}
        whole = {"amendment": amendment, "plan_id": amendment.plan_id}
        change = cls(kind=ChangeKind.ADD, **whole, **said)
        change._keep()
        return change

    def restate(self, after: Wording, audience: Audience, section_id: int | None) -> None:
        """State anew what a task to be added says; NotOpen."""
        self.amendment.expect_open()
        self.after, self.audience, self.section_id = after.as_json(), audience, section_id
        self._keep()

    def drop(self) -> None:
        """Leave the task as it is after all; NotOpen."""
        amendment = self.amendment
        amendment.expect_open()
        amendment.revision += 1
        db.session.delete(self)
        audit.record("amendment_change.dropped", self)
        db.session.expire(amendment, ["changes"])

    def _keep(self) -> None:
        db.session.add(self)
        self.amendment.revision += 1
        audit.record("amendment_change.stated", self)


def conflict_of(kind: ChangeKind, task: Task, version: int | None) -> Conflict | None:
    """Why what was stated of a task at a version of it cannot be published now; None: it can."""
    frozen = begun([task.id]).get(task.id, Begun()).frozen
    facts = {"is_ended": task.is_left_out, "has_changed": task.version != version}
    return conflict(kind, Cadence(task.cadence), frozen, **facts)


def find_change(amendment: Amendment, task_id: int) -> AmendmentChange | None:
    """What an amendment states of a task."""
    return next((one for one in amendment.changes if one.task_id == task_id), None)
