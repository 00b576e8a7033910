"""To which campaigns an entry belongs: beside the log form, on its page, in a list of questions."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest

from models import audit, clock
from models.activity_campaign import ActivityCampaign
from models.base import db
from models.tenancy import begin_write
from tests.activities import DAY, at, logged, officer
from tests.campaigns import campaign
from tests.clients import Browser
from tests.page_checks import check_page
from tests.partners import join_in, logs
from tests.world import World

MATCHES = "/19612/activities/matches"
GIFTS = {"kind": "gifts", "title": "Tặng quà Trung thu", "day": DAY.isoformat(), "lead": "0"}
HEALTH = {**GIFTS, "kind": "medical", "title": "Khám răng"}


@pytest.fixture
def mine(world: World) -> int:
    """The Mid-Autumn of Xã Cam Thành, 1/9 to 28/9/2026."""
    return int(world.rows["19612"]["campaign"].id)


@pytest.fixture
def page(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


def opened(world: World, slug: str = "dem-hoi", **values: Any) -> int:
    """A second Mid-Autumn of the same unit for the same days."""
    with at(world):
        begin_write()
        row = campaign(slug, **{"name": "Đêm hội trăng rằm", "published_at": clock.now(), **values})
        db.session.add(row)
        audit.record("campaign.published", row)
        db.session.commit()
        return row.id


def entry(world: World, **values: Any) -> UUID:
    with at(world):
        return logged(officer(world), **values).id


def places(world: World, activity: UUID) -> dict[int, str]:
    with at(world):
        return {
            one.campaign_id: "out" if one.is_out else "put" if one.is_said else "fell"
            for one in db.session.scalars(ActivityCampaign.of(activity))
        }


def asked(page: Browser, **values: str) -> str:
    return page.get(f"{MATCHES}?{urlencode({**GIFTS, **values})}", htmx=True).text


def box(text: str, key: int) -> tuple[str, bool] | None:
    """How the box of a campaign stands by itself, and whether it is ticked."""
    stood = re.search(rf'name="stood-{key}" value="(\d)"', text)
    is_ticked = re.search(rf'name="put-{key}" value="y" checked', text) is not None
    return (stood[1], is_ticked) if stood else None


def save(page: Browser, world: World, **values: str) -> dict[int, str]:
    """Where the entry stands that the log form brings."""
    answer = page.post("/19612/activities/new", {**GIFTS, "children": "5", **values})
    return places(world, UUID(answer.headers["Location"].rsplit("/", 1)[1]))


def test_a_campaign_is_proposed_beside_the_form_as_it_is_typed(
    world: World, page: Browser, mine: int
) -> None:
    text = asked(page)
    assert box(text, mine) == ("1", True)
    assert "on one of its days (01/09/2026–28/09/2026), ‘Trung thu’, same kind" in text
    assert box(asked(page, **{f"stood-{mine}": "1"}), mine) == ("1", False)
    assert box(asked(page, title="Khám răng", kind="medical"), mine) is None
    assert box(asked(page, day="2026-09-20"), mine) == ("1", True)  # planned: no lines yet
    by_hand = {f"stood-{mine}": "0", f"put-{mine}": "y", "kind": "medical", "title": "Khám"}
    assert "chosen by hand" in asked(page, **by_hand)


def test_the_form_is_led_to_from_a_campaign(world: World, page: Browser, mine: int) -> None:
    form = page.get(f"/19612/activities/new?campaign={mine}").text
    assert f'<input type="hidden" name="campaign" value="{mine}">' in form
    text = asked(page, **HEALTH, campaign=str(mine))
    assert box(text, mine) == ("0", True)
    assert save(page, world, **HEALTH, campaign=str(mine)) == {mine: "put"}


@pytest.mark.parametrize("value", ["x", "999999", "1" * 30, "-1"])
def test_no_campaign_is_taken_from_an_address_that_names_none(
    world: World, page: Browser, value: str
) -> None:
    assert page.get(f"/19612/activities/new?campaign={value}").status_code == 200
    assert 'name="put-' not in asked(page, **HEALTH, campaign=value)
    assert save(page, world, **HEALTH, campaign=value) == {}


def test_what_the_person_ticks_and_unticks_is_remembered(
    world: World, page: Browser, mine: int
) -> None:
    assert save(page, world) == {mine: "fell"}
    assert save(page, world, **{f"stood-{mine}": "1", f"put-{mine}": "y"}) == {mine: "fell"}
    assert save(page, world, **{f"stood-{mine}": "1"}) == {mine: "out"}
    foreign = world.rows["19600"]["campaign"].id
    assert save(page, world, **{f"put-{foreign}": "y"}) == {mine: "fell"}


def test_of_two_of_one_kind_the_ticked_one_answers_for_both(
    world: World, page: Browser, mine: int
) -> None:
    second = opened(world)
    text = asked(page)
    assert "Two campaigns of one kind fit. Tick the one that it belongs to." in text
    assert (box(text, mine), box(text, second)) == (("0", False), ("0", False))
    shown = {f"stood-{mine}": "0", f"stood-{second}": "0"}
    assert save(page, world, **shown) == {}
    assert save(page, world, **shown, **{f"put-{second}": "y"}) == {mine: "out", second: "put"}


def test_the_page_of_an_entry_says_why_takes_it_out_and_puts_it_back(
    world: World, page: Browser, mine: int
) -> None:
    key = entry(world)
    shown = page.get(f"/19612/activities/{key}").text
    assert not check_page(shown)
    assert f'href="/19612/campaigns/{mine}"' in shown
    assert "on one of its days (01/09/2026–28/09/2026)" in shown
    url = f"/19612/activities/{key}/campaigns"
    assert not check_page(page.get(url).text)
    assert page.post(url, {"out": str(mine)}).status_code == 303
    assert places(world, key) == {mine: "out"}
    again = page.get(f"/19612/activities/{key}").text
    assert f'hx-get="{url}" hx-trigger="load"' in again
    offered = page.get(url, htmx=True).text
    assert f'name="in" value="{mine}"' not in offered
    assert f'<option value="{mine}">' in offered
    page.post(url, {"in": str(mine)})
    assert places(world, key) == {mine: "put"}


def test_any_campaign_of_these_weeks_is_put_in_by_hand(
    world: World, page: Browser, mine: int
) -> None:
    key = entry(world, title="Khám răng", kind="medical")
    url = f"/19612/activities/{key}/campaigns"
    text = page.get(url, htmx=True).text
    assert "No campaign fits by itself." in text
    assert f'<option value="{mine}">' in text
    page.post(url, {"in": str(mine)})
    assert places(world, key) == {mine: "put"}
    assert "chosen by hand" in page.get(f"/19612/activities/{key}").text


def test_a_question_is_asked_on_the_page_and_in_one_list(
    world: World, page: Browser, mine: int
) -> None:
    assert "No activity waits to be placed." in page.get("/19612/activities/placing").text
    second = opened(world)
    key, other = entry(world), entry(world, title="Phá cỗ Trung thu")
    text = page.get("/19612/activities/placing").text
    assert not check_page(text)
    assert "Phá cỗ Trung thu" in text
    url = f"/19612/activities/{key}/campaigns"
    assert "Two campaigns of one kind fit. Which one is it?" in page.get(url, htmx=True).text
    both = [str(mine), str(second)]
    answer = page.post(f"{url}?back=placing", {"asked": both, "in": str(second)})
    assert answer.headers["Location"] == "/19612/activities/placing"
    assert places(world, key) == {mine: "out", second: "put"}
    page.post(f"/19612/activities/{other}/campaigns", {"asked": both})
    assert places(world, other) == {mine: "out", second: "out"}
    assert "No activity waits to be placed." in page.get("/19612/activities/placing").text


@pytest.mark.parametrize(
    ("sent", "status"),
    [({}, 303), ({"in": "x"}, 303), ({"in": "999999"}, 404), ({"out": "999999"}, 404)],
)
def test_what_names_no_campaign_of_the_unit_changes_nothing(
    world: World, page: Browser, mine: int, sent: dict[str, str], status: int
) -> None:
    key = entry(world)
    assert page.post(f"/19612/activities/{key}/campaigns", sent).status_code == status
    assert places(world, key) == {mine: "fell"}


def test_a_partner_places_his_own_until_it_is_decided(
    world: World, browser: Browser, mine: int
) -> None:
    person = join_in(world)
    page, own = browser.as_(person), logs(world, person, title="Khám răng", kind="medical")
    form = page.get(f"/19612/activities/new?campaign={mine}").text
    assert box(form, mine) == ("0", True)
    page.post(f"/19612/activities/{own}/campaigns", {"in": str(mine)})
    assert places(world, own) == {mine: "put"}
    units = entry(world)
    assert page.post(f"/19612/activities/{units}/campaigns", {"out": str(mine)}).status_code == 404
