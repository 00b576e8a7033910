"""The calendar of a unit: who opens it, what it shows, how one moves in it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from models.base import db
from models.tenancy import begin_write
from tests import months
from tests.activities import logged, officer
from tests.clients import Browser
from tests.page_checks import check_page
from tests.queries import counted
from tests.world import World

CALENDAR = "/19612/calendar"
SEPTEMBER = f"{CALENDAR}?month=2026-09"
MOST_QUERIES = 12


@pytest.fixture
def them(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


@pytest.fixture
def line(world: World) -> int:
    with months.at(world):
        begin_write()
        due_on = date(2026, 9, 20)
        made = months.give("Kiện toàn ban điều hành", cadence="once", due_on=due_on)[0]
        db.session.commit()
    return made


def cell(page: str, day: int) -> str:
    """What the grid holds of a day of the month."""
    cells = re.findall(r"<td(?! class=\"out\").*?</td>", page, re.DOTALL)
    return cells[day - 1]


def test_the_month_is_a_grid_with_what_is_due(them: Browser, line: int) -> None:
    answer = them.get(SEPTEMBER)
    page = answer.get_data(as_text=True)
    assert not check_page(page)
    assert "9/2026</h2>" in page
    assert f'href="/19612/checklists/2026-09#line-{line}"' in cell(page, 20)
    assert "Kiện toàn ban điều hành" in cell(page, 20)
    assert 'aria-current="date"' in cell(page, 15)
    assert 'href="/19612/checklists/2026-08"' in cell(page, 5)


def test_each_day_has_its_lunar_day_and_the_full_moon_its_month(them: Browser) -> None:
    page = them.get(SEPTEMBER).get_data(as_text=True)
    assert re.search(r'title="15/8 [^"]+">15/8<', cell(page, 25))
    assert "cal-big" in cell(page, 25)
    assert re.search(r'title="16/8 [^"]+">16<', cell(page, 26))
    assert "cal-big" not in cell(page, 26)


def test_the_list_says_the_same_in_order(them: Browser, line: int) -> None:
    answer = them.get(f"{SEPTEMBER}&view=list")
    page = answer.get_data(as_text=True)
    assert not check_page(page)
    days = re.findall(r'id="d-(2026-09-\d\d)"', page)
    assert days == sorted(days)
    assert {"2026-09-05", "2026-09-10", "2026-09-18", "2026-09-20", "2026-09-25"} <= set(days)
    assert '<table class="cal"' not in page


def test_one_moves_by_months_and_keeps_the_view(them: Browser) -> None:
    page = them.get(f"{CALENDAR}?month=2026-12&view=list").get_data(as_text=True)
    assert 'href="/19612/calendar?month=2027-01&amp;view=list"' in page
    assert 'href="/19612/calendar?month=2026-11&amp;view=list"' in page
    assert 'href="/19612/calendar?month=2026-09&amp;view=list"' in page


@pytest.mark.parametrize("asked", ["2026-13", "0001-01", "x", "2026-9", "2026-09'"])
def test_nonsense_is_the_present_month(them: Browser, asked: str) -> None:
    page = them.get(CALENDAR, query_string={"month": asked}).get_data(as_text=True)
    assert "9/2026</h2>" in page


def test_a_month_without_anything_says_so(them: Browser) -> None:
    page = them.get(f"{CALENDAR}?month=2019-03").get_data(as_text=True)
    assert 'class="empty"' in page


def test_who_opens_it(browser: Browser, world: World) -> None:
    def status(person: str | None, url: str = SEPTEMBER) -> int:
        return browser.as_(world.people.get(person or "")).get(url).status_code

    assert status("officer") == status("administrator") == status("reviewer") == 200
    assert status("neighbour") == status("stranger") == status("partner") == 404
    assert status(None) == 303
    assert status("officer", "/99999/calendar") == 404
    assert browser.as_(world.officer).open(CALENDAR, method="POST").status_code == 405


def test_an_administrator_reads_no_work_and_no_activities(browser: Browser, world: World) -> None:
    page = browser.as_(world.administrator).get(f"{SEPTEMBER}&view=list").get_data(as_text=True)
    assert "Tặng quà Trung thu" not in page
    assert "/checklists/" not in page.partition('id="days"')[2]
    assert "zalo-text" not in page


def test_a_reviewer_asks_for_what_units_below_plan(browser: Browser, world: World) -> None:
    with months.at(world):
        logged(officer(world), "Diễn đàn xã", held_on=date(2026, 9, 22))
    reviewer, url = browser.as_(world.reviewer), "/468/calendar?month=2026-09"
    alone = reviewer.get(url).get_data(as_text=True)
    below = reviewer.get(f"{url}&below=1").get_data(as_text=True)
    assert "Diễn đàn xã" not in alone
    assert "Diễn đàn xã" in cell(below, 22)
    assert "Xã Cam Thành" in below


def test_who_does_not_read_below_gets_no_switch(browser: Browser, world: World) -> None:
    with months.at(world):
        logged(officer(world), "Diễn đàn xã", held_on=date(2026, 9, 22))
    url = "/468/calendar?month=2026-09&below=1"
    page = browser.as_(world.partner).get(url).get_data(as_text=True)
    assert "below=1" not in page
    assert "Diễn đàn xã" not in page


def test_a_partner_reads_what_is_his(browser: Browser, world: World) -> None:
    with months.at(world, "468"):
        logged(officer(world), "Của UBND huyện")
    page = browser.as_(world.partner).get("/468/calendar?month=2026-09").get_data(as_text=True)
    assert "Tặng quà Trung thu" in page
    assert "Của UBND huyện" not in page
    assert "/explanations/" not in page


def test_a_full_day_leads_on(them: Browser, world: World) -> None:
    with months.at(world):
        for number in range(5):
            logged(officer(world), f"Buổi {number}", held_on=date(2026, 9, 8))
    page = them.get(SEPTEMBER).get_data(as_text=True)
    assert cell(page, 8).count("cal-e") == 3
    assert 'href="/19612/calendar?month=2026-09&amp;view=list#d-2026-09-08"' in cell(page, 8)
    assert page.count("Buổi 4") > cell(page, 8).count("Buổi 4")


def test_what_a_month_costs(them: Browser, line: int) -> None:
    them.get(SEPTEMBER)
    with counted() as queries:
        them.get(SEPTEMBER)
    assert len(queries) <= MOST_QUERIES, queries
