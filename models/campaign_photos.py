"""The photos of a campaign that may be shown: no face on them, or somebody agreed to it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, and_, or_, select

from models.activity import Activity
from models.activity_campaign import ActivityCampaign
from models.activity_sums import COUNTS
from models.base import db
from models.campaign_page_photo import IS_PICTURE
from models.evidence import Evidence
from models.unit import Unit

MOST = 12
"""So many stand beside the sums."""


def photos_of(campaign_id: int, reader: Unit, *, is_alone: bool) -> list[Row[Any]]:
    """The latest photos of a campaign in reach, or of the reader alone: their key, the unit's slug
    and name, the day; one query."""
    query = _shown(campaign_id)
    if is_alone:
        query = query.where(Evidence.unit_id == reader.id)
    return list(db.session.execute(query.order_by(Evidence.id.desc()).limit(MOST)))


def _shown(campaign_id: int) -> Select[Any]:
    inside = ActivityCampaign.campaign_id == campaign_id, ActivityCampaign.is_out.is_(False)
    agreed = or_(Evidence.shows_faces.is_(False), Evidence.consent.is_not(None))
    columns: tuple[Any, ...] = (Evidence.id, Unit.slug, Unit.name, Activity.held_on)
    query: Select[Any] = select(*columns)
    is_its = Activity.id == ActivityCampaign.activity_id
    is_its = and_(is_its, Activity.unit_id == ActivityCampaign.unit_id)  # as in campaign_sums
    of_it = and_(Evidence.activity_id == Activity.id, Evidence.unit_id == Activity.unit_id)
    query = query.join_from(ActivityCampaign, Activity, is_its).join(Evidence, of_it)
    query = query.join(Unit, Unit.id == Evidence.unit_id)
    return query.where(*inside, COUNTS, IS_PICTURE, agreed)
