"""The month on paper: what it holds, who gets it, what it costs."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import html5lib
import pytest

from models import clock
from models.base import db
from models.line import LineState
from models.tenancy import begin_write
from tests import months
from tests.clients import Browser
from tests.months import SEPTEMBER
from tests.page_checks import check_page
from tests.queries import counted
from tests.world import World

MONTH = "/19612/checklists/2026-09"
SHEET = f"{MONTH}/print"


@pytest.fixture
def officer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


def given(world: World, *texts: str) -> list[int]:
    """Own tasks of Xã Cam Thành beside what the world gives it."""
    with months.at(world):
        begin_write()
        keys = months.give(*texts)
        db.session.commit()
    return keys


def written(world: World, key: int, **values: Any) -> None:
    with months.at(world):
        months.tick(SEPTEMBER, key, months.officer(world), **values)


def row_of(text: str, key: int) -> Any:
    """The table row whose code opens a line."""
    page = html5lib.parse(text, namespaceHTMLElements=False)
    rows = [row for row in page.iter("tr") if row.get("class") == "work"]
    (found,) = [row for row in rows if row.find(f".//a[@href='{MONTH}/lines/{key}']") is not None]
    return found


def ticked(row: Any) -> list[str]:
    return [one.text for one in row.iter("li") if one.get("aria-current")]


def test_the_sheet_names_the_unit_the_month_and_each_line(officer: Browser, world: World) -> None:
    key = given(world, "Thăm trẻ em khuyết tật")[0]
    text = officer.get(SHEET).get_data(as_text=True)
    assert not check_page(text)
    told = ("Huyện Cam Lộ", "Xã Cam Thành", "Checklist of month 9/2026", "Submit by 05/10/2026")
    assert [one for one in told if one not in text] == []
    assert "01/09/2026 to 30/09/2026" in text
    row = row_of(text, key)
    assert "Thăm trẻ em khuyết tật" in "".join(row.itertext())
    assert len(list(row.iter("li"))) == len(LineState)


def test_only_what_was_written_is_ticked(officer: Browser, world: World) -> None:
    blank, begun = given(world, "Thăm trẻ em", "Tặng quà")
    written(world, begun, state=LineState.IN_PROGRESS, note="Đã hẹn", children=1210)
    text = officer.get(SHEET).get_data(as_text=True)
    assert ticked(row_of(text, blank)) == []
    row = row_of(text, begun)
    assert ticked(row) == ["In progress"]
    assert {"Đã hẹn", "1.210"} <= set(row.itertext())


def test_why_nothing_arose_and_what_stands_in_the_way_are_printed(
    officer: Browser, world: World
) -> None:
    key = given(world, "Thăm trẻ em")[0]
    said = {"reason": "Không có trẻ em nào", "difficulty": "Thiếu kinh phí"}
    written(world, key, state=LineState.NOT_APPLICABLE, **said)
    words = "".join(row_of(officer.get(SHEET).get_data(as_text=True), key).itertext())
    assert "Why nothing arose: Không có trẻ em nào" in words
    assert "Difficulty: Thiếu kinh phí" in words


def test_a_submitted_month_is_printed_as_it_was_handed_in(browser: Browser, world: World) -> None:
    key = given(world, "Thăm trẻ em")[0]
    with clock.fixed(clock.start_of_day(date(2026, 10, 3))):
        officer = browser.as_(world.officer)
        officer.post(f"{MONTH}/submission", {"word": ""})
        given(world, "Việc đến sau")
        text = officer.get(SHEET).get_data(as_text=True)
    assert "As submitted on 03/10/2026" in text
    assert ticked(row_of(text, key)) == ["Not started"]
    assert "Việc đến sau" not in text


def test_a_returned_line_says_why(officer: Browser) -> None:
    text = officer.get("/19612/checklists/2026-07/print").get_data(as_text=True)
    assert not check_page(text)
    assert "Returned: Thiếu ảnh, tài liệu minh chứng" in text


def test_a_month_without_work_says_so(browser: Browser, world: World) -> None:
    text = browser.as_(world.neighbour).get("/19600/checklists/2026-01/print").get_data(True)
    assert not check_page(text)
    assert "No task falls in this month." in text
    assert "<table" not in text


def test_120_lines_and_very_long_words(officer: Browser, world: World) -> None:
    keys = given(world, *("Rà soát " * 120 for _ in range(60)), *("X" * 1000 for _ in range(60)))
    with counted() as queries:
        text = officer.get(SHEET).get_data(as_text=True)
    assert not check_page(text)
    assert set(re.findall(rf'href="{MONTH}/lines/(\d+)"', text)) >= set(map(str, keys))
    assert len(queries) <= 12, "\n".join(queries)


@pytest.mark.parametrize(
    ("person", "status"),
    [("reviewer", 200), ("administrator", 403), ("stranger", 404), ("neighbour", 404)],
)
def test_who_prints_a_month(browser: Browser, world: World, person: str, status: int) -> None:
    assert browser.as_(getattr(world, person)).get(SHEET).status_code == status


def test_a_visitor_signs_in_first(browser: Browser) -> None:
    assert "/login" in browser.get(SHEET).location


@pytest.mark.parametrize("month", ["2026-10", "1990-01", "2026-13"])
def test_a_month_that_is_none_is_not_found(officer: Browser, month: str) -> None:
    assert officer.get(f"/19612/checklists/{month}/print").status_code == 404


def test_a_sheet_takes_no_post(officer: Browser) -> None:
    assert officer.post(SHEET, form=SHEET).status_code == 405


def test_the_month_leads_to_its_sheet(officer: Browser) -> None:
    assert f'href="{SHEET}"' in officer.get(MONTH).get_data(as_text=True)
