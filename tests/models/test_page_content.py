"""What a district's public page tells of the units below it, and of what was given."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest

from models import audit, clock, publish_page
from models.activity import Activity, ActivityState
from models.activity_campaign import ActivityCampaign
from models.base import db
from models.campaign import Campaign
from models.campaign_page import CampaignPage
from models.evidence import ConsentMissing, Evidence
from models.gift_pledge import GiftSource
from models.page_content import Content, content_of, gather, texts_of
from models.participation import Participation, ParticipationState
from models.public_figures import Hidden
from models.tenancy import begin_write, bind
from models.unit import Unit
from tests.activities import at
from tests.campaign_pages import add_activity, change
from tests.campaigns import campaign
from tests.world import World

DAY = date(2026, 9, 15)


@pytest.fixture
def above(world: World) -> Campaign:
    """A campaign of Huyện Cam Lộ for both of its communes, not for itself."""
    with at(world, "468"):
        begin_write()
        made = campaign("he", name="Hè an toàn", includes_own=False, published_at=clock.now())
        made.addressees = [db.session.get_one(Unit, world.unit_id(s)) for s in ("19612", "19600")]
        db.session.add(made)
        audit.record("campaign.published", made)
        db.session.commit()
        db.session.refresh(made)
        return made


def told(world: World, of: Campaign, slug: str = "468") -> Content:
    """What the page of a unit would tell."""
    with at(world, slug):
        unit = db.session.get_one(Unit, world.unit_id(slug))
        return content_of(gather(db.session.get_one(Campaign, of.id), unit), DAY)


def held(world: World, of: Campaign, slug: str, **values: Any) -> uuid.UUID:
    """An activity of a commune that is put into the campaign of the district; its key."""
    key = add_activity(world, slug, **values)
    with at(world, slug):
        begin_write()
        db.session.add(ActivityCampaign(activity_id=key, campaign_id=of.id))
        db.session.commit()
    return key


def takes_part(world: World, of: Campaign, slug: str, **values: Any) -> None:
    with at(world, slug):
        begin_write()
        part = Participation(campaign_id=of.id, planned_at=clock.now(), **values)
        db.session.add(part)
        audit.record("participation.planned", part)
        db.session.commit()


def units(content: Content) -> list[tuple[Any, ...]]:
    return [(one["name"], one["progress"], one["children"]) for one in content["units"]]


def test_it_says_which_units_are_in(world: World, above: Campaign) -> None:
    assert units(told(world, above)) == [
        ("Xã Cam Thành", "no_plan", None),
        ("Xã Cam Tuyền", "no_plan", None),
    ]
    takes_part(world, above, "19600")
    takes_part(world, above, "19612", state=ParticipationState.SUBMITTED)
    held(world, above, "19612", kind="other", title="Hè vui", children=30)
    assert units(told(world, above)) == [
        ("Xã Cam Thành", "closed", 30),
        ("Xã Cam Tuyền", "planned", None),
    ]


def test_what_is_hidden_cannot_be_worked_out_from_the_sum(world: World, above: Campaign) -> None:
    held(world, above, "19612", kind="other", title="Hè vui", children=3, girls=1, boys=2)
    held(world, above, "19600", kind="other", title="Hè vui", children=30, girls=10, boys=20)
    content = told(world, above)
    assert units(content) == [
        ("Xã Cam Thành", "held", Hidden.KEPT),
        ("Xã Cam Tuyền", "held", Hidden.KEPT),
    ]
    assert content["totals"]["children"] == 33
    assert (content["totals"]["girls"], content["totals"]["boys"]) == (11, 22)


def test_a_commune_tells_of_itself_alone(world: World, above: Campaign) -> None:
    held(world, above, "19600", kind="other", title="Hè vui", children=30)
    content = told(world, above, "19612")
    assert (content["unit"], content["units"]) == ("Xã Cam Thành", [])
    assert content["totals"]["children"] is None


def test_what_is_to_come_is_what_units_and_activities_plan(world: World, above: Campaign) -> None:
    takes_part(world, above, "19600", what="Đêm  hội\n" + "vui " * 60, planned_on=date(2026, 9, 25))
    takes_part(world, above, "19612", what="Đã qua", planned_on=date(2026, 9, 14))
    planned = held(world, above, "19612", kind="other", title="Tập bơi", place="Hồ bơi xã")
    values = {"state": ActivityState.PLANNED, "held_on": date(2026, 9, 20)}
    change(world, Activity, planned, **values)
    content = told(world, above)
    first, second = content["days"]
    assert first == {
        "on": "2026-09-20",
        "what": "Tập bơi",
        "place": "Hồ bơi xã",
        "unit": "Xã Cam Thành",
    }
    assert second["what"].startswith("Đêm hội vui vui")
    assert len(second["what"]) <= 160
    assert texts_of(content)[:4] == ["Hè an toàn", None, "Tập bơi", "Hồ bơi xã"]


def test_gifts_and_money_come_from_pledges_and_receipts(world: World) -> None:
    content = told(world, world.rows["19612"]["campaign"], "19612")
    assert content["gifts"] == {"pledged": 10, "received": 6, "given": None}
    assert content["money_in"] == {
        GiftSource.BUDGET: {"pledged": 0, "received": 0},
        GiftSource.MOBILISED: {"pledged": 1_000_000, "received": 600_000},
    }
    assert content["donors"] == {"named": [], "others": 1}


def test_two_campaigns_of_one_slug_have_two_pages(world: World, above: Campaign) -> None:
    change(world, CampaignPage, world.rows["19612"]["campaign_page"].id, slug=above.slug)
    with at(world):
        begin_write()
        of = db.session.get_one(Campaign, above.id)
        assert publish_page.publish(of, None, {}, world.officer.id).slug == "he-2"
        db.session.rollback()


def test_a_face_needs_consent_to_be_published(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        evidence = db.session.get_one(Evidence, world.rows["19612"]["evidence"].id)
        evidence.shows_faces, evidence.consent = True, "Cha mẹ đồng ý lưu"
        of = db.session.get_one(Campaign, world.rows["19612"]["campaign"].id)
        with pytest.raises(ConsentMissing):
            publish_page.choose(of, evidence, None, world.officer.id)
        db.session.rollback()


def test_of_a_campaign_that_is_not_out_nothing_is_published(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        draft = db.session.get_one(Campaign, world.rows["19612"]["campaign_draft"].id)
        with pytest.raises(publish_page.CampaignNotOut):
            publish_page.publish(draft, None, {}, world.officer.id)
        db.session.rollback()
        page = db.session.get_one(CampaignPage, world.rows["19612"]["campaign_page"].id)
        assert not publish_page.is_out(page, draft)
