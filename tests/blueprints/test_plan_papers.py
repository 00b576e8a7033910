"""What xã Cam Thành makes of the Cam Lộ letter, read back from its file."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT

from models.agency import add_starting_set
from models.base import db
from models.plan import Plan
from tests.clients import Browser
from tests.copies import adopted_by, letter_for, writing
from tests.documents.papers import paragraphs, runs, texts
from tests.world import World

CITED = "Công văn số 170/UBND-LĐTB&XH"


@pytest.fixture
def file(world: World, browser: Browser) -> Any:
    """The commune's plan as its officer downloads it."""
    letter = letter_for(world, "19612")
    with writing(world, "19612") as unit:
        add_starting_set(unit)
    key = adopted_by(world, letter, "19612")
    with writing(world, "19612"):
        plan = db.session.get_one(Plan, key)
        plan.tasks[13].name_agencies(["children"], ["women", "police", "school"])
        plan.change(number="12/KH-UBND")
    answer = browser.as_(world.officer).get(f"/19612/plans/{key}/paper.docx")
    return Document(BytesIO(answer.data))


def millimetres(*lengths: Any) -> list[int]:
    return [round(length.mm) for length in lengths]


def test_margins_are_the_decrees(file: Any) -> None:
    page = file.sections[0]
    top, bottom, left, right = millimetres(
        page.top_margin, page.bottom_margin, page.left_margin, page.right_margin
    )
    assert millimetres(page.page_width, page.page_height) == [210, 297]
    assert 20 <= top <= 25
    assert 20 <= bottom <= 25
    assert 30 <= left <= 35
    assert 15 <= right <= 20


def test_every_letter_is_times_new_roman(file: Any) -> None:
    named = {run.font.name or par.style.font.name for par, run in runs(file) if run.text.strip()}
    assert named == {"Times New Roman"}


def test_the_head_names_the_commune_in_two_lines(file: Any) -> None:
    head = file.tables[0]
    left = head.rows[0].cells[0].text.split("\n")
    assert [line for line in left if line] == ["ỦY BAN NHÂN DÂN", "XÃ CAM THÀNH"]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head.rows[0].cells[1].text
    assert head.rows[1].cells[0].text.strip() == "Số: 12/KH-UBND"
    assert head.rows[1].cells[1].text == "Cam Thành, ngày … tháng … năm 2026"


def test_title_and_grounds_name_plan_and_letter(file: Any) -> None:
    said = texts(file)
    at = said.index("KẾ HOẠCH")
    title = re.sub(r"\s+", " ", said[at + 1])
    assert title == (
        "Triển khai công tác bảo vệ, chăm sóc trẻ em và bình đẳng giới năm 2026"
        " trên địa bàn xã Cam Thành"
    )
    ground = said[at + 2]
    assert ground.startswith(f"Căn cứ {CITED} ngày 28/4/2026 của UBND huyện Cam Lộ về việc hướng")


def test_headings_are_numbered_without_a_gap(file: Any) -> None:
    main = texts(file)[: texts(file).index("Phụ lục")]
    parts = [line for line in main if re.match(r"[IV]+\. ", line)]
    assert parts == ["I. NHIỆM VỤ", "II. TỔ CHỨC THỰC HIỆN"]
    counted = [int(line.split(".")[0]) for line in main if re.match(r"\d+\. ", line)]
    assert counted == [*range(1, 9), 1, 2]


def test_the_action_month_is_given_to_the_offices_of_the_commune(file: Any) -> None:
    [line] = [text for text in texts(file) if text.startswith("- Tổ chức thực hiện Tháng hành")]
    order = line.partition(" Giao ")[2].replace("\u00a0", " ")
    assert order == (
        "Phòng Văn hóa - Xã hội xã Cam Thành chủ trì, phối hợp với Hội LHPN Cam Thành, Công an xã"
        " Cam Thành và các trường học trên địa bàn xã thực hiện."
    )


def test_it_is_signed_and_sent_as_a_commune_does(file: Any) -> None:
    said = texts(file)
    at = said.index("TM. ỦY BAN NHÂN DÂN")
    assert said[at + 1] == "CHỦ TỊCH"
    assert "- UBND huyện Cam Lộ (báo cáo);" in said
    assert any(line.endswith("./.") for line in said)


def test_the_annex_lies_on_its_side_and_gives_each_clause(file: Any) -> None:
    assert file.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    rows = [[cell.text for cell in row.cells] for row in file.tables[-1].rows]
    assert rows[0] == [
        "STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Căn cứ"
    ]  # fmt: skip
    tasks = [row for row in rows if row[0].isdigit()]
    assert [row[0] for row in tasks] == [str(place) for place in range(1, 27)]
    assert tasks[13][4:] == ["15/11 -\n15/12/2026", "", f"Mục 5, {CITED}"]
    assert {row[6].split(", ", 1)[1] for row in tasks} == {CITED}


def test_text_is_justified(file: Any) -> None:
    [line] = [par for par in paragraphs(file) if par.text.startswith("- Truyền thông, phổ biến")]
    given = line.alignment, line.style.paragraph_format.alignment
    assert next(one for one in given if one is not None).name == "JUSTIFY"
