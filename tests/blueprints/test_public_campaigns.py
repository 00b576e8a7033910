"""A campaign's page as everybody reads it: light, cached, never stale, with nothing of a child."""

from __future__ import annotations

import gzip
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from blueprints.assets import SOURCE
from models import audit, clock
from models.activity import Activity
from models.base import db
from models.campaign import Campaign
from models.campaign_page import CampaignPage
from models.campaign_page_photo import CampaignPagePhoto
from models.evidence import Evidence
from models.gift_pledge import GiftPledge
from models.page_content import content_of, gather
from models.participation import Participation
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit
from tests.campaign_pages import (
    PUBLIC,
    add_activity,
    add_photo,
    change,
    present_page,
    put_on_page,
    read,
)
from tests.clients import Browser
from tests.page_checks import check_page
from tests.queries import counted
from tests.world import TODAY, World

LIGHT = 20 * 1024
"""A page with its style sheet, gzip; photos come when they are scrolled to."""
ZIPPED = {"Accept-Encoding": "gzip"}
ALL = ("", "/poster")


@pytest.fixture
def photo(world: World) -> CampaignPagePhoto:
    """A photo on the page."""
    return put_on_page(world)


def etag_of(browser: Browser, url: str = PUBLIC) -> str:
    return browser.open(url, headers=ZIPPED).headers["ETag"]


def asked_again(browser: Browser, etag: str, url: str = PUBLIC) -> int:
    """The status for who has the page under this ETag."""
    return browser.open(url, headers={**ZIPPED, "If-None-Match": etag}).status_code


@pytest.mark.parametrize("part", [*ALL, "/photos"], ids=["page", "poster", "photo"])
def test_anybody_may_keep_it_and_no_cookie_comes_with_it(
    world: World, browser: Browser, photo: CampaignPagePhoto, part: str
) -> None:
    url = f"{PUBLIC}{part}/{photo.evidence_id}" if part == "/photos" else PUBLIC + part
    answer = browser.as_(world.officer).get(url)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers["Vary"]
    assert not answer.headers["ETag"].startswith("W/")


@pytest.mark.parametrize("part", ALL)
def test_it_works_without_script_and_names_the_hotline(browser: Browser, part: str) -> None:
    page = read(browser, PUBLIC + part)
    assert check_page(page) == []
    assert "<script" not in page
    assert 'href="tel:111"' in page
    assert f'<link rel="canonical" href="http://localhost{PUBLIC}">' in page


def test_a_shared_link_shows_title_words_and_a_photo(
    browser: Browser, photo: CampaignPagePhoto
) -> None:
    page = read(browser)
    assert 'property="og:title" content="Tết Trung thu năm 2026 - Xã Cam Thành"' in page
    assert 'property="og:description" content="Trung thu cho em. From 01/09/2026' in page
    assert f'property="og:url" content="http://localhost{PUBLIC}"' in page
    image = f"http://localhost{PUBLIC}/photos/{photo.evidence_id}"
    assert f'property="og:image" content="{image}"' in page


def test_the_poster_has_a_code_that_opens_the_page(browser: Browser) -> None:
    from blueprints.qr_codes import qr_code

    assert qr_code(f"http://localhost{PUBLIC}", error="m", border=2) in read(
        browser, f"{PUBLIC}/poster"
    )


def test_the_units_page_leads_to_it(browser: Browser) -> None:
    assert 'href="/public/19612/campaigns"' in read(browser, "/public/19612/")
    listed = read(browser, "/public/19612/campaigns")
    assert f'href="{PUBLIC}"' in listed
    assert check_page(listed) == []


def test_who_has_the_page_is_told_so_in_two_queries(
    browser: Browser, photo: CampaignPagePhoto
) -> None:
    etag = etag_of(browser)
    with counted() as queries:
        answer = browser.open(PUBLIC, headers={**ZIPPED, "If-None-Match": etag})
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", etag)
    whole = browser.open(PUBLIC, headers=ZIPPED).headers
    for name in ("Cache-Control", "Vary", "Content-Security-Policy", "X-Content-Type-Options"):
        assert answer.headers[name] == whole[name], name
    assert len(queries) <= 2
    with counted() as queries:
        assert browser.open(PUBLIC, headers=ZIPPED).status_code == 200
    assert len(queries) <= 2
    with counted() as queries:
        url = f"{PUBLIC}/photos/{photo.evidence_id}"
        assert asked_again(browser, f'"{photo.evidence_id}"', url) == 304
    assert len(queries) <= 2


def withdrawn_evidence(world: World, photo: CampaignPagePhoto) -> None:
    given = {"withdrawn_at": clock.now(), "withdrawal_reason": "Cha mẹ rút lại", "name": None}
    change(world, Evidence, photo.evidence_id, **given, withdrawn_by_id=world.officer.id)


