"""The paper of many units: who reported, what was done, what hinders, where its numbers lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from documents.linked import Link, Text, parts_of
from documents.month_paper import Source
from documents.official_paper import Block, Heading, Item, Table
from documents.summary_paper import (
    Done,
    Figures,
    Quote,
    SummaryDocument,
    TaskDone,
    UnitDone,
    file_name,
    paper_of,
)
from tests.documents.papers import links, opened, texts

HREF = "https://mang-non.example/468/reviews/2026-09/summary"
LETTER = Source("Công văn số 170/UBND ngày 28/4/2026 của UBND huyện Cam Lộ", "Công văn số 170/UBND")
COUNTS = {"done": 5, "late": 1, "over": 1}
FIGURES = Figures((12, 1210, None, 5_000_000), (3, 5, 0, 1))
TASK = TaskDone(
    "Họp;", 1, Done(f"{HREF}/7", counts=COUNTS, figures=FIGURES), "Truyền thông:", "I.1"
)
SUMMARY = SummaryDocument(
    issuer="UBND huyện Cam Lộ",
    noun="huyện",
    place="Cam Lộ",
    named=date(2026, 9, 1),
    first_day=date(2026, 9, 1),
    last_day=date(2026, 9, 30),
    next_named=date(2026, 10, 1),
    as_at=date(2026, 10, 8),
    href=HREF,
    above="UBND tỉnh Quảng Trị",
    expected=8,
    counted=7,
    groups=(("Nộp quá hạn", 1, f"{HREF}/units?show=late", "Xã Cam Hiếu"),),
    all=Done(f"{HREF}/units", counts=COUNTS, figures=FIGURES),
    tasks=(TASK,),
    units=(
        UnitDone("Xã Cam Thành", "Đã duyệt", date(2026, 10, 2), Done("m", False, {"done": 2})),
        UnitDone("Xã Cam Nghĩa", "Chưa nộp"),
    ),
    sources={1: LETTER},
)


def summary(**values: Any) -> SummaryDocument:
    return replace(SUMMARY, **values)


def written(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{block.marker} {block.title}"
    return str(block.text) if not isinstance(block, Table) else ""


def body(document: SummaryDocument) -> list[str]:
    return [written(block) for block in paper_of(document).body]


def led(text: Text) -> list[tuple[str, str]]:
    return [(str(part), part.href) for part in parts_of(text) if isinstance(part, Link)]


def item(document: SummaryDocument, beginning: str) -> Item:
    [found] = [
        block
        for block in paper_of(document).body
        if isinstance(block, Item) and str(block.text).startswith(beginning)
    ]
    return found


def annex(document: SummaryDocument, place: int) -> list[tuple[str, ...]]:
    [table] = paper_of(document).appendices[place].body
    assert isinstance(table, Table)
    assert table.is_wide
    return [tuple(map(str, row)) for row in table.rows]


def test_it_is_a_report_to_the_unit_above() -> None:
    paper = paper_of(SUMMARY)
    assert (paper.type_name, paper.symbol, paper.year) == ("Báo cáo", "BC-UBND", 2026)
    assert paper.subject == "Tổng hợp kết quả thực hiện công tác trẻ em tháng 9/2026"
    assert paper.addressees == ("Ủy ban nhân dân tỉnh Quảng Trị",)
    named = "bao-cao-tong-hop-cong-tac-tre-em-thang-9-2026-ubnd-huyen-cam-lo.docx"
    assert file_name(SUMMARY) == named


def test_it_says_who_reported_and_what_is_counted() -> None:
    said = body(SUMMARY)
    assert said[0].endswith(
        "tổng hợp kết quả thực hiện công tác trẻ em tháng 9/2026 (từ ngày 01/9/2026 đến ngày"
        " 30/9/2026) của các đơn vị trực thuộc như sau:"
    )
    assert "Nộp quá hạn: 01 đơn vị (Xã Cam Hiếu)." in said
    assert (
        "Số liệu trong báo cáo được cộng từ danh mục việc tháng đã duyệt của 07/08 đơn vị, tính"
        " đến ngày 08/10/2026; số liệu chưa duyệt không cộng."
    ) in said
    assert (
        "Các đơn vị có 7 lượt nhiệm vụ, trong đó: hoàn thành đúng hạn 05; hoàn thành quá hạn 01;"
        " quá hạn chưa hoàn thành 01. Các hoạt động đã triển khai: có 1.210 lượt trẻ em tham gia,"
        " thụ hưởng; kinh phí thực hiện 5.000.000 đồng."
    ) in said


def test_a_task_tells_from_how_many_units_its_sums_come() -> None:
    found = item(summary(tasks=(replace(TASK, pending=2),)), "Họp")
    assert str(found.text) == (
        "Họp. Kết quả: 07 đơn vị; hoàn thành đúng hạn 05; hoàn thành quá hạn 01; quá hạn chưa hoàn"
        " thành 01; 12 lần (số liệu của 03 đơn vị); 1.210 lượt trẻ em (số liệu của 05 đơn vị);"
        " kinh phí 5.000.000 đồng (số liệu của 01 đơn vị); chưa duyệt 02 đơn vị (không cộng)."
    )
    assert led(found.text)[:2] == [("07", f"{HREF}/7"), ("05", f"{HREF}/7?show=done")]
    assert led(found.text)[-1] == ("02", f"{HREF}/7?show=pending")


def test_tasks_stand_by_document_and_section() -> None:
    own = Done(f"{HREF}/added", counts={"done": 2})
    added = Quote("Xã Cam Thành", "Thăm trẻ em ốm;", href="m#line-9")
    said = body(summary(own=own, added=(added, added)))
    start = said.index("1 Thực hiện Công văn số 170/UBND")
    assert said[start + 1] == "a Truyền thông"
    assert said[start + 3 : start + 6] == [
        "2 Nhiệm vụ do các đơn vị bổ sung",
        "02 nhiệm vụ của 01 đơn vị: hoàn thành đúng hạn 02.",
        "Xã Cam Thành: Thăm trẻ em ốm.",
    ]


def test_difficulties_are_quoted_with_unit_and_task() -> None:
    told = Quote("Xã Thanh An", "Loa hỏng;\nđang chờ sửa.", "Truyền thông", "m#line-1")
    found = item(summary(difficulties=(told,)), "Xã Thanh An")
    assert str(found.text) == "Xã Thanh An: “Loa hỏng; đang chờ sửa” (nhiệm vụ: Truyền thông)."
    assert led(found.text) == [("Xã Thanh An", "m#line-1")]
    assert "Không có." in body(SUMMARY)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Đôn đốc các đơn vị hoàn thành 01 lượt nhiệm vụ quá hạn."),
        (
            {"missing": "Xã Cam Nghĩa"},
            "Đôn đốc nộp danh mục việc tháng 9/2026 còn thiếu: Xã Cam Nghĩa.",
        ),
        ({"all": Done()}, "Chưa có tháng nào được duyệt."),
    ],
)
def test_what_is_left_to_do(values: dict[str, Any], said: str) -> None:
    assert said in body(summary(**values))


def test_the_annexes_have_every_task_and_every_unit() -> None:
    row = ("7", "5", "1", "", "", "", "1", "12", "1.210", "", "5.000.000")
    assert annex(SUMMARY, 0) == [
        ("Công văn số 170/UBND",),
        ("1", "I.1 Họp", *row),
        ("", "Tổng cộng", *row),
    ]
    first, missing, total = annex(SUMMARY, 1)
    assert first[:5] == ("1", "Xã Cam Thành", "Đã duyệt\n02/10/2026", "2", "2")
    assert missing == ("2", "Xã Cam Nghĩa", "Chưa nộp", *[""] * 11)
    assert total == ("", "Tổng cộng", "", *row)
    assert len(paper_of(summary(all=Done())).appendices) == 1


def test_the_numbers_of_the_file_lead_where_they_come_from() -> None:
    file = opened(paper_of(SUMMARY))
    found = links(file)
    assert ("07/08", HREF) in found
    assert found.count(("1.210", f"{HREF}/7")) == 2
    assert found.count(("1.210", f"{HREF}/units")) == 3
    assert {href for words, href in found if words == "2"} == {"m"}
    assert "I. TÌNH HÌNH NỘP, DUYỆT DANH MỤC VIỆC THÁNG" in texts(file)
