"""What the public finds under the address of a campaign's page: it is out, withdrawn, or nothing.

Asked in one statement before anything is drawn, with the photos that may be shown right now, so
that what is kept of a page anywhere is compared with what is true.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, select

from models.activity import Activity
from models.activity_sums import COUNTS
from models.base import db
from models.campaign import Campaign
from models.campaign_page import CampaignPage
from models.campaign_page_photo import IS_PICTURE, CampaignPagePhoto
from models.evidence import Evidence
from models.tenancy import unscoped
from models.unit import Unit

WHY = "the public reads a page without its campaign, and the photos chosen for it"

MOST_PAGES = 50
"""Of one unit in its list, the latest."""


@dataclass(frozen=True)
class PageStanding:
    """A page that was published once; `photos` are those that may be shown, while it is out.

    `version` and when it was written tell one content from any other, also from one that a
    restored database lost.
    """

    id: int
    version: int
    written_at: str | None
    unit: str
    is_sample: bool
    is_out: bool
    photos: tuple[uuid.UUID, ...]


@dataclass(frozen=True)
class PhotoShown:
    """A photo of a page: of which unit and day."""

    id: uuid.UUID
    unit: str
    held_on: date


def standing_of(unit_slug: str, slug: str) -> PageStanding | None:
    """What is under an address; None where nothing ever was. One query, below the ORM: it is all
    that giving out a kept page costs."""
    with unscoped(WHY):
        asked = {"of_unit": unit_slug, "slug": slug}
        rows = db.session.connection().execute(_standing(), asked).all()
    if not rows:
        return None
    *page, is_out, _evidence_id, _activity_id = rows[0]
    photos = tuple(row.evidence_id for row in rows if row.activity_id) if is_out else ()
    told: tuple[Any, ...] = (*page, bool(is_out), photos)
    return PageStanding(*told)


def page_with_photos(standing: PageStanding) -> tuple[CampaignPage, list[PhotoShown]]:
    """The page itself, and its photos in the order in which they were chosen."""
    with unscoped(WHY):
        page = db.session.get_one(CampaignPage, standing.id)
        rows = db.session.execute(_photos().where(Evidence.id.in_(standing.photos))).all()
        db.session.expunge_all()
    found = {row[0]: PhotoShown(*row) for row in rows}
    return page, [found[key] for key in standing.photos]


def was_chosen(page_id: int, evidence_id: uuid.UUID) -> bool:
    """Whether a photo was ever chosen for a page."""
    mine = select(CampaignPagePhoto.id).where(CampaignPagePhoto.page_id == page_id)
    with unscoped(WHY):
        found = db.session.scalar(mine.where(CampaignPagePhoto.evidence_id == evidence_id))
    return found is not None


def digest_of(evidence_id: uuid.UUID) -> str:
    """The digest of the small picture of a photo that may be shown."""
    with unscoped(WHY):
        found = db.session.scalar(
            select(Evidence.thumbnail_digest).where(Evidence.id == evidence_id)
        )
    return found or ""


def pages_out(unit_id: int) -> list[CampaignPage]:
    """The pages of a unit that are out, the latest campaign first."""
    query = _out(unit_id).order_by(Campaign.starts_on.desc(), Campaign.id)
    with unscoped(WHY):
        found = list(db.session.scalars(query.limit(MOST_PAGES)))
        db.session.expunge_all()
    return found


def has_pages_out(unit_id: int) -> bool:
    """Whether a unit shows any campaign to everybody."""
    first = _out(unit_id).with_only_columns(CampaignPage.id).limit(1)
    with unscoped(WHY):
        return db.session.scalar(first) is not None


def _out(unit_id: int) -> Select[CampaignPage]:
    query = select(CampaignPage).join(Campaign, Campaign.id == CampaignPage.campaign_id)
    return query.where(CampaignPage.unit_id == unit_id, IS_OUT)


IS_OUT = and_(
    CampaignPage.published_at >= Campaign.published_at,
    CampaignPage.withdrawn_at.is_(None),
    Campaign.withdrawn_at.is_(None),
    Campaign.discarded_at.is_(None),
)
"""Of a page that was published, joined with its campaign; publish_page.is_out() says the same."""


@cache
def _standing() -> Select[Any]:
    """Built once: it is asked before every answer."""
    shown = (Evidence.id == CampaignPagePhoto.evidence_id, IS_PICTURE)
    query: Select[Any] = select(
        CampaignPage.id,
        CampaignPage.version,
        CampaignPage.content["written_at"].as_string(),
        Unit.name,
        Unit.is_sample,
        IS_OUT.label("is_out"),
        Evidence.id.label("evidence_id"),
        Activity.id.label("activity_id"),
    )
    query = query.join(Campaign, Campaign.id == CampaignPage.campaign_id)
    query = query.outerjoin(CampaignPagePhoto, CampaignPagePhoto.page_id == CampaignPage.id)
    query = query.outerjoin(Evidence, and_(*shown, CampaignPagePhoto.is_agreed_to()))
    query = query.outerjoin(Activity, and_(Activity.id == Evidence.activity_id, COUNTS))
    query = query.join(Unit, Unit.id == CampaignPage.unit_id)
    named = Unit.slug == bindparam("of_unit"), CampaignPage.slug == bindparam("slug")
    query = query.where(*named)
    return query.where(CampaignPage.published_at.is_not(None)).order_by(CampaignPagePhoto.id)


def _photos() -> Select[Any]:
    query: Select[Any] = select(Evidence.id, Unit.name, Activity.held_on)  # type: ignore[assignment]
    query = query.join(Activity, Activity.id == Evidence.activity_id)
    return query.join(Unit, Unit.id == Evidence.unit_id)
