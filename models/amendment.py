"""Amendments: the letters by which a unit corrects a plan it has published."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Integer,
    Select,
    String,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models import audit, clock
from models.base import Base, IntKey, Timestamped, Versioned, db
from models.partner_kinds import addressed_to_partner, names_partner
from models.permissions import Permission, Standing
from models.plan import Plan, PlanState
from models.plan_part import same_unit
from models.scopes import Issued

if TYPE_CHECKING:
    from models.amendment_change import AmendmentChange


class NotOpen(Exception):
    """The amendment was published or discarded, or its plan withdrawn: it takes no change."""


class Amendment(Issued, Timestamped, Versioned, Base):
    """One correction of one plan; before it is published only the issuing unit sees it.

    `revision` counts what is stated of its tasks, so that `version` says whether anything of it
    has changed.
    """

    __tablename__ = "amendment"
    __table_args__ = (UniqueConstraint("unit_id", "id"), same_unit())

    id: Mapped[IntKey]
    plan_id: Mapped[int] = mapped_column(index=True)
    number: Mapped[str | None] = mapped_column(String(60))
    issued_on: Mapped[date | None]
    subject: Mapped[str | None] = mapped_column(String(500))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    revision: Mapped[int] = mapped_column(Integer, default=0)
    published_at: Mapped[datetime | None]
    discarded_at: Mapped[datetime | None]

    plan: Mapped[Plan] = relationship()
    changes: Mapped[list[AmendmentChange]] = relationship(
        back_populates="amendment", order_by="AmendmentChange.id"
    )

    @classmethod
    def of_the_partner(cls) -> ColumnElement[bool]:
        return or_(names_partner(cls.plan_id), addressed_to_partner(cls.plan_id))

    @classmethod
    def of(cls, plan: Plan) -> Select[Amendment]:
        """The amendments of a plan that were not discarded, the latest first."""
        mine = select(cls).where(cls.plan_id == plan.id, cls.discarded_at.is_(None))
        return mine.order_by(cls.published_at.is_not(None), cls.published_at.desc(), cls.id.desc())

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed and published."""
        return self.published_at is None and self.discarded_at is None and is_in_force(self.plan)

    def may_be_published_by(self, standing: Standing) -> bool:
        """As of its plan; a task added for units below is for who may publish to them."""
        if Permission.PUBLISH_PLANS in standing.permissions:
            return True
        return self.plan.may_be_published_by(standing) and not any(
            change.is_for_units_below for change in self.changes
        )

    @classmethod
    def start(cls, plan: Plan, author_id: int | None = None) -> Amendment:
        """Begin to correct a published plan of the bound unit; NotOpen."""
        if not is_in_force(plan):
            raise NotOpen
        amendment = cls(plan=plan, author_id=author_id)
        db.session.add(amendment)
        audit.record("amendment.started", amendment)
        return amendment

    def write_letter(self, number: str | None, issued_on: date | None, subject: str | None) -> None:
        """Number, date and subject of the correcting letter, where there is one; NotOpen."""
        self.expect_open()
        self.number, self.issued_on, self.subject = number, issued_on, subject
        audit.record("amendment.changed", self)

    def discard(self) -> None:
        """Give the correction up before it is published; NotOpen."""
        self.expect_open()
        self.discarded_at = clock.now()
        audit.record("amendment.discarded", self)

    def expect_open(self) -> None:
        """Raise NotOpen unless it can still be changed."""
        if not self.is_open:
            raise NotOpen


def is_in_force(plan: Plan) -> bool:
    """Whether a plan was published and not withdrawn."""
    return plan.state in {PlanState.PUBLISHED, PlanState.OVER}
