"""The photos that a unit chose for its public page of a campaign, each by itself."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Date,
    ForeignKey,
    Select,
    String,
    UniqueConstraint,
    and_,
    bindparam,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from models.activity import Activity
from models.activity_sums import COUNTS
from models.base import Base, IntKey, Timestamped
from models.campaign_page import CampaignPage
from models.campaign_sums import in_campaign
from models.clock import today
from models.evidence import PRIVATE, Evidence, EvidenceKind
from models.scopes import UnitOwned
from models.unit import Unit

_TODAY = bindparam("today", callable_=today, type_=Date)
_UNITS_THAT_GO_ON = select(Unit.id).where(Unit.goes_on(_TODAY))


class CampaignPagePhoto(Timestamped, UnitOwned, Base):
    """A photo on a page, by its key: when it is withdrawn, or who agreed takes that back, it is
    gone from the page at once.

    `consent` says who agreed that it is published, where faces are shown: that it is kept is
    another question (design/domain.md, 7). `taken_off_at`: the unit took it off the page.
    """

    __tablename__ = "campaign_page_photo"
    __table_args__ = (UniqueConstraint("page_id", "evidence_id"),)

    id: Mapped[IntKey]
    page_id: Mapped[int] = mapped_column(ForeignKey("campaign_page.id"))
    evidence_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("evidence.id"), index=True)
    consent: Mapped[str | None] = mapped_column(String(300), info=PRIVATE)
    taken_off_at: Mapped[datetime | None]
    chosen_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    page: Mapped[CampaignPage] = relationship()

    @classmethod
    def is_agreed_to(cls) -> ColumnElement[bool]:
        """Whether what was chosen may be shown: no face, or all agreed to it being published; and
        at its unit there is still somebody who takes the consent back."""
        agreed = and_(Evidence.consent.is_not(None), cls.consent.is_not(None))
        may_be = or_(Evidence.shows_faces.is_(False), agreed)
        return and_(cls.taken_off_at.is_(None), may_be, Evidence.unit_id.in_(_UNITS_THAT_GO_ON))


IS_PICTURE = and_(
    Evidence.kind == EvidenceKind.PHOTO,
    Evidence.withdrawn_at.is_(None),
    Evidence.thumbnail_digest.is_not(None),
)
"""What can be shown at all: a photo in being, of which there is a small one."""


def photos_to_choose(campaign_id: int, *where: ColumnElement[bool]) -> Select[Evidence]:
    """The photos in reach of what counts in a campaign, the latest first."""
    query = select(Evidence).join(Activity, Activity.id == Evidence.activity_id)
    query = query.where(in_campaign(campaign_id), COUNTS, IS_PICTURE, *where)
    return query.order_by(Activity.held_on.desc(), Evidence.id.desc())


def photos_on(page_id: int) -> Select[Evidence]:
    """The photos that are on a page and may be shown, in the order in which they were chosen."""
    query = select(Evidence).join(CampaignPagePhoto, CampaignPagePhoto.evidence_id == Evidence.id)
    query = query.join(Activity, Activity.id == Evidence.activity_id)
    mine = (CampaignPagePhoto.page_id == page_id, CampaignPagePhoto.is_agreed_to())
    query = query.where(*mine, IS_PICTURE, COUNTS).order_by(CampaignPagePhoto.id)
    return query.options(joinedload(Evidence.unit), joinedload(Evidence.activity))