def seen_to_show_a_face(world: World, photo: CampaignPagePhoto) -> None:
    change(world, Evidence, photo.evidence_id, shows_faces=True, consent="Cha mẹ đồng ý lưu")


def taken_off(world: World, photo: CampaignPagePhoto) -> None:
    change(world, CampaignPagePhoto, photo.id, taken_off_at=clock.now())


def of_nothing_that_counts(world: World, photo: CampaignPagePhoto) -> None:
    change(world, Activity, world.rows["19612"]["activity"].id, state="withdrawn")


def of_a_unit_that_ended(world: World, photo: CampaignPagePhoto) -> None:
    with unscoped("test"):
        begin_write()
        db.session.get_one(Unit, world.unit_id("19612")).valid_to = date(2026, 9, 14)
        audit.record("unit.ended", world.units["19612"], unit_id=world.unit_id("vn"), after={})
        db.session.commit()


@pytest.mark.parametrize(
    "happens",
    [
        withdrawn_evidence,
        seen_to_show_a_face,
        taken_off,
        of_nothing_that_counts,
        of_a_unit_that_ended,
    ],
)
def test_a_photo_whose_consent_is_withdrawn_is_gone_from_every_cache(
    world: World, browser: Browser, photo: CampaignPagePhoto, happens: Any
) -> None:
    url, etag = f"{PUBLIC}/photos/{photo.evidence_id}", etag_of(browser)
    assert asked_again(browser, etag) == 304
    assert url in read(browser)
    happens(world, photo)
    assert asked_again(browser, etag) == 200
    assert str(photo.evidence_id) not in read(browser)
    assert asked_again(browser, f'"{photo.evidence_id}"', url) == 410
    assert check_page(browser.get(url).get_data(as_text=True)) == []


def withdrawn_page(world: World) -> None:
    key = world.rows["19612"]["campaign_page"].id
    change(world, CampaignPage, key, withdrawn_at=clock.now(), withdrawal_reason="Sai số")


def withdrawn_campaign(world: World) -> None:
    campaign = world.rows["19612"]["campaign"]
    change(world, Campaign, campaign.id, withdrawn_at=clock.now(), withdrawal_reason="Sai")


def unpublished_campaign(world: World) -> None:
    change(world, Campaign, world.rows["19612"]["campaign"].id, published_at=None)


def campaign_published_anew(world: World) -> None:
    later = clock.now() + timedelta(hours=1)
    change(world, Campaign, world.rows["19612"]["campaign"].id, published_at=later)


@pytest.mark.parametrize(
    "happens",
    [withdrawn_page, withdrawn_campaign, unpublished_campaign, campaign_published_anew],
)
def test_what_was_withdrawn_is_gone_and_says_where_to_go_on(
    world: World, browser: Browser, photo: CampaignPagePhoto, happens: Any
) -> None:
    etag = etag_of(browser)
    happens(world)
    for part in (*ALL, f"/photos/{photo.evidence_id}"):
        answer = browser.open(PUBLIC + part, headers={"If-None-Match": etag})
        assert (answer.status_code, answer.headers["Cache-Control"]) == (410, "public, no-cache")
        assert "Set-Cookie" not in answer.headers
    told = browser.get(PUBLIC).get_data(as_text=True)
    assert check_page(told) == []
    assert 'href="/public/19612/campaigns"' in told
    assert PUBLIC not in read(browser, "/public/19612/campaigns")
    assert "/public/19612/campaigns" not in read(browser, "/public/19612/")


def test_what_is_not_published_or_of_another_unit_is_nothing(
    world: World, browser: Browser, photo: CampaignPagePhoto
) -> None:
    for url in (
        "/public/00000/campaigns/trung-thu-2026",
        "/public/19612/campaigns/trung%00thu",
        f"/public/19612/campaigns/{'t' * 81}",
        "/public/19612/campaigns/trung-thu-2027",
        f"{PUBLIC}/photos/{uuid4()}",
        f"{PUBLIC}/photos/{add_photo(world, number=4).id}",
        f"/public/19600/campaigns/trung-thu-2026/photos/{photo.evidence_id}",
    ):
        assert browser.get(url).status_code == 404
    change(world, CampaignPage, world.rows["19612"]["campaign_page"].id, published_at=None)
    assert browser.get(PUBLIC).status_code == 404


def test_what_is_to_come_changes_at_midnight(world: World, browser: Browser) -> None:
    part = world.rows["19612"]["participation"]
    change(world, Participation, part.id, planned_on=date(2026, 9, 20))
    publish_again(world)
    assert "Days to come" in read(browser)
    etag = etag_of(browser)
    with clock.fixed(TODAY + timedelta(days=5)):
        assert asked_again(browser, etag) == 200
        assert '<b class="num">20/09/2026</b> Đêm hội trăng rằm' in read(browser)
    with clock.fixed(TODAY + timedelta(days=6)):
        assert "Days to come" not in read(browser)


