"""The list of plans and the page of one, as each reader sees them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import event, insert

from models import audit, clock
from models.base import db
from models.line import Line, LineState
from models.period import WHOLE
from models.permissions import Held, Role, standing_at
from models.plan import Plan
from models.publish_plan import publish
from models.tenancy import begin_write, bind, unscoped
from tests.clients import Browser
from tests.page_checks import check_page
from tests.plans import plan_of
from tests.world import World

LIST = "/468/plans"


@pytest.fixture
def published(world: World) -> int:
    """Cam Lộ's letter, published to its two communes; the plan's key."""
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


def cells(content: bytes) -> list[list[Any]]:
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def tick(world: World, slug: str, plan_id: int) -> None:
    """The unit has done the first task of the plan."""
    from models.assignment import Assignment

    with bind(world.unit_id(slug)):
        begin_write()
        first = db.session.query(Assignment).filter_by(plan_id=plan_id).order_by("task_id").first()
        line = Line(assignment=first, period_on=WHOLE, state=LineState.DONE)
        line.done_on = date(2026, 6, 1)
        db.session.add(line)
        audit.record("line.written", line)
        db.session.commit()


def test_the_list_names_number_issuer_state_and_progress(
    world: World, browser: Browser, published: int
) -> None:
    page = browser.as_(world.reviewer).get(LIST).text
    assert "170/UBND-LĐTB&amp;XH" in page
    assert "Huyện Cam Lộ" in page
    assert "Published" in page
    assert "0 of 4 done" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=cong+tac+tre+em", True),
        ("q=170/ubnd", True),
        ("q=khong+co", False),
        ("of=above", True),
        ("of=own", True),
        ("of=below", False),
        ("state=published", True),
        ("state=withdrawn", False),
        ("year=2026", True),
        ("year=2025", False),
        ("of=nonsense&state=nonsense&year=abc&page=abc", True),
    ],
)
def test_the_list_is_narrowed(
    world: World, browser: Browser, published: int, asked: str, found: bool
) -> None:
    page = browser.as_(world.officer).get(f"/19612/plans?{asked}").text
    assert ("hướng dẫn công tác trẻ em" in page) is found
    assert found or "No plan fits this search." in page


def test_the_workbook_holds_what_is_shown(world: World, browser: Browser, published: int) -> None:
    them = browser.as_(world.reviewer)
    whole = cells(them.get("/468/plans/list.xlsx").data)
    drafts = cells(them.get("/468/plans/list.xlsx?state=draft").data)
    assert len(whole) > len(drafts)
    assert {row[4] for row in drafts[1:]} <= {"Draft"}


def test_somebody_above_sees_no_draft_of_a_unit_below(world: World, browser: Browser) -> None:
    draft = world.rows["19612"]["plan_draft"].id
    above = browser.as_(world.reviewer)
    assert above.get(f"/19612/plans/{draft}").status_code == 404
    assert f"plan-{draft}" not in above.get("/19612/plans").text
    assert browser.as_(world.officer).get(f"/19612/plans/{draft}").status_code == 200


def test_the_addressed_see_tasks_clauses_and_their_own_agency(
    world: World, browser: Browser, published: int
) -> None:
    page = browser.as_(world.officer).get(f"/19612/plans/{published}").text
    assert "Tổ chức truyền thông." in page
    assert "Clause 1" in page
    assert "Hội LHPN Cam Thành" in page
    assert f"/19612/plans/{published}/original" in page
    assert "overdue" not in page


def test_a_partner_sees_what_names_her_agency(
    world: World, browser: Browser, published: int
) -> None:
    page = browser.as_(world.partner).get(f"/468/plans/{published}").text
    assert "Tổ chức truyền thông." in page
    assert "Họp tổng kết." not in page
    assert "You see the tasks that name your agency." in page
    assert "/original" not in page


@pytest.mark.parametrize(
    ("person", "slug", "status"),
    [("stranger", "612", 404), ("neighbour", "19612", 404), ("province", "45", 200)],
)
def test_who_else_finds_the_plan(
    world: World, browser: Browser, published: int, person: str, slug: str, status: int
) -> None:
    answer = browser.as_(world.people[person]).get(f"/{slug}/plans/{published}")
    assert answer.status_code == status


def test_the_issuer_sees_how_far_each_task_and_unit_is(
    world: World, browser: Browser, published: int
) -> None:
    tick(world, "19612", published)
    them = browser.as_(world.reviewer)
    page = them.get(f"/468/plans/{published}").text
    assert "1 of 4 done" in page
    assert "1 of 2 done" in page
    assert page.index("Xã Cam Tuyền") < page.index("Xã Cam Thành")
    units = cells(them.get(f"/468/plans/{published}/units.xlsx").data)
    assert [row[:3] for row in units[1:]] == [
        ["Xã Cam Tuyền", 2, 0],
        ["Xã Cam Thành", 2, 1],
    ]
    tasks = cells(them.get(f"/468/plans/{published}/tasks.xlsx").data)
    assert [row[7:9] for row in tasks[1:]] == [[2, 1], [2, 0]]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("q=truyen+thong", 1), ("kind=women", 1), ("kind=police", 0), ("cadence=once", 2)],
)
def test_the_tasks_are_filtered(
    world: World, browser: Browser, published: int, asked: str, shown: int
) -> None:
    them = browser.as_(world.officer)
    page = them.get(f"/19612/plans/{published}?{asked}").text
    assert page.count('class="plan-task"') == shown
    assert shown or "No task fits this search." in page
    rows = cells(them.get(f"/19612/plans/{published}/tasks.xlsx?{asked}").data)
    assert len(rows) == shown + 1


@pytest.mark.parametrize(
    ("person", "slug", "texts"),
    [
        ("reviewer", "468", {"Correct it", "Issue again", "Withdraw", "Save as .docx"}),
        ("leader", "468", {"Correct it", "Issue again", "Withdraw", "Save as .docx"}),
        ("manager", "468", {"Save as .docx"}),
        ("officer", "19612", {"Make the unit's own plan of it"}),
        ("administrator", "19612", set()),
        ("partner", "468", set()),
        ("province", "45", set()),
    ],
)
def test_each_reader_gets_the_buttons_of_his_right(
    world: World, browser: Browser, published: int, person: str, slug: str, texts: set[str]
) -> None:
    import html

    page = html.unescape(browser.as_(world.people[person]).get(f"/{slug}/plans/{published}").text)
    every = {"Correct it", "Issue again", "Withdraw", "Save as .docx", "Review the draft"}
    every |= {"Make the unit's own plan of it"}
    assert {text for text in every if text in page} == texts


def test_an_agency_that_is_not_assigned_is_asked_for(
    world: World, browser: Browser, published: int
) -> None:
    with bind(world.unit_id("468")):
        begin_write()
        plan = db.session.get_one(Plan, published)
        plan.tasks[0].name_agencies([], ["police"])
        plan.change()
        db.session.commit()
    page = browser.as_(world.officer).get(f"/19612/plans/{published}").text
    assert "/19612/agencies/duties" in page


def queries(browser: Browser, url: str) -> int:
    """How many statements a page takes, the gate's among them."""
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.split()[0] in {"SELECT", "WITH"}:
            seen.append(statement)

    browser.get(url)
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert browser.get(url).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_a_list_of_thousands_takes_six_queries_beside_the_gates(
    world: World, browser: Browser
) -> None:
    with unscoped("test"):
        begin_write()
        values = {"kind": "ke_hoach", "unit_id": world.unit_id("468"), "version": 1, "folded": ""}
        values |= {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
        values |= {"published_at": clock.now()}
        rows = [{**values, "subject": f"Kế hoạch {n}", "number": f"{n}"} for n in range(5000)]
        db.session.execute(insert(Plan), rows)
        audit.record(
            "plan.published", world.rows["468"]["plan"], unit_id=values["unit_id"], after={}
        )
        db.session.commit()
    them = browser.as_(world.reviewer)
    assert queries(them, LIST) <= 4 + 6
    page = them.get(f"{LIST}?page=3")
    assert "Page 3 of 126" in page.text
    assert check_page(page.text) == []


def test_a_page_of_a_plan_takes_a_fixed_number_of_queries(
    world: World, browser: Browser, published: int
) -> None:
    assert queries(browser.as_(world.reviewer), f"/468/plans/{published}") <= 4 + 12
    assert queries(browser.as_(world.officer), f"/19612/plans/{published}") <= 4 + 12
