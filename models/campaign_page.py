"""What the public sees of a campaign: a snapshot, out until it is withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, IntKey, Timestamped, Versioned
from models.campaign import Campaign
from models.scopes import Published


class CampaignPage(Timestamped, Versioned, Published, Base):
    """The public page of a campaign as one unit published it.

    `content` is what was published, with photos by their keys alone: what is withdrawn is gone
    from the page at once. Publishing again makes a new snapshot of the same page.
    """

    __tablename__ = "campaign_page"
    __table_args__ = (
        UniqueConstraint("unit_id", "campaign_id"),
        UniqueConstraint("unit_id", "slug"),
        Index(None, "campaign_id"),
    )

    id: Mapped[IntKey]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    slug: Mapped[str] = mapped_column(String(80))
    content: Mapped[dict[str, Any]] = mapped_column(JSON, info={"private": True})
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None] = mapped_column(String(300), info={"private": True})

    campaign: Mapped[Campaign] = relationship(viewonly=True)

    @classmethod
    def of(cls, campaign_id: int, unit_id: int) -> Select[CampaignPage]:
        """A unit's page of a campaign, out or not."""
        return select(cls).where(cls.campaign_id == campaign_id, cls.unit_id == unit_id)
