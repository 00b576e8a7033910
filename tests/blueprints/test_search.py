"""The search: who finds what, marked, and where it leads."""

from __future__ import annotations

import re
from typing import Any

import pytest

from models.base import db
from models.permissions import Held, Role, standing_at
from models.publish_plan import publish
from models.tenancy import begin_write, bind
from tests import activities, months
from tests.clients import Browser
from tests.page_checks import check_page
from tests.plans import plan_of
from tests.world import World

OWN, ABOVE = "/19612/search", "/468/search"


@pytest.fixture
def plan_id(world: World) -> int:
    """Cam Lộ's letter, published to its communes; its first task names the Hội LHPN."""
    path = world.units["468"].path
    by = standing_at(path, [Held(Role.REVIEWER, world.unit_id("468"), path)])
    with bind(world.unit_id("468")):
        begin_write()
        plan = plan_of(world, "468", "plan_draft")
        plan.tasks[0].name_agencies([], ["women"])
        publish(plan, by, revision=plan.revision)
        key = plan.id
        db.session.commit()
    return key


@pytest.fixture
def given(world: World) -> Any:
    """Adds own tasks to a unit."""

    def give(slug: str, *texts: str) -> list[int]:
        with bind(world.unit_id(slug)):
            begin_write()
            made = months.give(*texts)
            db.session.commit()
        return made

    return give


def shown(page: str) -> str:
    """What a page shows below its heading, without its markup."""
    return re.sub(r"<[^>]+>", "", page.partition("<h1>")[2])


def test_an_officer_finds_lines_and_plans(browser: Browser, world: World, plan_id: int) -> None:
    page = browser.as_(world.officer).get(f"{OWN}?q=truyen thong").text
    assert not check_page(page)
    assert "Tổ chức <mark>truyền thông</mark>." in page
    href = re.search(r'href="(/19612/checklists/2026-\d\d/lines/\d+)"', page)
    assert href
    assert browser.as_(world.officer).get(href[1]).status_code == 200
    assert "<mark>cong tac</mark>" not in page
    page = browser.as_(world.officer).get(f"{OWN}?q=cong tac tre em").text
    assert f'href="/19612/plans/{plan_id}"' in page
    assert "Huyện Cam Lộ" in shown(page)


def test_every_word_is_asked_for(browser: Browser, world: World, given: Any) -> None:
    given("19612", "Tặng quà Tết Trung thu", "Tặng quà 1/6", "Tặng quà 100% trẻ em")
    page = browser.as_(world.officer).get(f"{OWN}?q=trung%20qua").text
    assert "Trung" in page
    assert "1/6" not in shown(page)
    page = shown(browser.as_(world.officer).get(f"{OWN}?q=0%25").text)
    assert "Tặng quà 100% trẻ em" in page
    assert "1/6" not in page


def test_the_district_finds_what_the_communes_added(
    browser: Browser, world: World, plan_id: int, given: Any
) -> None:
    key = given("19600", "Thăm hộ nghèo Đăk Tô")[0]
    page = browser.as_(world.reviewer).get(f"{ABOVE}?q=dak to").text
    assert f"/19600/checklists/2026-09/lines/{key}" in page
    assert "Xã Cam Tuyền" in shown(page)
    assert "2 units" in shown(browser.as_(world.leader).get(f"{ABOVE}?q=hop tong ket").text)


def test_activities_are_found_at_the_unit_and_from_above(browser: Browser, world: World) -> None:
    with activities.at(world):
        by = activities.officer(world)
        key = activities.logged(by, "Tặng xe đạp", place="Trường Đăk Tô").id
    href = f'href="/19612/activities/{key}"'
    assert href in browser.as_(world.officer).get(f"{OWN}?q=xe dap dak to").text
    page = browser.as_(world.reviewer).get(f"{ABOVE}?q=xe dap").text
    assert href in page
    assert "Xã Cam Thành" in shown(page)
    assert "Nothing holds" in browser.as_(world.neighbour).get("/19600/search?q=xe dap").text
    assert "Nothing holds" in browser.as_(world.partner).get(f"{ABOVE}?q=xe dap").text


def test_nobody_finds_what_he_does_not_read(
    browser: Browser, world: World, plan_id: int, given: Any
) -> None:
    given("19612", "Thăm bé Nguyễn Văn An")
    given("468", "Kiểm tra xe lăn")
    assert "Nothing holds" in browser.as_(world.stranger).get("/612/search?q=nguyen van").text
    assert "Nothing holds" in browser.as_(world.neighbour).get("/19600/search?q=nguyen van").text
    assert "Nothing holds" in browser.as_(world.officer).get(f"{OWN}?q=xe lan").text
    for person in (world.partner, world.manager):
        assert "Nothing holds" in browser.as_(person).get(f"{ABOVE}?q=xe lan").text
        assert "Nothing holds" in browser.as_(person).get(f"{ABOVE}?q=nguyen van").text


def test_a_partner_finds_the_tasks_that_name_his_agency(
    browser: Browser, world: World, plan_id: int
) -> None:
    partner = browser.as_(world.partner)
    page = partner.get(f"{ABOVE}?q=truyen thong").text
    assert not check_page(page)
    assert f'href="/468/plans/{plan_id}?q=truyen+thong"' in page
    assert "Họp tổng kết" not in partner.get(f"{ABOVE}?q=tong ket").text


def test_more_are_paged(browser: Browser, world: World, given: Any) -> None:
    given("19612", *[f"Họp số {number}" for number in range(25)])
    officer = browser.as_(world.officer)
    page = officer.get(f"{OWN}?q=hop so").text
    assert page.count("<mark>") == 5
    more = re.search(r'href="(/19612/search\?[^"]*in=lines[^"]*)"', page)
    assert more
    first = officer.get(more[1].replace("&amp;", "&")).text
    assert not check_page(first)
    assert first.count("<mark>") == 20
    assert officer.get(f"{OWN}?q=hop so&in=lines&page=2").text.count("<mark>") == 5


@pytest.mark.parametrize(
    ("asked", "told"),
    [("", "Finds plans"), ("a", "at least two letters"), ("zzz", "Nothing holds “zzz”")],
)
def test_where_nothing_is_found_it_says_so(
    browser: Browser, world: World, asked: str, told: str
) -> None:
    page = browser.as_(world.officer).get(f"{OWN}?q={asked}").text
    assert not check_page(page)
    assert told in page


def test_the_search_is_reached_from_every_page(browser: Browser, world: World) -> None:
    assert f'href="{OWN}"' in browser.as_(world.officer).get("/19612/").text
