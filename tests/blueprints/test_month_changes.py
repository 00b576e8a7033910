"""The pages of what changed in a month: after its approval, and since it was decided on before."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from models import clock
from models.base import db
from models.decide_month import Returned, approve, reopen, return_lines
from models.hand_in import submit
from models.month_acts import Reader
from models.return_reason import STARTING_SET
from models.tenancy import begin_write
from models.unit_month import lock_month
from tests import months
from tests.clients import Browser
from tests.documents.evidence import quarters, saved
from tests.evidence import url_of
from tests.months import SEPTEMBER
from tests.page_checks import check_fragment, check_page
from tests.queries import counted
from tests.world import World

MONTH, HERE = "/19612/checklists/2026-09", "19612"
CHANGES, APPROVAL = f"{MONTH}/changes", f"{MONTH}/approval"
QUEUE, BOARD = "/468/reviews/2026-09", "/468/board"
PHOTO = saved(quarters())
OCTOBER = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def due(world: World) -> Iterator[None]:
    with clock.fixed(clock.start_of_day(date(2026, 10, 3))):
        yield


@pytest.fixture
def key(world: World) -> int:
    """The line of Xã Cam Thành that has a photo; its month was handed in."""
    done(world, submit, months.officer(world))
    found: int = world.rows[HERE]["assignment"].id
    return found


@pytest.fixture
def approved(world: World, key: int) -> int:
    done(world, approve, reader(world))
    return key


def done(world: World, verb: Any, by: Reader, *args: Any, named: date = SEPTEMBER) -> None:
    with months.at(world):
        begin_write()
        verb(lock_month(named), by, *args)
        db.session.commit()


def reader(world: World) -> Reader:
    return Reader(world.reviewer.id, decides=True)


def tick(world: World, key: int, named: date = SEPTEMBER, **values: Any) -> None:
    with months.at(world):
        months.tick(named, key, months.officer(world), **values)


def send(them: Browser, key: int, *, htmx: bool = True) -> Any:
    url = f"{MONTH}/lines/{key}/evidence"
    data = {**them.hidden_fields(url), "file": [(io.BytesIO(PHOTO), "họp.jpg")]}
    return them.open(url, method="POST", data=data, headers={"HX-Request": "true"} if htmx else {})


def test_an_officer_sends_a_forgotten_photo(world: World, browser: Browser, approved: int) -> None:
    them = browser.as_(world.officer)
    page = them.get(f"{MONTH}/lines/{approved}/evidence").text
    assert not check_page(page)
    assert "marked as sent after approval" in page
    answer = send(them, approved)
    assert answer.status_code == 200
    assert not check_fragment(answer.text)
    assert "Sent after approval" in answer.text
    assert "họp.jpg" in answer.text
    line = them.get(f"{MONTH}/lines/{approved}").text
    assert not check_page(line)
    assert "1 sent after approval" in line


def test_nobody_else_sends_one(world: World, browser: Browser, approved: int) -> None:
    url = f"{MONTH}/lines/{approved}/evidence"
    for person, status in (("reviewer", 403), ("leader", 403), ("neighbour", 404)):
        them = browser.as_(world.people[person])
        assert them.post(url, form="/me").status_code == status
    page = browser.as_(world.reviewer).get(url).text
    assert 'name="file"' not in page


def test_what_is_handed_in_takes_no_photo(world: World, browser: Browser, key: int) -> None:
    answer = browser.as_(world.officer).post(f"{MONTH}/lines/{key}/evidence", form=MONTH)
    assert answer.status_code == 409
    assert "Month 9/2026 has been submitted" in answer.text


def test_a_month_that_changed_is_marked_everywhere(
    world: World, browser: Browser, approved: int
) -> None:
    reviewer = browser.as_(world.reviewer)
    for url in (MONTH, QUEUE, BOARD):
        assert "Changed since approval (" not in reviewer.get(url).text
    assert "Nothing has changed in this month" in reviewer.get(CHANGES).text
    send(browser.as_(world.officer), approved)
    for url in (MONTH, QUEUE):
        page = reviewer.get(url).text
        assert not check_page(page)
        assert "Changed since approval (1)" in page
    assert "9/2026: Approved, changed since" in reviewer.get(BOARD).text
    assert f'href="{CHANGES}"' in browser.as_(world.officer).get(MONTH).text
    assert "has changed since its approval" in reviewer.get("/468/notifications").text


def test_a_change_is_told_with_who_and_when(world: World, browser: Browser, approved: int) -> None:
    officer = browser.as_(world.officer)
    officer.post(f"{url_of(world)}/withdrawal", {"reason": "Gia đình không đồng ý"})
    send(officer, approved)
    for person in ("officer", "reviewer", "leader", "province"):
        page = browser.as_(world.people[person]).get(CHANGES).text
        assert not check_page(page)
        assert "Photo or file withdrawn" in page
        assert page.count("Cán bộ xã Cam Thành, 03/10/2026 00:00") >= 2
        assert f'href="{url_of(world)}"' in page
    month = browser.as_(world.reviewer).get(MONTH).text
    assert "1 withdrawn since submission" in month
    assert "Changed since approval (2)" in month


def test_a_done_line_whose_photo_is_gone_deserves_a_look(world: World, browser: Browser) -> None:
    key = world.rows[HERE]["assignment"].id
    tick(world, key, state="done")
    done(world, submit, months.officer(world))
    told = f'href="{MONTH}#line-{key}"'
    assert told not in browser.as_(world.reviewer).get(APPROVAL).text
    browser.as_(world.officer).post(f"{url_of(world)}/withdrawal", {"reason": "Ảnh mờ"})
    assert told in browser.as_(world.reviewer).get(APPROVAL).text


@pytest.mark.parametrize(
    ("person", "status"),
    [("administrator", 403), ("manager", 403), ("partner", 404), ("stranger", 404)],
)
def test_others_do_not_read_it(
    world: World, browser: Browser, approved: int, person: str, status: int
) -> None:
    assert browser.as_(world.people[person]).get(CHANGES).status_code == status


def test_a_month_that_never_was_has_no_changes(world: World, browser: Browser) -> None:
    assert browser.get(CHANGES).location.startswith("/login")
    assert browser.as_(world.officer).get("/19612/checklists/2026-12/changes").status_code == 404


def test_who_decides_reads_what_was_mended(world: World, browser: Browser, key: int) -> None:
    reviewer = browser.as_(world.reviewer)
    assert "Changed since the last submission" not in reviewer.get(MONTH).text
    own = world.rows[HERE]["own_assignment"].id
    back = [Returned(one, STARTING_SET[1]) for one in (key, own)]
    done(world, return_lines, reader(world), back)
    with clock.fixed(clock.start_of_day(date(2026, 10, 4))):
        tick(world, key, state="done", children=1210, difficulty="Thiếu kinh phí")
        done(world, submit, months.officer(world))
        reviewer = browser.as_(world.reviewer)
        month, page = reviewer.get(MONTH).text, reviewer.get(APPROVAL).text
    assert "Changed since the last submission: 2 lines" in month
    assert not check_page(page)
    for told in ("<del>Not started</del>", "<ins>Done</ins>", "<ins>1.210</ins>"):
        assert told in page
    assert page.index("Returned, not completed") < page.index("Completed<")
    assert "Written last by Cán bộ xã Cam Thành, 04/10/2026 00:00" in page
    assert "Changed since the submission before" in browser.as_(world.officer).get(CHANGES).text


@pytest.mark.parametrize("url", [MONTH, APPROVAL, CHANGES])
def test_a_month_that_came_again_costs_no_more(
    world: World, browser: Browser, key: int, url: str
) -> None:
    done(world, return_lines, reader(world), [Returned(key, STARTING_SET[-1])])
    tick(world, key, state="done", children=12)
    done(world, submit, months.officer(world))
    them = browser.as_(world.reviewer)
    with counted() as queries:
        assert "Changed since the" in them.get(url).text
    assert len(queries) <= 12, queries


def test_a_line_approved_later_names_that_month(world: World, browser: Browser) -> None:
    with months.at(world):
        begin_write()
        once = months.give("Kiện toàn ban điều hành", cadence="once")[0]
        db.session.commit()
    tick(world, once, state="in_progress")
    for named, day in ((SEPTEMBER, 3), (OCTOBER, 31)):
        with clock.fixed(clock.start_of_day(date(2026, 10, day))):
            if named == OCTOBER:
                tick(world, once, OCTOBER, state="done")
            done(world, submit, months.officer(world), named=named)
            done(world, approve, reader(world), named=named)
    done(world, reopen, reader(world), "Sai số")
    with clock.fixed(clock.start_of_day(date(2026, 10, 31))):
        url = f"{MONTH}/lines/{once}"
        answer = browser.as_(world.officer).post(url, {"tick": "in_progress:done"})
    assert answer.status_code == 409
    assert "This line was approved with month 10/2026" in answer.text


def test_papers_say_that_the_month_changed(world: World, browser: Browser, approved: int) -> None:
    reviewer = browser.as_(world.reviewer)
    before = cells(reviewer)
    send(browser.as_(world.officer), approved)
    after = cells(reviewer)
    assert after[: len(before)] == before
    assert [row for row in after[len(before) :] if any(row)] == [
        ["Changed since approval (1). These figures are those that were approved."]
    ]


def cells(them: Browser) -> list[list[str]]:
    book = load_workbook(io.BytesIO(them.get(f"{MONTH}/lines.xlsx").data))
    return [[cell for cell in row if cell] for row in book.active.values]
