"""The public pages of the campaigns of the demo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from models import clock
from models.activity import Activity
from models.base import db
from models.campaign import Campaign
from models.campaign_sums import in_campaign
from models.demo_extras import Photo, kept
from models.demo_story import moment, workday
from models.demo_taking import Taking
from models.evidence import Evidence
from models.load_demo_acts import acting_at
from models.page_content import content_of, gather
from models.publish_page import choose, publish

PHOTOS = ("lantern", "gift")


def publish_page_of(one: Taking, photos: Mapping[str, Photo]) -> None:
    """What came of it is public two weeks after the last day, in Cam Lộ with photos."""
    shown_on = workday(one.ends_on + timedelta(days=14))
    with clock.fixed(moment(shown_on, one.issuer)):
        keys = _photograph(one, photos) if one.issuer == "468" and one.counts_gifts else []
        with acting_at(one.issuer, "duyet") as (unit, _standing, person_id):
            campaign = db.session.get_one(Campaign, one.key)
            content = content_of(gather(campaign, unit), clock.today())
            publish(campaign, None, content, person_id)
            db.session.flush()
            for evidence in db.session.scalars(Evidence.among(keys)).all():
                choose(campaign, evidence, None, person_id)


def _photograph(one: Taking, photos: Mapping[str, Photo]) -> list[UUID]:
    """Two photos of what Xã Cam Thành did, without a face."""
    with acting_at("19612", "canbo") as (unit, _standing, person_id):
        mine = select(Activity).where(in_campaign(one.key), Activity.unit_id == unit.id)
        mine = mine.where(Activity.joined_to_id.is_(None)).order_by(Activity.held_on)
        told = zip(db.session.scalars(mine.limit(len(PHOTOS))), PHOTOS, strict=False)
        return [_attach(each, photos[name], person_id) for each, name in told]


def _attach(activity: Activity, photo: Photo, person_id: int) -> UUID:
    return Evidence.attach(activity, kept(photo, activity.held_on), person_id).id
