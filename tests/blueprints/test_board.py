"""The board of the units below: who reads it, what it shows, what it costs."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from models import audit, clock
from models.base import db
from models.board import CellState
from models.checklist import Checklist
from models.month_acts import MonthState
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit
from tests import months
from tests.clients import Browser
from tests.many_units import add_communes
from tests.months import AUGUST, JULY
from tests.page_checks import check_page
from tests.queries import counted
from tests.world import World

BOARD = "/468/board"
MOST_QUERIES = 10


@pytest.fixture
def reviewer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.reviewer)


@pytest.fixture
def behind(world: World) -> None:
    """Xã Cam Tuyền has nothing to catch up with, Xã Cam Thành has."""
    with months.at(world, "19600"):
        begin_write()
        july = db.session.scalars(Checklist.of(world.unit_id("19600"), JULY)).one()
        others = [date(2026, month, 1) for month in (1, 2, 3, 4, 5, 6, 8)]
        made = [Checklist(unit_id=july.unit_id, month_on=named) for named in others]
        for row in (july, *made):
            row.state = MonthState.APPROVED
            db.session.add(row)
            audit.record("checklist.approved", row)
        db.session.commit()


def units_on(page: str) -> list[str]:
    return re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]+)', page)


def add_many(world: World, above: str, count: int) -> None:
    """So many communes below a unit, the first with August handed in late."""
    with unscoped("tests"), audit.acting(audit.Actor(label="tests")):
        begin_write()
        add_communes(db.session.get_one(Unit, world.unit_id(above)), count)
        audit.record("tests", world.units[above], unit_id=world.unit_id(above), after={})
        db.session.commit()
        first = db.session.scalars(Unit.by_slug("50000")).one().id
    with bind(first):
        begin_write()
        months.give("Họp thôn")
        row = Checklist(unit_id=first, month_on=AUGUST, state=MonthState.SUBMITTED)
        row.submitted_first_at = row.submitted_at = clock.now()
        db.session.add(row)
        audit.record("checklist.submitted", row)
        db.session.commit()


@pytest.mark.parametrize("who", ["reviewer", "leader", "province"])
def test_who_reads_the_months_reads_the_board(world: World, browser: Browser, who: str) -> None:
    page = browser.as_(world.people[who]).get(BOARD)
    assert page.status_code == 200
    assert not check_page(page.text)
    assert units_on(page.text) == ["Xã Cam Thành", "Xã Cam Tuyền"]
    assert '<a href="/19612/checklists/2026-07"' in page.text


@pytest.mark.parametrize(
    ("who", "slug", "status"),
    [
        ("partner", "468", 403),
        ("manager", "468", 403),
        ("officer", "19612", 403),
        ("stranger", "468", 404),
        ("officer", "468", 404),
        (None, "468", 303),
    ],
)
@pytest.mark.parametrize("form", ["", "/download"])
def test_nobody_else_reads_it(
    world: World, browser: Browser, who: str | None, slug: str, status: int, form: str
) -> None:
    person = world.people[who] if who else None
    assert browser.as_(person).get(f"/{slug}/board{form}").status_code == status


def test_nothing_is_written_there(reviewer: Browser) -> None:
    assert reviewer.post(BOARD, form="/468/").status_code == 405


@pytest.mark.parametrize(
    ("who", "slug", "is_shown"),
    [("reviewer", "468", True), ("reviewer", "19612", False), ("manager", "468", False)],
)
def test_the_menu_leads_there_where_units_are_below(
    world: World, browser: Browser, who: str, slug: str, is_shown: bool
) -> None:
    page = browser.as_(world.people[who]).get(f"/{slug}/").text
    assert (f'href="/{slug}/board"' in page) == is_shown


def test_overdue_lines_lead_to_themselves(world: World, reviewer: Browser) -> None:
    with months.at(world):
        begin_write()
        months.give("Kiện toàn", cadence="once", due_on=date(2026, 8, 31))
        db.session.commit()
    page = reviewer.get(BOARD).text
    href = "/19612/checklists/2026-09?show=over"
    assert f'<a class="t-over" href="{href}">1 line overdue</a>' in page
    assert "Kiện toàn" in reviewer.get(href).text


def test_a_unit_without_units_below_says_so(reviewer: Browser) -> None:
    page = reviewer.get("/19612/board")
    assert not check_page(page.text)
    assert "There are no units below." in page.text
    assert "/19612/board/download" not in page.text


def test_each_month_is_told_in_words(reviewer: Browser, behind: None) -> None:
    page = reviewer.get(BOARD).text
    for told in ("7/2026: Returned", "7/2026: Approved", "9/2026: Not due yet"):
        assert told in page
    assert "8/2026: Not submitted" in page
    assert "10/2025: No work" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Xã Cam Thành", "Xã Cam Tuyền"]),
        ("?show=all", ["Xã Cam Thành", "Xã Cam Tuyền"]),
        ("?show=behind", ["Xã Cam Thành"]),
        ("?q=CAM+tuyen", ["Xã Cam Tuyền"]),
        ("?q=tuyen&show=behind", []),
        ("?page=2", []),
        ("?page=x", ["Xã Cam Thành", "Xã Cam Tuyền"]),
    ],
)
def test_the_units_that_are_asked_for(
    reviewer: Browser, behind: None, asked: str, found: list[str]
) -> None:
    page = reviewer.get(BOARD + asked).text
    assert not check_page(page)
    assert units_on(page) == found
    book = load_workbook(BytesIO(reviewer.get(f"{BOARD}/download{asked}").data))
    assert len(list(book.active.rows)) == 1 + (2 if "page" in asked else len(found))


def test_the_workbook_says_what_the_page_says(reviewer: Browser, behind: None) -> None:
    book = load_workbook(BytesIO(reviewer.get(f"{BOARD}/download").data))
    heads, first, _second = ([cell.value for cell in row] for row in book.active.rows)
    told: dict[Any, Any] = dict(zip(heads, first, strict=True))
    assert told["Unit"] == "Xã Cam Thành"
    assert told["Month 7/2026"] == "Returned"
    assert len(heads) == 18


def test_many_units_stand_on_pages_and_cost_no_more(
    reviewer: Browser, world: World, browser: Browser
) -> None:
    province = browser.as_(world.province)
    with counted() as few:
        assert province.get("/45/board").status_code == 200
    add_many(world, "45", 168)
    with counted() as many:
        page = province.get("/45/board").text
    assert len(many) == len(few) <= MOST_QUERIES, "\n".join(many)
    assert len(units_on(page)) == 50
    assert 'href="/45/board?page=2" rel="next"' in page
    assert "Page 1 of 4" in page
    late = province.get("/45/board?show=behind").text
    assert "8/2026: Submitted, submitted late" in late


def test_every_state_has_its_look() -> None:
    from blueprints.board.words import LOOKS

    assert set(LOOKS) == set(CellState)
