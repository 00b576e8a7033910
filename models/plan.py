"""Plans: official documents of a unit whose tasks other units carry out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    UniqueConstraint,
    event,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from models import audit, clock
from models.base import Base, IntKey, Timestamped, Versioned, db
from models.clock import today
from models.partner_kinds import addressed_to_partner, names_partner
from models.permissions import Permission, Standing
from models.scopes import Issued
from models.search_terms import Terms
from models.text import fold

if TYPE_CHECKING:
    from models.plan_section import PlanSection
    from models.task import Task

UNDO_MINUTES = 10
"""How long a discarded draft can be taken back."""
REASON_LENGTH = 500
_FOLDED_LENGTH = 1000


class PlanKind(StrEnum):
    """What kind of paper a plan is; the codes are the plan reader's."""

    LETTER = "cong_van"
    PLAN = "ke_hoach"
    GUIDANCE = "huong_dan"
    DECISION = "quyet_dinh"
    OTHER = "khac"


class PlanState(StrEnum):
    """Where a plan stands, as at a day."""

    DRAFT = "draft"
    PUBLISHED = "published"
    OVER = "over"
    WITHDRAWN = "withdrawn"


class UnitsBelow(StrEnum):
    """Which units below a plan is addressed to."""

    DIRECT = "direct"
    ALL = "all"
    CHOSEN = "chosen"


class Plan(Issued, Timestamped, Versioned, Base):
    """One document; before it is published only the issuing unit sees it.

    `revision` counts the acts of its review: who reviews beside somebody else asks for what came
    after the revision he has seen. `version` guards the header alone.
    """

    __tablename__ = "plan"
    __table_args__ = (
        UniqueConstraint("unit_id", "id"),
        Index(None, "unit_id", "published_at"),
    )

    id: Mapped[IntKey]
    kind: Mapped[PlanKind] = mapped_column(String(20), default=PlanKind.PLAN)
    number: Mapped[str | None] = mapped_column(String(60))
    issued_on: Mapped[date | None]
    place: Mapped[str | None] = mapped_column(String(120))
    issuer: Mapped[str | None] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(500))
    signer: Mapped[str | None] = mapped_column(String(120))
    signer_title: Mapped[str | None] = mapped_column(String(200))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    grounds: Mapped[list[str]] = mapped_column(JSON, default=list)
    recipients: Mapped[list[str]] = mapped_column(JSON, default=list)
    units_below: Mapped[UnitsBelow] = mapped_column(String(10), default=UnitsBelow.DIRECT)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    folded: Mapped[str] = mapped_column(String(_FOLDED_LENGTH), default="")
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), index=True)
    reissue_of_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None] = mapped_column(String(REASON_LENGTH))
    discarded_at: Mapped[datetime | None]

    sections: Mapped[list[PlanSection]] = relationship(
        back_populates="plan", order_by="PlanSection.position"
    )
    tasks: Mapped[list[Task]] = relationship(back_populates="plan", order_by="Task.position")

    @classmethod
    def of_the_partner(cls) -> ColumnElement[bool]:
        return or_(names_partner(cls.id), addressed_to_partner(cls.id))

    @property
    def state(self) -> PlanState:
        return self.state_on(today())

    def state_on(self, day: date) -> PlanState:
        """Where the plan stands on a day."""
        if self.published_at is None:
            return PlanState.DRAFT
        if self.withdrawn_at is not None:
            return PlanState.WITHDRAWN
        return PlanState.OVER if self.ends_on < day else PlanState.PUBLISHED

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def years(self) -> range:
        """The years the plan runs over."""
        return range(self.starts_on.year, self.ends_on.year + 1)

    def holds(self, day: date) -> bool:
        """Whether a day lies in the plan's period."""
        return self.starts_on <= day <= self.ends_on

    @property
    def is_for_own(self) -> bool:
        """Whether every live task is for the unit's own agencies and hamlets."""
        return not any(task.is_for_units_below for task in self.tasks if not task.is_left_out)

    def may_be_published_by(self, standing: Standing) -> bool:
        """Whether somebody with this standing at the unit may publish the plan and correct it:
        for units below only who holds PUBLISH_PLANS, within the unit its officers too."""
        if Permission.PUBLISH_PLANS in standing.permissions:
            return True
        return Permission.MANAGE_PLANS in standing.permissions and self.is_for_own

    @classmethod
    def in_being(cls) -> Select[Plan]:
        """Plans in scope that were not discarded."""
        return select(cls).where(cls.discarded_at.is_(None))

    @classmethod
    def search(cls, term: str) -> ColumnElement[bool]:
        """Number, subject and issuer hold every word of the term, marks ignored."""
        return Terms(term).within(cls.folded)

    @classmethod
    def start(cls, **values: Any) -> Plan:
        """Begin a draft at the bound unit."""
        plan = cls(**values)
        db.session.add(plan)
        audit.record("plan.drafted", plan, after={"subject": plan.subject, "number": plan.number})
        return plan

    def change(self, **values: Any) -> None:
        """Set the header to what a form says."""
        for name, value in values.items():
            setattr(self, name, value)
        audit.record("plan.changed", self)
        self.touch()

    def touch(self) -> int:
        """Count one more act of the review and return its number.

        The statement locks the row, so two acts never share a number, and leaves `version` alone.
        """
        counted = update(Plan).where(Plan.id == self.id).values(revision=Plan.revision + 1)
        db.session.execute(counted.execution_options(synchronize_session=False))
        db.session.refresh(self, ["revision"])
        return self.revision

    def discard(self) -> None:
        """Throw a draft away; it can be taken back for UNDO_MINUTES."""
        self.discarded_at = clock.now()
        audit.record("plan.discarded", self)

    @property
    def can_be_taken_back(self) -> bool:
        """Whether a discarded draft can still be taken back."""
        undone_until = timedelta(minutes=UNDO_MINUTES)
        return self.discarded_at is not None and clock.now() - self.discarded_at <= undone_until

    def take_back(self) -> None:
        """Undo the discarding."""
        self.discarded_at = None
        audit.record("plan.taken_back", self)


@event.listens_for(Plan, "before_insert")
@event.listens_for(Plan, "before_update")
def _fold(mapper: Mapper[Any], connection: object, plan: Plan) -> None:
    words = [plan.number or "", plan.subject, plan.issuer or ""]
    plan.folded = fold(" ".join(words))[:_FOLDED_LENGTH]
