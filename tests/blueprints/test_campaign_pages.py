"""A unit publishes its page of a campaign: looked at first, photos one by one, withdrawn."""

from __future__ import annotations

from datetime import date

import pytest

from models.activity import Activity
from models.participation import Participation
from tests.campaign_pages import (
    PUBLIC,
    add_activity,
    add_photo,
    change,
    page_of,
    present_page,
    put_on_page,
    read,
)
from tests.clients import Browser
from tests.page_checks import check_page
from tests.world import World


@pytest.fixture
def them(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


def test_what_is_looked_at_is_what_becomes_public(world: World, them: Browser) -> None:
    put_on_page(world)
    add_activity(world, children=311)
    looked_at = read(them, f"{page_of(world)}/publication")
    assert check_page(looked_at) == []
    public = read(them)
    assert "331" not in public
    assert them.post(f"{page_of(world)}/publication").location == page_of(world)
    body = looked_at[looked_at.index('<div class="cols">') : looked_at.index('<img src="/19612/')]
    assert "331" in body
    assert body in read(them)


def test_what_changed_since_it_was_looked_at_is_looked_at_again(
    world: World, them: Browser
) -> None:
    page = f"{page_of(world)}/publication"
    seen = them.hidden_fields(page)
    add_activity(world, children=311)
    answer = them.open(page, method="POST", data=seen)
    assert answer.status_code == 422
    assert "The figures have changed meanwhile" in answer.get_data(as_text=True)
    assert present_page(world).content["totals"]["children"] == 20


def test_what_looks_like_a_childs_name_is_asked_back(world: World, them: Browser) -> None:
    part = world.rows["19612"]["participation"]
    words = "Thăm cháu Nguyễn Thị Lan, lớp 3"
    change(world, Participation, part.id, what=words, planned_on=date(2026, 9, 20))
    page = f"{page_of(world)}/publication"
    answer = them.post(page)
    assert answer.status_code == 422
    assert "<b>Nguyễn Thị Lan</b>" in answer.get_data(as_text=True)
    assert words not in read(them)
    assert them.post(page, {"sure": "y"}).status_code == 303
    assert words in read(them)


def test_a_page_is_withdrawn_with_a_reason_and_published_again(world: World, them: Browser) -> None:
    page = page_of(world)
    assert them.post(f"{page}/withdrawal", {"reason": " "}).status_code == 422
    assert them.post(f"{page}/withdrawal", {"reason": "Sai số suất quà"}).location == page
    assert "Sai số suất quà" in read(them, page)
    assert them.get(PUBLIC).status_code == 410
    assert them.get(f"{page}/withdrawal").status_code == 404
    them.post(f"{page}/publication")
    assert them.get(PUBLIC).status_code == 200


def test_of_a_campaign_that_was_withdrawn_nothing_is_published(world: World, them: Browser) -> None:
    campaign = world.rows["19612"]["campaign"]
    change(world, type(campaign), campaign.id, withdrawn_at=campaign.published_at)
    assert "nothing of it can be shown" in read(them, page_of(world))
    assert them.get(f"{page_of(world)}/publication").location == page_of(world)


def test_a_unit_that_takes_no_part_has_no_page(world: World, browser: Browser) -> None:
    campaign = world.rows["19612"]["campaign"]
    answer = browser.as_(world.reviewer).get(f"/468/campaigns/{campaign.id}/page")
    assert answer.status_code == 404


def test_a_face_is_published_only_where_it_is_said_who_agreed(world: World, them: Browser) -> None:
    face = add_photo(world, shows_faces=True, consent="Cha mẹ đồng ý lưu")
    photos = f"{page_of(world)}/photos"
    offered = read(them, photos)
    assert str(face.id) in offered
    assert "checked" not in offered
    refused = them.post(f"{photos}/{face.id}", form=photos)
    assert refused.status_code == 422
    assert check_page(refused.get_data(as_text=True)) == []
    assert "Write who agreed that this photo is published." in refused.get_data(as_text=True)
    assert str(face.id) not in read(them)
    agreed = {"consent": "Cha mẹ và các em ký giấy đồng ý"}
    assert them.post(f"{photos}/{face.id}", agreed, form=photos).location == photos
    assert str(face.id) in read(them)
    assert "ký giấy" not in read(them)


def test_a_photo_is_taken_off_and_put_back(world: World, them: Browser) -> None:
    photos = f"{page_of(world)}/photos"
    one = f"{photos}/{put_on_page(world).evidence_id}"
    assert them.post(f"{one}/removal", form=photos).location == photos
    assert '<img src="/public' not in read(them)
    assert "No photo is on the page." in read(them, photos)
    them.post(one, form=photos)
    assert '<img src="/public' in read(them)


def test_only_photos_of_what_counts_in_the_campaign_are_offered(
    world: World, them: Browser
) -> None:
    photos, of_a_line = f"{page_of(world)}/photos", world.rows["19612"]["evidence"]
    assert them.post(f"{photos}/{of_a_line.id}", form=photos).status_code == 404
    other = put_on_page(world)
    change(world, Activity, world.rows["19612"]["activity"].id, state="withdrawn")
    assert them.post(f"{photos}/{other.evidence_id}", form=photos).status_code == 404
    assert '<img src="/public' not in read(them)


def test_what_is_on_no_page_is_not_taken_off(world: World, them: Browser) -> None:
    put_on_page(world)
    other, photos = add_photo(world, number=4), f"{page_of(world)}/photos"
    assert them.post(f"{photos}/{other.id}/removal", form=photos).status_code == 404
