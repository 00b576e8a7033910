"""A unit publishes its page of a campaign: looked at first, photos one by one, withdrawn."""

from __future__ import annotations

from typing import Any

import pytest

from models.base import db
from models.campaign import Campaign
from models.campaign_page import CampaignPage
from models.evidence import Evidence
from models.participation import Participation
from models.tenancy import begin_write, bind, unscoped
from tests.activities import at, logged, officer
from tests.campaigns import campaign
from tests.clients import Browser
from tests.evidence import kept
from tests.page_checks import check_page
from tests.world import World

PUBLIC = "/public/19612/campaigns/trung-thu-2026"


@pytest.fixture
def them(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


def page_of(world: World, name: str = "campaign", slug: str = "19612") -> str:
    return f"/{slug}/campaigns/{world.rows[slug][name].id}/page"


def second(world: World, **values: Any) -> str:
    """Another published campaign of Xã Cam Thành, of which nothing is public; its page."""
    with at(world):
        begin_write()
        made = campaign("trung-thu-2", published_at=db.func.now(), **values)
        db.session.add(made)
        db.session.commit()
        return f"/19612/campaigns/{made.id}/page"


def photo(world: World, number: int = 3, **said: Any) -> Evidence:
    """A photo of the activity that is in the campaign of Xã Cam Thành."""
    with at(world):
        begin_write()
        activity = db.session.merge(world.rows["19612"]["activity"])
        evidence = Evidence.attach(activity, kept(number), world.officer.id, **said)
        db.session.commit()
        db.session.refresh(evidence)
    return evidence


def test_what_is_looked_at_is_what_becomes_public(world: World, them: Browser) -> None:
    page = page_of(world)
    with at(world):
        logged(officer(world), children=300)
    drawn = them.get(f"{page}/publication").get_data(as_text=True)
    assert check_page(drawn) == []
    assert "Xã Cam Thành, Huyện Cam Lộ" in drawn
    before = them.as_(None).get(PUBLIC)
    assert them.post(f"{page}/publication").status_code == 303
    after = them.as_(None).get(PUBLIC)
    assert after.headers["ETag"] != before.headers["ETag"]
    body = drawn[drawn.index('<div class="cols">') : drawn.index("</main>")]
    pictures = body.index("<img")
    assert body[:pictures] in after.get_data(as_text=True)
