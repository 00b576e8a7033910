"""A unit in a campaign: what it plans, what came of it, and the decision above."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    inspect,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models import clock
from models.agency import Agency
from models.base import Base, IntKey, Timestamped, UuidKey, Versioned, db
from models.campaign import Campaign
from models.checklist import Checklist
from models.database import lock
from models.hamlet import Hamlet
from models.scopes import Partners, UnitOwned
from models.tenancy import Audience, current

_PRIVATE = {"private": True}
"""What is written freely may name a child: the record tells that it was written, not the words."""


class ParticipationState(StrEnum):
    """How far the result sheet of a unit has come."""

    OPEN = "open"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


HANDED_IN = (ParticipationState.SUBMITTED, ParticipationState.APPROVED)
"""Nothing is written any more: it waits for the decision, or has it."""


class StepKind(StrEnum):
    """What was done with the plan and the result sheet."""

    PLANNED = "planned"
    FILLED = "filled"
    SUBMITTED = "submitted"
    TAKEN_BACK = "taken_back"
    APPROVED = "approved"
    RETURNED = "returned"
    REOPENED = "reopened"


class Participation(Timestamped, Versioned, UnitOwned, Base):
    """One unit in one campaign; the row is made by the unit's first act.

    `what`, where, when and who leads are its plan (`planned_at`: once it was written), money by
    source in whole đồng. `figures` are the sums as they were handed in. `gift_note` explains why
    more gifts were given than received.
    """

    __tablename__ = "participation"
    __table_args__ = (
        UniqueConstraint("unit_id", "id"),
        UniqueConstraint("campaign_id", "unit_id"),
        ForeignKeyConstraint(["unit_id", "lead_agency_id"], ["agency.unit_id", "agency.id"]),
        ForeignKeyConstraint(["unit_id", "hamlet_id"], ["hamlet.unit_id", "hamlet.id"]),
    )
    partners = Partners.READ

    id: Mapped[UuidKey]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    state: Mapped[ParticipationState] = mapped_column(String(9), default=ParticipationState.OPEN)
    planned_at: Mapped[datetime | None]
    what: Mapped[str | None] = mapped_column(Text, info=_PRIVATE)
    planned_on: Mapped[date | None]
    hamlet_id: Mapped[int | None]
    place: Mapped[str | None] = mapped_column(String(200), info=_PRIVATE)
    lead_agency_id: Mapped[int | None]
    lead_name: Mapped[str | None] = mapped_column(String(120), info=_PRIVATE)
    planned_budget: Mapped[int | None]
    planned_mobilised: Mapped[int | None]
    difficulties: Mapped[str | None] = mapped_column(Text, info=_PRIVATE)
    proposals: Mapped[str | None] = mapped_column(Text, info=_PRIVATE)
    gift_note: Mapped[str | None] = mapped_column(Text, info=_PRIVATE)
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    submitted_at: Mapped[datetime | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decision_note: Mapped[str | None] = mapped_column(Text, info=_PRIVATE)

    campaign: Mapped[Campaign] = relationship(viewonly=True)
    lead_agency: Mapped[Agency | None] = relationship(
        primaryjoin="Agency.id == Participation.lead_agency_id",
        foreign_keys="Participation.lead_agency_id",
        viewonly=True,
    )
    hamlet: Mapped[Hamlet | None] = relationship(
        primaryjoin="Hamlet.id == Participation.hamlet_id",
        foreign_keys="Participation.hamlet_id",
        viewonly=True,
    )
    steps: Mapped[list[ParticipationStep]] = relationship(
        back_populates="participation", order_by="ParticipationStep.id"
    )

    def refuse_write(self) -> None:
        """A partner's first pledge makes the row of his unit; he writes nothing into it."""
        here, is_partner = current().unit_id, current().audience is Audience.PARTNER
        is_blank = not inspect(self).persistent and self.planned_at is None
        if is_partner and is_blank and self.unit_id in {None, here}:
            self.unit_id = here
        else:
            super().refuse_write()

    @classmethod
    def of(cls, campaign_id: int, unit_id: int) -> Select[Participation]:
        """A unit's row in a campaign; none before its first act."""
        return select(cls).where(cls.campaign_id == campaign_id, cls.unit_id == unit_id)

    @property
    def has_plan(self) -> bool:
        return self.planned_at is not None

    def note(
        self,
        kind: StepKind,
        person_id: int,
        *,
        on_behalf_of_id: int | None = None,
        word: str | None = None,
    ) -> ParticipationStep:
        """Append a step to what was done with the plan and the result sheet."""
        step = ParticipationStep(kind=kind, person_id=person_id, word=word)
        step.unit_id, step.on_behalf_of_id = self.unit_id, on_behalf_of_id
        self.steps.append(step)
        return step


class ParticipationStep(UnitOwned, Base):
    """One step of a plan or a result sheet, appended and never rewritten."""

    __tablename__ = "participation_step"
    __table_args__ = (
        ForeignKeyConstraint(
            ["unit_id", "participation_id"], ["participation.unit_id", "participation.id"]
        ),
        Index(None, "participation_id"),
    )
    audited = False

    id: Mapped[IntKey]
    participation_id: Mapped[uuid.UUID]
    kind: Mapped[StepKind] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    word: Mapped[str | None] = mapped_column(Text, info=_PRIVATE)

    participation: Mapped[Participation] = relationship(back_populates="steps")
    person: Mapped[Any] = relationship("Person", viewonly=True, foreign_keys=[person_id])


def participation_at(campaign_id: int) -> Participation:
    """The bound unit's row in a campaign, locked; made by the first act. The unit's queue comes
    first, so that two first acts make one row."""
    Checklist.queue_up()
    row = db.session.scalar(Participation.of(campaign_id, current().unit_id))
    if row is None:
        row = Participation(campaign_id=campaign_id)
        db.session.add(row)
        return row
    lock(row)
    return row