def test_another_language_is_another_page(browser: Browser) -> None:
    assert asked_again(browser, etag_of(browser), f"{PUBLIC}?lang=en") == 200


def test_who_asks_for_two_languages_changes_nobody_elses_page(browser: Browser) -> None:
    asked = f"{PUBLIC}?lang=en&lang=vi"
    assert '<html lang="en"' in read(browser, asked)
    assert '<html lang="vi"' in read(browser, f"{PUBLIC}?lang=vi")
    assert '<html lang="vi"' in read(browser, f"{PUBLIC}?lang=&lang=en")


def publish_again(world: World) -> None:
    """What the page would tell now becomes what it tells."""
    campaign = world.rows["19612"]["campaign"]
    with bind(world.unit_id("19612")):
        row = db.session.get_one(Campaign, campaign.id)
        unit = db.session.get_one(Unit, campaign.unit_id)
        content = content_of(gather(row, unit), clock.today())
    change(world, CampaignPage, world.rows["19612"]["campaign_page"].id, content=content)


SECRET = "XYZZY"
"""Stands in every field that nobody outside reads."""
PRIVATE: dict[type[Any], tuple[str, tuple[str, ...]]] = {
    Participation: (
        "participation",
        ("lead_name", "difficulties", "proposals", "gift_note", "decision_note"),
    ),
    GiftPledge: ("gift_pledge", ("note", "withdrawal_reason")),
    Activity: ("activity", ("note", "title", "place", "decision_note")),
    Campaign: ("campaign", ("guidance", "closing_note")),
}


def test_no_private_word_and_no_small_number_of_children_is_public(
    world: World, browser: Browser
) -> None:
    for model, (name, columns) in PRIVATE.items():
        key = world.rows["19612"][name].id
        change(world, model, key, **dict.fromkeys(columns, SECRET))
    few = {"children": 4, "girls": 1, "boys": 3, "special": 2, "gifts": 3}
    change(world, Activity, world.rows["19612"]["activity"].id, **few)
    publish_again(world)
    content = present_page(world).content
    assert {content["totals"][name] for name in few} == {"few"}
    assert content["gifts"]["given"] == "few"
    for part in ALL:
        assert SECRET not in read(browser, PUBLIC + part)
    assert "Hội LHPN" not in read(browser)
    assert '<dt>Children who took part</dt><dd class="num">under 5</dd>' in read(browser)


def test_a_donor_is_named_only_where_he_agreed(world: World, browser: Browser) -> None:
    pledge = world.rows["19612"]["gift_pledge"]
    assert "1 donor who is not named" in read(browser)
    change(world, GiftPledge, pledge.id, names_donor=True)
    publish_again(world)
    named = read(browser)
    assert "<dd>10 gifts, 1.000.000 đ</dd>" in named
    assert "not named" not in named


def test_a_province_of_168_units_is_as_light(world: World, browser: Browser) -> None:
    content = present_page(world).content
    numbers = range(1, 169)
    content["units"] = [
        {
            "name": f"Xã Tân Thành {number}",
            "progress": ("no_plan", "planned", "held", "closed")[number % 4],
            "activities": number * 7 % 13,
            "children": number * 37 % 411 + 5,
            "gifts": number * 53 % 307 + 5,
        }
        for number in numbers
    ]
    content["days"] = [
        {
            "on": "2026-09-25",
            "what": f"Đêm hội trăng rằm, rước đèn và phá cỗ cùng các em thôn {number * 7919}",
            "place": f"Nhà văn hóa thôn {number}",
            "unit": f"Xã Tân Thành {number}",
        }
        for number in numbers[:40]
    ]
    named = [
        {"name": f"Công ty {number * 104729}", "gifts": number, "value": number * 37 * 10**4}
        for number in numbers[:100]
    ]
    content["donors"] = {"named": named, "others": 40}
    change(
        world,
        CampaignPage,
        world.rows["19612"]["campaign_page"].id,
        content={**content, "theme": "Trăng rằm"},
    )
    page = browser.open(PUBLIC, headers=ZIPPED).data
    assert b"168" in gzip.decompress(page)
    assert len(page) + len(gzip.compress((SOURCE / "public.css").read_bytes())) < LIGHT


def test_activities_count_once_they_are_published(world: World, browser: Browser) -> None:
    add_activity(world, children=311)
    assert "331" not in read(browser)
    publish_again(world)
    assert '<dd class="num">331</dd>' in read(browser)
