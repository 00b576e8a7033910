"""Text, signature, recipients and appendices of an official paper (Decree 30/2020, annex I)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from documents.official_paper import Appendix, Heading, Item, Level, Paper, Paragraph, Table, looks
from documents.official_paper.measures import line_length
from documents.plan_reader import read
from tests.documents.papers import (
    BLANK,
    LETTER,
    LONG,
    MINUTES,
    PLAN,
    REPORT,
    WORK,
    opened,
    paragraphs,
    rows,
    texts,
    write_paper,
)


def test_every_appendix_counts_its_own_pages() -> None:
    sections = opened(REPORT).sections
    starts = [s._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for s in sections]
    assert starts == ["1", "1", "1"]


def test_a_wide_table_turns_its_appendix_alone() -> None:
    turned = [section.orientation for section in opened(REPORT).sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def test_the_text_is_justified_with_a_first_line_indent() -> None:
    for style in ("Nội dung", "Căn cứ", "Mục", "Khoản", "Điểm"):
        layout = opened(PLAN).styles[style].paragraph_format
        assert layout.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
        assert round(layout.first_line_indent.cm, 2) == 1.27
        assert layout.space_after.pt >= 6
        assert 1 <= layout.line_spacing <= 1.5


def test_the_parts_of_a_plan_stand_in_their_order() -> None:
    found = [p.style.name for p in paragraphs(opened(PLAN)) if p.text]
    unlike = [found[0]] + [later for earlier, later in pairwise(found) if later != earlier]
    assert unlike == [
        "Cơ quan ban hành", "Quốc hiệu", "Tiêu ngữ", "Số, ký hiệu", "Địa danh, thời gian",
        "Tên loại", "Trích yếu", "Căn cứ", "Nội dung", "Mục", "Nội dung", "Mục", "Khoản",
        "Nội dung", "Nơi nhận", "Danh sách nơi nhận", "Quyền hạn, chức vụ", "Họ tên người ký",
    ]  # fmt: skip


def test_grounds_end_with_semicolons_and_a_stop() -> None:
    assert texts(opened(PLAN), "Căn cứ") == [
        "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;",
        "Căn cứ Quyết định số 23/QĐ-TTg.",
    ]


@pytest.mark.parametrize(
    ("body", "last"),
    [
        ((Paragraph("Trên đây là kế hoạch."),), "Trên đây là kế hoạch./."),
        ((Item("-", "Báo cáo trước 15/6;"),), "- Báo cáo trước 15/6./."),
        ((Heading(Level.CLAUSE, "2", "Giao Trạm Y tế"),), "2. Giao Trạm Y tế./."),
        ((Paragraph("Số liệu:"), WORK), "./."),
        ((Paragraph("Hết./."), Paragraph(" ")), "Hết./."),
    ],
    ids=["paragraph", "item", "heading", "table", "ended already"],
)
def test_the_text_ends_with_its_sign(body: tuple[Any, ...], last: str) -> None:
    found = paragraphs(opened(replace(PLAN, body=body)))
    before = [p.text for p in found if p.style.name in ("Nội dung", "Khoản")]
    assert before[-1] == last
    assert "".join(before).count("./.") == 1


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        (Heading(Level.PART, "I", "Kết quả"), ["Phần I", "KẾT QUẢ"]),
        (Heading(Level.PART, "Phần thứ nhất", "Kết quả"), ["Phần thứ nhất", "KẾT QUẢ"]),
        (Heading(Level.SECTION, "II.", "Giải pháp"), ["II. GIẢI PHÁP"]),
        (Heading(Level.CLAUSE, "1", "Truyền thông"), ["1. Truyền thông"]),
        (Heading(Level.POINT, "đ", "Ở thôn"), ["đ) Ở thôn"]),
        (Heading(Level.SECTION, "", "Giải pháp"), ["GIẢI PHÁP"]),
    ],
)
def test_headings_of_every_level(heading: Heading, lines: list[str]) -> None:
    document = opened(replace(PLAN, body=(heading, Paragraph("Hết"))))
    styles = ("Phần", "Tiêu đề phần", "Mục", "Khoản", "Điểm")
    found = [p for p in paragraphs(document) if p.style.name in styles]
    assert [p.text for p in found] == lines
    assert all(p.style.paragraph_format.keep_with_next for p in found)
    assert {p.runs[0].bold for p in found} == {heading.level is not Level.POINT}


def test_one_addressee_stands_on_the_line_of_its_word() -> None:
    assert texts(opened(REPORT), "Kính gửi") == ["Kính gửi: Sở Y tế tỉnh Quảng Trị"]


def test_several_addressees_stand_on_lines_of_their_own() -> None:
    document = opened(LETTER)
    assert texts(document, "Kính gửi nhiều nơi") == ["Kính gửi:"]
    lines = ["- Các trường học trên địa bàn;", "- Trưởng các thôn."]
    assert texts(document, "Nơi kính gửi") == lines


def test_signature_and_recipients_stand_side_by_side_on_one_page() -> None:
    document = opened(PLAN)
    left = ["Nơi nhận:", "- UBND tỉnh Quảng Trị;", "- UBND các xã, thị trấn;", "- Lưu: VT, VHXH."]
    right = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Thị Hà"]
    assert rows(document, 1) == [[left, right]]
    (row,) = document.tables[1].rows
    assert row._tr.trPr.find(qn("w:cantSplit")) is not None


def test_the_signature_is_never_alone_on_a_page() -> None:
    found = [p for p in opened(PLAN).paragraphs if p.style.name in ("Nội dung", "Khoảng cách")]
    assert [p.paragraph_format.keep_with_next for p in found[-2:]] == [True, True]


def test_as_above_comes_first_where_somebody_is_addressed() -> None:
    found = texts(opened(REPORT), "Danh sách nơi nhận")
    assert found == ["- Như trên;", "- Lưu: VT."]


def test_the_drafters_mark_ends_the_list() -> None:
    assert texts(opened(LETTER), "Danh sách nơi nhận")[-1] == "- Lưu: VT. PL.(30)"


def test_minutes_are_signed_by_two_and_have_no_place_and_day() -> None:
    document = opened(MINUTES)
    signatures, recipients = rows(document, 1)
    assert signatures == [["THƯ KÝ", "Trần Thị Bình"], ["CHỦ TỌA", "Lê Văn An"]]
    assert recipients == [["Nơi nhận:", "- Lưu: VT, Hồ sơ."], []]
    assert not texts(document, "Địa danh, thời gian")


def test_two_appendices_are_numbered_and_say_what_they_belong_to() -> None:
    document = opened(REPORT)
    assert texts(document, "Phụ lục") == ["Phụ lục I", "Phụ lục II"]
    assert texts(document, "Tên phụ lục") == ["DANH MỤC NHIỆM VỤ", "CÁCH GHI SỐ LIỆU"]
    enclosed = "(Kèm theo Báo cáo số 128/BC-UBND ngày 14 tháng 6 năm 2026 của UBND xã Cam Thành)"
    assert [line.replace("\n", " ") for line in texts(document, "Kèm theo")] == [enclosed] * 2
    assert texts(document, "Nội dung")[-1].endswith("./.")


def test_one_appendix_has_no_number_and_blanks_stay_blank() -> None:
    paper = replace(LETTER, appendices=(Appendix("Danh sách", (Paragraph("Một"),)),))
    document = opened(paper)
    assert texts(document, "Phụ lục") == ["Phụ lục"]
    (enclosed,) = texts(document, "Kèm theo")
    assert enclosed == f"(Kèm theo Công văn số {BLANK}/VHXH ngày … tháng … năm 2026)"


def test_a_table_repeats_its_headings_and_groups_itsrows() -> None:
    table = opened(replace(PLAN, body=(WORK, Paragraph("Hết")))).tables[1]
    head, group, row, _last = table.rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert group._tr.tc_lst[0].grid_span == 4
    assert (group.cells[0].text, group.cells[0].paragraphs[0].runs[0].bold) == (
        "I. Truyền thông",
        True,
    )
    assert [cell.text for cell in row.cells][0::2] == ["1", "Phòng Văn hóa - Xã hội"]


def test_columns_are_set_by_what_they_hold() -> None:
    table = opened(replace(PLAN, body=(WORK, Paragraph("Hết")))).tables[1]
    found = [cell.paragraphs[0].style.name for cell in table.rows[2].cells]
    assert found == ["Ô ngắn trong bảng", "Chữ trong bảng", "Chữ trong bảng", "Số trong bảng"]
    widths = [column.width.mm for column in table.columns]
    assert round(sum(widths)) == 165
    assert widths[1] == max(widths)


def test_a_number_is_never_broken_over_two_lines() -> None:
    money = Table(("TT", "Nội dung", "Đơn vị", "Kinh phí"), (("1", LONG, LONG, "12.500.000"),))
    table = opened(replace(PLAN, body=(money, Paragraph("Hết")))).tables[1]
    assert table.columns[3].width.mm - 3 > line_length("12.500.000", looks.TABLE_HEADING)


def test_a_table_of_nothing_is_left_out() -> None:
    body = (Table((), ((),)), Paragraph("Hết"))
    assert len(opened(replace(PLAN, body=body)).tables) == 2


def test_widths_are_shares() -> None:
    given = replace(WORK, widths=(1, 5, 3, 2))
    table = opened(replace(PLAN, body=(given, Paragraph("Hết")))).tables[1]
    assert [round(column.width.mm) for column in table.columns] == [15, 75, 45, 30]


@pytest.mark.parametrize("paper", [PLAN, REPORT], ids=["plan", "report"])
def test_the_plan_reader_reads_its_own_papers(paper: Paper) -> None:
    draft = read(write_paper(paper), "paper.docx").as_json()
    assert (draft["date"], draft["place"]) == (paper.signed_on.isoformat(), paper.place)  # type: ignore[union-attr]
    assert draft["signer"] == paper.signature.signer  # type: ignore[union-attr]


def test_the_tasks_of_a_written_plan_are_read_back() -> None:
    draft = read(write_paper(PLAN), "plan.docx").as_json()
    (task,) = draft["tasks"]
    assert (task["section"], task["responsible"]) == ("II.1", ["Trạm Y tế"])
    assert (draft["number"], draft["kind"]) == ("05/KH-UBND", "ke_hoach")
    assert draft["unread"] == []
