"""The summary of a month: every number leads to what it is the sum of, on the page and on paper."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select

from bench.pages import PAGE_BYTES
from models import audit, clock
from models.assignment import Assignment
from models.base import db
from models.checklist import Checklist, EventKind
from models.month_acts import MonthState
from models.task import Task
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit
from tests.clients import Browser
from tests.documents.papers import links, texts
from tests.many_units import add_communes
from tests.page_checks import check_page
from tests.progress import assign, plan_with
from tests.queries import counted
from tests.summaries import HANDED_IN, handed_in, line
from tests.world import World

MONTH = "/468/reviews/2026-09"
SUMMARY = f"{MONTH}/summary"
LEAVES = ("units", "difficulties", "added", "paper.docx", "tables.xlsx")
QUERIES = 10


@pytest.fixture(autouse=True)
def later(world: World) -> Iterator[None]:
    with clock.fixed(clock.start_of_day(date(2026, 10, 8))):
        yield


@pytest.fixture
def reviewer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.reviewer)


@pytest.fixture
def task_id(world: World) -> int:
    """One task of Cam Lộ: approved at Xã Cam Thành, waiting at Xã Cam Tuyền."""
    plan_id = plan_with(world, ("once", None))  # type: ignore[arg-type]
    given = {"plan_id": plan_id, "plan": "Kế hoạch năm", "text": "Họp thôn"}
    keys = {slug: assign(world, plan_id, slug)[0] for slug in ("19612", "19600")}
    told = {"children": 1210, "amount": 5_000_000, "difficulty": "Mưa lũ\nkéo dài"}
    first = line(keys["19612"], **given, **told)
    own = line(99, "in_progress", plan_id=None, text="Thăm trẻ em ốm", adults=7)
    handed_in(world.unit_id("19612"), [first, own])
    waiting = line(keys["19600"], **given, children=5)
    handed_in(world.unit_id("19600"), [waiting], MonthState.SUBMITTED)
    with unscoped("test"):
        return db.session.scalars(select(Task.id).where(Task.plan_id == plan_id)).one()


def numbers(page: str) -> list[tuple[str, str]]:
    """The addresses of the numbers of a summary, each with its words."""
    found = re.findall(rf'href="({SUMMARY}/[^"]+)"[^>]*>(.*?)</a>', page)
    return [(href, re.sub(r"<[^>]+>", "", words)) for href, words in found]


def rows(page: str) -> int:
    return page.count('class="row-link stands"')


def test_the_page_adds_up_what_was_approved(reviewer: Browser, task_id: int) -> None:
    page = reviewer.get(SUMMARY).text
    assert not check_page(page)
    assert "Numbers from the approved months of 1 of 2 units" in page
    for told in ("Họp thôn", "1.210 children", "5.000.000 đ", "Mưa lũ", "Thăm trẻ em ốm"):
        assert told in page
    assert "1.215" not in page
    assert "Not yet approved <b" in page


def test_every_number_leads_to_as_many_rows(reviewer: Browser, task_id: int) -> None:
    found = numbers(reviewer.get(SUMMARY).text)
    ends = [(href, words.split()[-1]) for href, words in found if "?show=" in href]
    counts = [(href, int(end)) for href, end in ends if end.isdecimal()]
    assert len(counts) >= 8
    for href, count in counts:
        page = reviewer.get(href).text
        assert not check_page(page)
        assert rows(page) == count, href
    sums = {href: words for href, words in found if words.endswith("children")}
    assert [*sums] == [f"{SUMMARY}/units", f"{SUMMARY}/{task_id}"]
    for href, words in sums.items():
        assert f'<b class="num">{words}</b>' in reviewer.get(href).text


def test_a_task_shows_each_unit_with_its_line(reviewer: Browser, task_id: int) -> None:
    page = reviewer.get(f"{SUMMARY}/{task_id}").text
    href = re.search(r'class="row-link stands" href="(/19612/checklists/2026-09#line-\d+)"', page)
    assert href
    anchor = href[1].partition("#")[2]
    assert f'id="{anchor}"' in reviewer.get("/19612/checklists/2026-09").text
    assert "Xã Cam Tuyền" not in page
    waiting = reviewer.get(f"{SUMMARY}/{task_id}?show=pending").text
    assert "Xã Cam Thành" not in waiting
    assert "5 children" in waiting


def test_a_task_of_nobody(reviewer: Browser, world: World) -> None:
    mine, foreign = (world.rows[slug]["task"].id for slug in ("468", "612"))
    page = reviewer.get(f"{SUMMARY}/{mine}")
    assert not check_page(page.text)
    assert "No unit stands there." in page.text
    for nothing in (foreign, 10**12):
        assert reviewer.get(f"{SUMMARY}/{nothing}").status_code == 404


@pytest.mark.parametrize("asked", ["?show=nonsense", "?page=x", "?show=done&page=9"])
def test_nonsense_asks_for_nothing(reviewer: Browser, task_id: int, asked: str) -> None:
    for leaf in ("units", "added", "difficulties", str(task_id)):
        assert not check_page(reviewer.get(f"{SUMMARY}/{leaf}{asked}").text)


def test_the_paper_has_the_layout_and_leads_back(reviewer: Browser, task_id: int) -> None:
    answer = reviewer.get(f"{SUMMARY}/paper.docx")
    named = "bao-cao-tong-hop-cong-tac-tre-em-thang-9-2026-ubnd-huyen-cam-lo.docx"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={named}"
    file = Document(BytesIO(answer.data))
    said = texts(file)
    assert "Kính gửi: Ủy ban nhân dân tỉnh Quảng Trị" in said
    assert "- Đã nộp, chưa duyệt: 01 đơn vị (Xã Cam Tuyền)." in said
    assert "- Xã Cam Thành: “Mưa lũ; kéo dài” (nhiệm vụ: Họp thôn)." in said
    led = links(file)
    base = f"http://localhost{SUMMARY}"
    assert {("1.210", f"{base}/{task_id}"), ("1.210", f"{base}/units")} <= set(led)
    for _words, href in set(led):
        assert reviewer.get(href.removeprefix("http://localhost")).status_code == 200, href


def test_the_workbook_says_the_same(reviewer: Browser, task_id: int) -> None:
    book = load_workbook(BytesIO(reviewer.get(f"{SUMMARY}/tables.xlsx").data))
    assert len(book.sheetnames) == 4
    heads, *tasks = book["By task"].iter_rows()
    column = [cell.value for cell in heads].index("Children")
    assert [row[column].value for row in tasks] == [1210, None, 1210]
    assert tasks[0][column].hyperlink.target == f"http://localhost{SUMMARY}/{task_id}"
    _heads, *units = book["By unit"].iter_rows(values_only=True)
    assert [row[0] for row in units] == ["Xã Cam Thành", "Xã Cam Tuyền", "Together"]
    assert 1210 in units[0]
    assert 5 not in units[1]


def test_before_anything_is_approved(reviewer: Browser) -> None:
    page = reviewer.get(SUMMARY).text
    assert not check_page(page)
    assert "No month of a unit below is approved yet." in page
    assert f'href="{MONTH}"' in page
    assert "paper.docx" not in page
    assert "Chưa có tháng nào được duyệt." in texts(
        Document(BytesIO(reviewer.get(f"{SUMMARY}/paper.docx").data))
    )
    below = reviewer.get("/19612/reviews/2026-09/summary").text
    assert not check_page(below)
    assert "There are no units below this one." in below


def test_the_queue_and_the_board_lead_to_it(reviewer: Browser) -> None:
    for page in (MONTH, "/468/board"):
        assert f'href="{SUMMARY}"' in reviewer.get(page).text


def test_excused_units_are_named_with_their_reason(reviewer: Browser, world: World) -> None:
    with bind(world.unit_id("19600")):
        begin_write()
        told = {"month_on": date(2026, 9, 1), "state": MonthState.EXCUSED}
        row = Checklist(unit_id=world.unit_id("19600"), **told)
        row.tell(EventKind.EXCUSED, None, word="Chia cắt do lũ.")
        audit.record("checklist.excused", row)
        db.session.commit()
    assert "Xã Cam Tuyền: Chia cắt do lũ." in reviewer.get(SUMMARY).text
    assert "<q" in reviewer.get(f"{SUMMARY}/units?show=excused").text


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("leader", 200),
        ("province", 200),
        ("manager", 403),
        ("partner", 403),
        ("officer", 404),
        ("stranger", 404),
    ],
)
def test_who_reads_a_summary(browser: Browser, world: World, person: str, status: int) -> None:
    them = browser.as_(world.people[person])
    for leaf in ("", *(f"/{one}" for one in LEAVES)):
        assert them.get(f"{SUMMARY}{leaf}").status_code == status, leaf


def test_a_visitor_signs_in_first_and_nothing_is_posted(
    browser: Browser, reviewer: Browser
) -> None:
    for leaf in ("", *(f"/{one}" for one in LEAVES)):
        assert "/login" in browser.get(f"{SUMMARY}{leaf}").location
        assert reviewer.post(f"{SUMMARY}{leaf}", form=MONTH).status_code == 405
    for month in ("2026-12", "2026-13", "1999-01"):
        assert reviewer.get(f"/468/reviews/{month}/summary").status_code == 404


def add_approved(world: World, count: int, first: int, plan_id: int) -> None:
    """So many communes more below Cam Lộ, each with September approved."""
    with unscoped("test"):
        begin_write()
        add_communes(db.session.get_one(Unit, world.unit_id("468")), count, first)
        slugs = [str(number) for number in range(first, first + count)]
        ids = list(db.session.scalars(select(Unit.id).where(Unit.slug.in_(slugs))))
        task_id = db.session.scalars(select(Task.id).where(Task.plan_id == plan_id)).one()
        given = {"plan_id": plan_id, "task_id": task_id, "assigned_on": date(2026, 1, 20)}
        made = [Assignment(unit_id=key, **given) for key in ids]
        db.session.add_all(made)
        db.session.flush()
        db.session.add_all(_approved(one) for one in made)
        db.session.flush()
        audit.record("checklist.submitted", world.units["468"], unit_id=ids[0], after={})
        db.session.commit()


def _approved(given: Assignment) -> Checklist:
    told: dict[str, Any] = {"plan_id": given.plan_id, "children": 1, "difficulty": "Mưa lũ"}
    row = Checklist(unit_id=given.unit_id, month_on=date(2026, 9, 1), state=MonthState.APPROVED)
    row.submitted_first_at = row.submitted_at = HANDED_IN
    event = row.tell(EventKind.SUBMITTED, None, lines=[line(given.id, **told).as_kept()])
    event.unit_id = given.unit_id
    return row


def test_queries_do_not_grow_with_units(reviewer: Browser, world: World) -> None:
    plan_id = plan_with(world, ("once", None))  # type: ignore[arg-type]
    add_approved(world, 2, 50_000, plan_id)
    few, _pages = asked(reviewer)
    add_approved(world, 164, 51_000, plan_id)
    many, pages = asked(reviewer)
    assert many == few
    assert max(many[leaf] for leaf in many if leaf != "paper.docx") <= QUERIES
    assert many["paper.docx"] <= QUERIES + 2  # the plans as they are cited, the unit above
    assert [rows(pages[leaf]) for leaf in ("units", "difficulties")] == [50, 50]
    assert "Page 1 of 4" in pages["units"]
    assert len(gzip.compress(pages[""].encode())) < PAGE_BYTES


def asked(reviewer: Browser) -> tuple[dict[str, int], dict[str, str]]:
    """How many statements each page and file asks, and what it says."""
    found, pages = {}, {}
    for leaf in ("", *LEAVES):
        with counted() as queries:
            answer = reviewer.get(f"{SUMMARY}/{leaf}".rstrip("/"))
        found[leaf] = len(queries)
        pages[leaf] = "" if "." in leaf else answer.text
    return found, pages
