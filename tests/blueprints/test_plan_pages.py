"""Large plans: what their pages cost, how they are paged, how each unit stands with each task."""

from __future__ import annotations

import gzip
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from bench.pages import GATE_QUERIES, PAGE_BYTES
from bench.statements import recorded
from models import audit
from models.base import db
from models.clock import today
from models.line import LineState
from models.plan import Plan
from models.task import Audience, Cadence
from models.tenancy import begin_write, bind, unscoped
from tests.clients import Browser
from tests.copies import adopted_by, letter_for, writing
from tests.page_checks import check_page
from tests.progress import assign, large_plan, plan_with, say
from tests.world import World

MOST_QUERIES = 12
"""Of a page, the gate's among them."""
ONCE = (Cadence.ONCE, None)


def cost(browser: Browser, url: str) -> tuple[int, int]:
    """How many queries and bytes a page takes when it is opened again."""
    browser.get(url)
    with recorded(db.engine) as seen:
        answer = browser.get(url)
    assert answer.status_code == 200
    assert check_page(answer.text) == []
    return len(seen), len(gzip.compress(answer.data))


def sheet(browser: Browser, url: str) -> list[list[Any]]:
    book = load_workbook(BytesIO(browser.get(url).data))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


@pytest.mark.parametrize("path", ["", "/units"])
def test_a_plan_of_two_hundred_tasks_for_124_units(
    world: World, browser: Browser, path: str
) -> None:
    url = f"/468/plans/{large_plan(world, tasks=200, units=124)}{path}"
    queries, size = cost(browser.as_(world.reviewer), url)
    assert queries <= MOST_QUERIES
    assert size <= PAGE_BYTES


def test_the_letter_with_all_that_hangs_on_it(world: World, browser: Browser) -> None:
    """Based on a plan, corrected, adopted, with tasks of its own for the issuer's agencies."""
    letter = letter_for(world, "19612", "19600")
    with bind(world.unit_id("468")):
        begin_write()
        plan = db.session.get_one(Plan, letter)
        plan.based_on_id = world.rows["45"]["plan"].id
        plan.tasks[0].audience = Audience.OWN
        plan.tasks[0].name_agencies(["women"], [])
        plan.change()
        db.session.commit()
    for slug in ("19612", "19600"):
        assign(world, letter, slug)
        adopted_by(world, letter, slug)
    for person, slug in (("reviewer", "468"), ("officer", "19612")):
        url = f"/{slug}/plans/{letter}"
        queries, size = cost(browser.as_(world.people[person]), url)
        assert queries <= MOST_QUERIES
        assert size <= PAGE_BYTES


def test_a_list_costs_at_most_six_queries(world: World, browser: Browser) -> None:
    letter_for(world, "19612")
    for person, slug in (("reviewer", "468"), ("officer", "19612"), ("partner", "468")):
        queries, _size = cost(browser.as_(world.people[person]), f"/{slug}/plans")
        assert queries <= GATE_QUERIES + 6


def test_tasks_are_paged_and_the_search_is_kept(world: World, browser: Browser) -> None:
    key = plan_with(world, *[ONCE] * 90)
    them = browser.as_(world.reviewer)
    second = them.get(f"/468/plans/{key}?q=viec&page=2").text
    assert second.count('class="plan-task"') == 40
    assert "Page 2 of 3" in second
    assert f"/468/plans/{key}?page=3&amp;q=viec" in second
    assert len(sheet(them, f"/468/plans/{key}/tasks.xlsx?q=viec")) == 91


def test_units_are_paged(world: World, browser: Browser) -> None:
    key = large_plan(world, tasks=1, units=60)
    page = browser.as_(world.reviewer).get(f"/468/plans/{key}/units?page=2").text
    assert page.count('class="plan-task"') == 10
    assert "Page 2 of 2" in page


def test_the_workbook_says_how_each_unit_stands_with_each_task(
    world: World, browser: Browser
) -> None:
    key = plan_with(world, ONCE, ONCE)
    first, second = assign(world, key, "19612")
    assign(world, key, "19600")
    say(world, "19612", first, LineState.DONE, today())
    say(world, "19612", second, LineState.IN_PROGRESS)
    headings, *rows = sheet(browser.as_(world.reviewer), f"/468/plans/{key}/units.xlsx")
    assert headings[-2:] == ["Việc 1", "Việc 2"]
    assert [(row[0], *row[-2:]) for row in rows] == [
        ("Xã Cam Tuyền", "not started", "not started"),
        ("Xã Cam Thành", "done", "in progress"),
    ]


def test_the_workbook_of_units_keeps_to_the_tasks_asked_for(world: World, browser: Browser) -> None:
    key = plan_with(world, ONCE, ONCE)
    assign(world, key, "19612")
    headings, _row = sheet(browser.as_(world.reviewer), f"/468/plans/{key}/units.xlsx?q=viec+2")
    assert headings[4:] == ["Việc 2"]


def test_a_sheet_too_large_to_be_read_has_the_numbers_only(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("blueprints.plans.workbooks.MOST_CELLS", 1)
    key = plan_with(world, ONCE, ONCE)
    assign(world, key, "19612")
    headings, row = sheet(browser.as_(world.reviewer), f"/468/plans/{key}/units.xlsx")
    assert len(headings) == len(row) == 4


def test_the_list_says_whose_a_plan_is(world: World, browser: Browser) -> None:
    letter_for(world, "19612")
    for person, slug, word in (
        ("reviewer", "468", "Of this unit"),
        ("officer", "19612", "From above"),
        ("province", "45", "Of units below"),
    ):
        them = browser.as_(world.people[person])
        rows = sheet(them, f"/{slug}/plans/list.xlsx?q=tre+em+va+binh+dang")
        assert {row[-1] for row in rows[1:]} == {word}
        assert f'<span class="muted">{word}</span>' in them.get(f"/{slug}/plans").text


def test_own_plans_made_of_it_are_named_where_they_are_published(
    world: World, browser: Browser
) -> None:
    letter = letter_for(world, "19612", "19600")
    own = adopted_by(world, letter, "19612")
    above, commune = browser.as_(world.reviewer), browser.as_(world.officer)
    assert f"/468/plans/{own}" not in above.get(f"/468/plans/{letter}").text
    assert f"/19612/plans/{own}" in commune.get(f"/19612/plans/{letter}").text
    assert (
        "Own plans made of it"
        not in browser.as_(world.neighbour).get(f"/19600/plans/{letter}").text
    )
    with writing(world, "19612"):
        plan = db.session.get_one(Plan, own)
        plan.published_at = plan.created_at
        plan.change()
    assert f"/468/plans/{own}" in above.get(f"/468/plans/{letter}").text


def test_the_chain_leads_only_where_the_reader_may_go(world: World, browser: Browser) -> None:
    letter, key = letter_for(world, "19612"), world.rows["45"]["plan"].id
    with unscoped("test"), audit.acting(audit.Actor(label="tests")):
        begin_write()
        above = db.session.get_one(Plan, key)
        above.subject = "Kế hoạch của tỉnh"
        db.session.get_one(Plan, letter).based_on_id = key
        audit.record("plan.changed", above, unit_id=above.unit_id)
        db.session.commit()
    page = browser.as_(world.reviewer).get(f"/468/plans/{letter}").text
    assert "Kế hoạch của tỉnh" in page
    assert f"/468/plans/{key}" not in page
    assert f"/45/plans/{key}" in browser.as_(world.province).get(f"/45/plans/{letter}").text
