"""The list of activities: who sees what, filters, sums, pages, the workbook."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from models import audit
from models.activity import Activity, ActivityState
from models.base import db
from models.decide_activity import decline
from models.tenancy import Audience, begin_write, bind
from tests import activities
from tests.activities import DAY, logged, officer
from tests.clients import Browser
from tests.page_checks import check_page
from tests.queries import counted
from tests.world import World

LIST, ABOVE = "/19612/activities", "/468/activities"


@pytest.fixture(autouse=True)
def kept(world: World) -> None:
    with activities.at(world):
        by, money = officer(world), {"budget": 1_500_000, "mobilised": 500_000, "gifts": 30}
        logged(by, "Thăm hỏi", hamlet_id=world.rows["19612"]["hamlet"].id, **money)
        logged(by, "Phòng đuối nước", kind="communication", held_on=date(2026, 6, 1), children=5)
        logged(by, "Diễn đàn năm trước", held_on=date(2025, 6, 1))


def titles(page: str) -> list[str]:
    return re.findall(r'<a class="line-t" href="[^"]+">([^<]+)</a>', page)


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_an_officer_reads_this_year_with_its_sums(browser: Browser, world: World) -> None:
    page = browser.as_(world.officer).get(LIST).text
    assert not check_page(page)
    assert titles(page) == ["Thăm hỏi", "Tặng quà Trung thu", "Phòng đuối nước"]
    told = text_of(page)
    assert "Activities 3" in told
    assert "Children 45" in told
    assert "Cost 2.000.000 đ state budget 1.500.000 đ, mobilised 500.000 đ" in told
    everything = browser.as_(world.officer).get(f"{LIST}?period=all").text
    assert "Diễn đàn năm trước" in titles(everything)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=nuoc+duoi", ["Phòng đuối nước"]),
        ("kind=communication", ["Phòng đuối nước"]),
        ("period=2026-q2", ["Phòng đuối nước"]),
        ("period=2025", ["Diễn đàn năm trước"]),
        ("from=1-9&to=30-9", ["Thăm hỏi", "Tặng quà Trung thu"]),
        ("fills=yes", ["Tặng quà Trung thu"]),
        ("by=unit&fills=no&period=2026-09", ["Thăm hỏi"]),
        ("sort=cost&period=2026-09", ["Thăm hỏi", "Tặng quà Trung thu"]),
        ("sort=oldest&kind=gifts", ["Tặng quà Trung thu", "Thăm hỏi"]),
        ("state=waiting", []),
        ("logged=partners", []),
        ("kind=nonsense", []),
        ("period=x&by=&state=x&hamlet=x&from=x&line=x&sort=x&page=7&after=x&fills=x", None),
    ],
)
def test_the_address_says_what_is_asked_for(
    browser: Browser, world: World, asked: str, found: list[str] | None
) -> None:
    page = browser.as_(world.officer).get(f"{LIST}?{asked}").text
    assert not check_page(page)
    assert len(titles(page)) == 3 if found is None else titles(page) == found


def test_what_is_asked_for_is_told_and_left_out(browser: Browser, world: World) -> None:
    page = browser.as_(world.officer).get(f"{LIST}?q=hoi&period=2026-09&fills=no").text
    chips = dict(re.findall(r'<a class="chip on" href="([^"]+)">([^<]+)<', page))
    assert [*chips.values()] == ["“hoi”", "Month 9/2026", "Fills no line"]
    assert f"{LIST}?period=2026-09&amp;fills=no" in chips
    assert 'value="2026-09" selected' in page


def test_a_line_leads_to_its_activities(browser: Browser, world: World) -> None:
    line = world.rows["19612"]["activity_line"]
    asked = f"{line.assignment_id}-{line.period_on}"
    page = browser.as_(world.officer).get(f"{LIST}?line={asked}").text
    assert titles(page) == ["Tặng quà Trung thu"]
    assert "Tổ chức truyền thông." in page


def test_the_district_reads_its_units(browser: Browser, world: World) -> None:
    for person in (world.reviewer, world.leader):
        page = browser.as_(person).get(ABOVE).text
        assert not check_page(page)
        assert len(titles(page)) == 5
        assert "Xã Cam Tuyền" in text_of(page)
    only = browser.as_(world.reviewer).get(f"{ABOVE}?of=19600").text
    assert titles(only) == ["Tặng quà Trung thu"]
    assert "Children 20" in text_of(only)
    assert len(titles(browser.as_(world.reviewer).get(f"{ABOVE}?of=468").text)) == 1
    assert len(titles(browser.as_(world.reviewer).get(f"{ABOVE}?by=women").text)) == 3


def test_others_see_nothing(browser: Browser, world: World) -> None:
    assert titles(browser.as_(world.neighbour).get("/19600/activities").text) == [
        "Tặng quà Trung thu"
    ]
    assert browser.as_(world.neighbour).get(LIST).status_code == 404
    assert browser.as_(world.stranger).get(ABOVE).status_code == 404
    assert browser.as_(world.manager).get(ABOVE).status_code == 403


def test_a_partner_reads_what_became_of_his_entries(browser: Browser, world: World) -> None:
    women = world.rows["468"]["women"].id
    partner = {"audience": Audience.PARTNER, "person_id": world.partner.id, "agency_ids": [women]}
    with bind(world.unit_id("468"), **partner):
        mine = logged(activities.partner_of(world, "468"), "Phát thanh", agency_id=women).id
        logged(activities.partner_of(world, "468"), "Tập huấn", agency_id=women)
    with bind(world.unit_id("468")):
        logged(officer(world), "Việc của huyện")
        begin_write()
        decline(db.session.get_one(Activity, mine), "Trùng với buổi 5/9", officer(world))
        db.session.commit()
    page = browser.as_(world.partner).get(ABOVE).text
    assert not check_page(page)
    assert titles(page) == ["Tập huấn", "Phát thanh", "Tặng quà Trung thu"]
    told = text_of(page)
    assert "Waits to be accepted" in told
    assert "Not counted" in told
    assert "Trùng với buổi 5/9" in told


def test_pages_follow_each_other(browser: Browser, world: World) -> None:
    fill(world, 85)
    reader, seen, href = browser.as_(world.officer), [], f"{LIST}?kind=visit&sort=children"
    for _ in range(3):
        page = reader.get(href).text
        seen += titles(page)
        href = following(page, "next") or ""
    assert not check_page(page)
    assert seen == [f"Thăm {number}" for number in range(84, -1, -1)]
    assert not href
    back = reader.get(following(page, "prev") or "").text
    assert titles(back) == seen[40:80]
    assert titles(reader.get(following(back, "prev") or "").text) == seen[:40]


def following(page: str, rel: str) -> str | None:
    found = re.search(rf'href="([^"]+)"[^>]* rel="{rel}"', page)
    return found[1].replace("&amp;", "&") if found else None


def fill(world: World, count: int) -> None:
    """So many visits at Xã Cam Thành, each with one child more."""
    with activities.at(world):
        begin_write()
        by = {"kind": "visit", "state": ActivityState.COUNTED, "logged_by_id": world.officer.id}
        made = [Activity(title=f"Thăm {n}", held_on=DAY, children=n, **by) for n in range(count)]
        db.session.add_all(made)
        audit.record("activity.logged", made[0])
        db.session.commit()


@pytest.mark.parametrize("asked", ["", "?q=tham&by=unit&evidence=no&fills=no&sort=cost"])
def test_a_list_costs_six_queries_at_most(browser: Browser, world: World, asked: str) -> None:
    fill(world, 45)
    for person, url in ((world.officer, LIST), (world.reviewer, ABOVE)):
        reader = browser.as_(person)
        reader.get(url)
        with counted() as queries:
            reader.get(f"{url}{asked}")
        about = [one for one in queries if "login_session" not in one]
        assert len(about) <= 6 + 4


def test_the_workbook_holds_what_is_asked_for_and_the_sums(browser: Browser, world: World) -> None:
    fill(world, 45)
    content = browser.as_(world.reviewer).get(f"{ABOVE}/download?kind=visit&sort=children").data
    sheet: Any = load_workbook(BytesIO(content)).active
    head, *rows, sums = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert head[:3] == ["Day", "Unit", "Title"]
    children = head.index("Children")
    assert len(rows) == 45
    assert rows[0][1:3] == ["Xã Cam Thành", "Thăm 44"]
    assert sums[children] == sum(row[children] for row in rows)
    assert sums[2] == "Total of 45 counted"
