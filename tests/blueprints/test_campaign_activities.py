"""The activities of a campaign: why each is in it, their sums, what may be put into it."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import delete

from models.activity_campaign import ActivityCampaign
from models.base import db
from models.campaign_sums import sums_in
from models.tenancy import begin_write
from tests.activities import at, logged, officer
from tests.clients import Browser
from tests.page_checks import check_page
from tests.partners import join_in, logs
from tests.world import World


@pytest.fixture
def mine(world: World) -> int:
    """The Mid-Autumn of Xã Cam Thành, 1/9 to 28/9/2026; one entry with 20 children is in it."""
    return int(world.rows["19612"]["campaign"].id)


@pytest.fixture
def page(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


def forget(world: World, activity: UUID) -> None:
    """As if the entry had been logged before the campaign was published."""
    with at(world):
        begin_write()
        db.session.execute(delete(ActivityCampaign).where(ActivityCampaign.activity_id == activity))
        db.session.commit()


def entry(world: World, title: str, **values: object) -> UUID:
    with at(world):
        return logged(officer(world), title, **values).id


def test_the_list_says_why_and_adds_up_as_the_campaign_does(
    world: World, page: Browser, mine: int
) -> None:
    entry(world, "Đêm hội trăng rằm", kind="play", children=300, gifts=120)
    entry(world, "Phá cỗ", kind="play", held_on=date(2026, 9, 24))
    text = page.get(f"/19612/campaigns/{mine}/activities").text
    assert not check_page(text)
    assert "‘trăng rằm’" in text
    with at(world):
        assert sums_in(mine).children == 320
    assert '<span class="num">320</span>' in text
    assert re.findall(r'<b class="num">(\d)</b>', text)[:4] == ["3", "2", "0", "1"]
    planned = page.get(f"/19612/campaigns/{mine}/activities?state=planned").text
    assert "Phá cỗ" in planned
    assert "Đêm hội trăng rằm" not in planned
    assert "320" not in planned


def test_the_list_of_activities_is_narrowed_to_it_and_says_the_same(
    world: World, page: Browser, mine: int
) -> None:
    entry(world, "Khám răng", kind="medical", children=7)
    entry(world, "Quà Trung thu", held_on=date(2026, 9, 1), children=11)
    text = page.get(f"/19612/activities?campaign={mine}&period=all").text
    assert f'<option value="{mine}" selected>' in text
    assert '<span class="num">31</span>' in text
    assert "Khám răng" not in text
    assert "Tết Trung thu năm 2026 (" in text
    book = page.get(f"/19612/activities/download?campaign={mine}")
    assert book.status_code == 200
    assert "No activity fits." in page.get("/19612/activities?campaign=999999").text


def test_what_was_there_before_is_put_in_with_one_tap(
    world: World, page: Browser, mine: int
) -> None:
    before, unsure = entry(world, "Tặng quà"), entry(world, "Họp Trung thu", kind="other")
    other = entry(world, "Khám răng", kind="medical")
    for one in (before, unsure):
        forget(world, one)
    url = f"/19612/campaigns/{mine}/activities"
    assert f'hx-get="{url}/proposals" hx-trigger="load"' in page.get(url).text
    text = page.get(f"{url}/proposals").text
    assert not check_page(text)
    assert f'value="{before}" checked' in text
    assert str(other) not in text
    answer = page.post(f"{url}/proposals", {"entry": [str(before), str(unsure)]})
    assert answer.headers["Location"] == url
    with at(world):
        assert sums_in(mine).activities == 3
        [link] = db.session.scalars(ActivityCampaign.of(before))
        assert link.reasons
        assert link.is_said
    assert "No other activity of these days fits." in page.get(f"{url}/proposals").text


def test_nothing_ticked_and_entries_of_others_change_nothing(
    world: World, page: Browser, mine: int
) -> None:
    url = f"/19612/campaigns/{mine}/activities/proposals"
    assert page.post(url, {}).status_code == 303
    assert page.post(url, {"entry": "x"}).status_code == 303
    foreign = str(world.rows["19600"]["activity"].id)
    assert page.post(url, {"entry": foreign}).status_code == 404
    assert page.get(f"/19612/campaigns/{mine + 99999}/activities").status_code == 404


def test_drafts_have_no_activities_and_who_takes_no_part_puts_nothing_in(
    world: World, browser: Browser, page: Browser, mine: int
) -> None:
    draft = world.rows["19612"]["campaign_draft"].id
    assert page.get(f"/19612/campaigns/{draft}/activities").status_code == 404
    above = browser.as_(world.reviewer)
    assert above.get(f"/468/campaigns/{mine}/activities").status_code == 200
    assert above.get(f"/468/campaigns/{mine}/activities/proposals").status_code == 404


def test_a_partner_sees_his_own_alone(world: World, browser: Browser, mine: int) -> None:
    person = join_in(world, "youth")
    logs(world, person, "youth", title="Rước đèn")
    entry(world, "Phá cỗ của xã")
    text = browser.as_(person).get(f"/19612/campaigns/{mine}/activities").text
    assert "Rước đèn" in text
    assert "Phá cỗ của xã" not in text


def test_a_long_list_has_pages(world: World, page: Browser, mine: int) -> None:
    for number in range(41):
        entry(world, f"Phá cỗ {number:02d}")
    url = f"/19612/campaigns/{mine}/activities"
    first = page.get(url).text
    assert "Page 1 of 2" in first
    [after] = re.findall(r'href="([^"]*)" rel="next"', first)
    assert after.startswith(f"{url}?page=2")
    assert "Phá cỗ 00" in page.get(after.replace("&amp;", "&")).text
