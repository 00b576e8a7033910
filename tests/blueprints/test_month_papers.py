"""The month to take along: the report that opens, the workbook that counts, who gets them."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from openpyxl import load_workbook

from models import clock
from models.base import db
from models.line import LineState
from models.tenancy import begin_write
from tests import months
from tests.clients import Browser
from tests.copies import letter_for
from tests.documents.papers import links, runs, texts
from tests.months import SEPTEMBER
from tests.progress import assign
from tests.queries import counted
from tests.world import World

MONTH = "/19612/checklists/2026-09"
PAPER, SHEET = f"{MONTH}/paper.docx", f"{MONTH}/lines.xlsx"
EITHER = pytest.mark.parametrize("what", ["paper.docx", "lines.xlsx"])
QUERIES = 14


@pytest.fixture
def officer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


def given(world: World, *texts: str, **values: Any) -> list[int]:
    """Own tasks of Xã Cam Thành beside what the world gives it."""
    with months.at(world):
        begin_write()
        keys = months.give(*texts, **values)
        db.session.commit()
    return keys


def written(world: World, key: int, **values: Any) -> None:
    with months.at(world):
        months.tick(SEPTEMBER, key, months.officer(world), **values)


def opened(browser: Browser, url: str = PAPER) -> Any:
    return Document(BytesIO(browser.get(url).data))


def cells(browser: Browser, url: str = SHEET) -> list[Any]:
    return list(load_workbook(BytesIO(browser.get(url).data)).active.iter_rows())


def row_of(rows: list[Any], text: str) -> dict[str, Any]:
    """The cells of a line by their headings."""
    (found,) = [row for row in rows if text in [cell.value for cell in row]]
    return {heading.value: cell for heading, cell in zip(rows[0], found, strict=True)}


def test_the_report_has_the_layout_of_the_decree(officer: Browser, world: World) -> None:
    given(world, "Thăm trẻ em")
    answer = officer.get(PAPER)
    assert answer.mimetype.endswith("wordprocessingml.document")
    named = "bao-cao-cong-tac-tre-em-thang-9-2026-ubnd-xa-cam-thanh.docx"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={named}"
    file = Document(BytesIO(answer.data))
    page, head = file.sections[0], file.tables[0]
    sizes = page.page_width, page.page_height, page.top_margin, page.left_margin, page.right_margin
    assert [round(size.mm) for size in sizes] == [210, 297, 20, 30, 15]
    assert file.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    fonts = {run.font.name or par.style.font.name for par, run in runs(file) if run.text.strip()}
    assert fonts == {"Times New Roman"}
    assert head.rows[0].cells[0].text.split() == ["ỦY", "BAN", "NHÂN", "DÂN", "XÃ", "CAM", "THÀNH"]
    assert head.rows[1].cells[0].text.endswith("/BC-UBND")
    assert head.rows[1].cells[1].text == "Cam Thành, ngày … tháng … năm …"


def test_the_report_tells_what_was_written(officer: Browser, world: World) -> None:
    first, second = given(world, "Thăm trẻ em khuyết tật", "Tặng quà")
    said = {"note": "Đã thăm ba thôn", "children": 1210}
    written(world, first, state=LineState.DONE, done_on=date(2026, 9, 12), **said)
    written(world, second, state=LineState.IN_PROGRESS, difficulty="Thiếu kinh phí")
    file = opened(officer)
    lines = texts(file)
    assert "(dự thảo, chưa nộp)" in " ".join(lines)
    assert "Kính gửi: Ủy ban nhân dân huyện Cam Lộ" in lines
    assert (
        "- Thăm trẻ em khuyết tật. Kết quả: đã hoàn thành ngày 12/9/2026; 1.210 lượt trẻ em."
        " Đã thăm ba thôn."
    ) in lines
    assert any(line.startswith("- Thiếu kinh phí (nhiệm vụ số ") for line in lines)
    rows = [[cell.text for cell in row.cells] for row in file.tables[-1].rows]
    (row,) = [one for one in rows if one[2] == "Thăm trẻ em khuyết tật"]
    assert row[3:] == ["30/9/2026", "Hoàn thành\n12/9/2026", "", "1.210", "", ""]


def test_documents_from_above_are_cited_whole_once(officer: Browser, world: World) -> None:
    assign(world, letter_for(world, "19612"), "19612")
    lines = texts(opened(officer))
    cited = "Công văn số 170/UBND-LĐTB&XH ngày 28/4/2026 của UBND huyện Cam Lộ về việc"
    assert [line.startswith("Thực hiện ") for line in lines if cited in line] == [True]
    assert any(line.endswith(". Thực hiện Công văn số 170/UBND-LĐTB&XH") for line in lines)


def test_a_submitted_month_is_reported_as_it_was_handed_in(browser: Browser, world: World) -> None:
    given(world, "Thăm trẻ em")
    with clock.fixed(clock.start_of_day(date(2026, 10, 3))):
        officer = browser.as_(world.officer)
        officer.post(f"{MONTH}/submission", {"word": ""})
        given(world, "Việc đến sau")
        whole = " ".join(texts(opened(officer)))
        rows = cells(officer)
    assert "Số liệu theo danh mục việc tháng nộp ngày 03/10/2026." in whole
    assert "dự thảo" not in whole
    assert "Thăm trẻ em" in whole
    assert "Việc đến sau" not in whole
    assert "Việc đến sau" not in [row[3].value for row in rows]


def test_a_returned_month_is_a_draft_again(officer: Browser) -> None:
    whole = " ".join(texts(opened(officer, "/19612/checklists/2026-07/paper.docx")))
    assert "(dự thảo, chưa nộp lại)" in whole
    back = [row[-1].value for row in cells(officer, "/19612/checklists/2026-07/lines.xlsx")]
    assert "Thiếu ảnh, tài liệu minh chứng" in back


def test_a_province_writes_the_ministry_itself(browser: Browser, world: World) -> None:
    lines = texts(opened(browser.as_(world.province), "/45/checklists/2026-09/paper.docx"))
    assert "Kính gửi: ……………" in lines


def test_the_workbook_has_the_lines_as_what_they_are(officer: Browser, world: World) -> None:
    key = given(world, "=1+1", "Tặng quà")[0]
    numbers = {"times": 2, "children": 1210, "amount": 5_000_000}
    done = {"state": LineState.DONE, "done_on": date(2026, 9, 12)}
    written(world, key, note="+84 @xã", difficulty="-5", **done, **numbers)
    row = row_of(cells(officer), "=1+1")
    told = {heading: cell.value for heading, cell in row.items()}
    assert told["Due"] == datetime(2026, 9, 30)  # noqa: DTZ001
    assert told["Done on"] == datetime(2026, 9, 12)  # noqa: DTZ001
    assert (told["Number of times"], told["Children"], told["Adults"]) == (2, 1210, None)
    assert (told["Money (đ)"], told["State"]) == (5_000_000, "Done")
    assert {row[name].data_type for name in ("Task", "Note, result", "Difficulty")} == {"s"}
    assert row["Due"].number_format == "dd/mm/yyyy"


@pytest.mark.parametrize(
    ("asked", "shown"), [("", True), ("?show=over", False), ("?show=todo&by=due", True)]
)
def test_the_workbook_keeps_to_what_is_shown(
    officer: Browser, world: World, asked: str, shown: bool
) -> None:
    given(world, "Thăm trẻ em")
    tasks = [row[3].value for row in cells(officer, SHEET + asked)]
    assert ("Thăm trẻ em" in tasks) == shown
    page = officer.get(MONTH + asked).get_data(as_text=True)
    assert page.count('class="line"') == len(tasks) - 1


def test_numbers_lead_back_to_their_line(officer: Browser, world: World) -> None:
    first, _second = given(world, "Thăm trẻ em khuyết tật", "Tặng quà")
    numbers = {"times": 2, "children": 1210, "amount": 5_000_000}
    written(world, first, state=LineState.DONE, done_on=date(2026, 9, 12), **numbers)
    page = f"http://localhost{MONTH}"
    line = f"{page}#line-{first}"
    assert f'id="line-{first}"' in officer.get(MONTH).text
    paper = links(opened(officer))
    for number in ("2", "1.210", "5.000.000"):
        assert paper.count((number, line)) == 2, paper  # in the text and in the annex
    assert {("1.210", page), ("5.000.000", page)} <= set(paper)
    row = row_of(cells(officer), "Thăm trẻ em khuyết tật")
    led = {name: cell.hyperlink and cell.hyperlink.target for name, cell in row.items()}
    leading = ("Number of times", "Children", "Money (đ)", "Photos and files")
    assert {name for name in led if led[name]} == {*leading}
    assert {led[name] for name in leading} == {line}


def test_a_month_without_work(browser: Browser, world: World) -> None:
    neighbour = browser.as_(world.neighbour)
    file = opened(neighbour, "/19600/checklists/2026-01/paper.docx")
    assert "không có nhiệm vụ phải thực hiện trong tháng 01/2026" in " ".join(texts(file))
    assert len(cells(neighbour, "/19600/checklists/2026-01/lines.xlsx")) == 1


@EITHER
def test_queries_do_not_grow_with_lines(officer: Browser, world: World, what: str) -> None:
    given(world, "Thăm trẻ em")
    with counted() as few:
        officer.get(f"{MONTH}/{what}")
    given(world, *("Rà soát " * 120 for _ in range(60)), *("X" * 1000 for _ in range(60)))
    with counted() as many:
        officer.get(f"{MONTH}/{what}")
    assert len(many) == len(few) <= QUERIES, "\n".join(many)


@EITHER
@pytest.mark.parametrize(
    ("person", "status"),
    [("reviewer", 200), ("administrator", 403), ("stranger", 404), ("neighbour", 404)],
)
def test_who_takes_a_month_along(
    browser: Browser, world: World, person: str, status: int, what: str
) -> None:
    assert browser.as_(getattr(world, person)).get(f"{MONTH}/{what}").status_code == status


@EITHER
def test_only_to_read_and_only_by_who_signed_in(
    browser: Browser, officer: Browser, what: str
) -> None:
    assert "/login" in browser.get(f"{MONTH}/{what}").location
    assert officer.post(f"{MONTH}/{what}", form=MONTH).status_code == 405
    for month in ("2026-10", "1990-01", "2026-13"):
        assert officer.get(f"/19612/checklists/{month}/{what}").status_code == 404


def test_the_month_leads_to_both(officer: Browser) -> None:
    page = officer.get(f"{MONTH}?show=todo").get_data(as_text=True)
    assert f'href="{PAPER}"' in page
    assert f'href="{SHEET}?show=todo&amp;by=section"' in page
