"""Public pages for the tests: Xã Cam Thành's page of its Mid-Autumn, and what stands on it."""

from __future__ import annotations

import uuid
from typing import Any

from models import audit
from models.activity import Activity
from models.base import db
from models.campaign_page import CampaignPage
from models.campaign_page_photo import CampaignPagePhoto
from models.evidence import Evidence
from models.tenancy import begin_write
from tests.activities import at, logged, officer
from tests.campaigns import chosen
from tests.clients import Browser
from tests.evidence import kept

SLUG = "19612"
PUBLIC = f"/public/{SLUG}/campaigns/trung-thu-2026"


def page_of(world: Any, slug: str = SLUG) -> str:
    """Where members of a unit look after its public page."""
    return f"/{slug}/campaigns/{world.rows[slug]['campaign'].id}/page"


def add_activity(world: Any, slug: str = SLUG, **values: Any) -> uuid.UUID:
    """Another activity of a unit, which falls into its own campaign; its key."""
    with at(world, slug):
        return logged(officer(world), **values).id


def add_photo(world: Any, number: int = 3, **said: Any) -> Evidence:
    """Another photo of the activity that is in the campaign."""
    with at(world):
        begin_write()
        activity = db.session.get_one(Activity, world.rows[SLUG]["activity"].id)
        evidence = Evidence.attach(activity, kept(number), world.officer.id, **said)
        db.session.commit()
        db.session.refresh(evidence)
        return evidence


def put_on_page(world: Any) -> CampaignPagePhoto:
    """A photo without a face, chosen for the page."""
    evidence = add_photo(world)
    with at(world):
        begin_write()
        photo = chosen(world, SLUG, evidence)
        db.session.commit()
        db.session.refresh(photo)
        return photo


def change(world: Any, model: type[Any], key: Any, **values: Any) -> None:
    """Set columns of a row of Xã Cam Thành as a verb elsewhere would."""
    with at(world):
        begin_write()
        row = db.session.get_one(model, key)
        for name, value in values.items():
            setattr(row, name, value)
        audit.record(f"{model.__tablename__}.changed", row)
        db.session.commit()


def present_page(world: Any) -> CampaignPage:
    """The page as it is kept now."""
    with at(world):
        return db.session.get_one(CampaignPage, world.rows[SLUG]["campaign_page"].id)


def read(browser: Browser, url: str = PUBLIC) -> str:
    """The text of a page that is there."""
    answer = browser.get(url)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)
