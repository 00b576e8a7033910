"""An official paper held against Decree 30/2020, annex I, in the file that was written."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from documents.official_paper import Appendix, Heading, Item, Level, Paper, Paragraph, looks
from documents.plan_reader import read
from tests.documents.papers import (
    ALL,
    LETTER,
    MINUTES,
    PLAN,
    REPORT,
    WORK,
    opened,
    paragraphs,
    runs,
    texts,
    write_paper,
)

BLANK = "\u00a0" * 6
SAMPLES = pytest.mark.parametrize("paper", ALL.values(), ids=ALL)
ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl pBdr tabs spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW gridSpan tcBorders vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg",
    "style": "name basedOn qFormat pPr rPr",
}
"""The order that the schema of WordprocessingML wants; Word calls other files damaged."""


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _in_order(root: Any) -> None:
    for element in root.iter():
        wanted = ORDER.get(_local(element), "").split()
        found = [wanted.index(_local(child)) for child in element] if wanted else []
        assert found == sorted(found), _local(element)


@SAMPLES
def test_the_sheet_is_a4_with_the_margins_of_the_decree(paper: Paper) -> None:
    for section in opened(paper).sections:
        size = sorted((round(section.page_width.mm), round(section.page_height.mm)))
        assert size == [210, 297]
        assert 20 <= round(section.top_margin.mm, 1) <= 25
        assert 20 <= round(section.bottom_margin.mm, 1) <= 25
        assert 30 <= round(section.left_margin.mm, 1) <= 35
        assert 15 <= round(section.right_margin.mm, 1) <= 20


@SAMPLES
def test_every_run_is_black_times_new_roman_in_every_script(paper: Paper) -> None:
    found = list(runs(opened(paper)))
    assert len(found) > 10
    for _paragraph, run in found:
        fonts = run._r.rPr.rFonts
        scripts = [fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")]
        assert scripts == ["Times New Roman"] * 4
        assert str(run.font.color.rgb) == "000000"


@SAMPLES
def test_runs_look_as_their_style_says(paper: Paper) -> None:
    styles = {look.name: look for look in looks.LOOKS}
    for paragraph, run in runs(opened(paper)):
        look = styles[paragraph.style.name]
        assert (run.font.size.pt, run.bold, run.italic) == (look.size, look.bold, look.italic)


@SAMPLES
def test_elements_stand_in_the_order_that_word_wants(paper: Paper) -> None:
    document = opened(paper)
    _in_order(document.element)
    _in_order(document.styles.element)
    for section in document.sections:
        _in_order(section.header._element)


def test_styles_have_ids_of_their_own() -> None:
    assert len({look.key for look in looks.LOOKS}) == len(looks.LOOKS) > 30
    assert all(look.key.isascii() for look in looks.LOOKS)


SIZES = {
    "Quốc hiệu": (12, True, False, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    "Tiêu ngữ": (13, True, False, "Độc lập - Tự do - Hạnh phúc"),
    "Cơ quan ban hành": (12, True, False, "ỦY BAN NHÂN DÂN"),
    "Số, ký hiệu": (13, False, False, "Số: 05/KH-UBND"),
    "Địa danh, thời gian": (13, False, True, "Cam Lộ, ngày 03 tháng 02 năm 2026"),
    "Tên loại": (14, True, False, "KẾ HOẠCH"),
    "Trích yếu": (14, True, False, "Công tác trẻ em năm 2026"),
    "Căn cứ": (14, False, True, "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;"),
    "Nội dung": (14, False, False, "Ủy ban nhân dân huyện ban hành Kế hoạch như sau:"),
    "Mục": (14, True, False, "I. MỤC ĐÍCH"),
    "Khoản": (14, True, False, "1. Trạm Y tế"),
    "Quyền hạn, chức vụ": (14, True, False, "TM. ỦY BAN NHÂN DÂN"),
    "Họ tên người ký": (14, True, False, "Nguyễn Thị Hà"),
    "Nơi nhận": (12, True, True, "Nơi nhận:"),
    "Danh sách nơi nhận": (11, False, False, "- UBND tỉnh Quảng Trị;"),
}


@pytest.mark.parametrize("style", SIZES)
def test_an_element_has_the_size_and_weight_of_the_sample_column(style: str) -> None:
    size, bold, italic, text = SIZES[style]
    first = paragraphs(opened(PLAN), style)[0]
    (run,) = first.runs
    assert (run.font.size.pt, run.bold, run.italic, first.text) == (size, bold, italic, text)


def _rows(document: Any, table: int) -> list[list[list[str]]]:
    cells = [row.cells for row in document.tables[table].rows]
    return [[[p.text for p in cell.paragraphs if p.text] for cell in row] for row in cells]


def test_the_head_has_two_columns_and_number_and_day_on_one_line() -> None:
    assert _rows(opened(PLAN), 0) == [
        [["ỦY BAN NHÂN DÂN", "HUYỆN CAM LỘ"],
         ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]],
        [["Số: 05/KH-UBND"], ["Cam Lộ, ngày 03 tháng 02 năm 2026"]],
    ]  # fmt: skip


def test_a_superior_stands_above_the_issuer_and_is_not_bold() -> None:
    document = opened(LETTER)
    (superior,) = paragraphs(document, "Cơ quan chủ quản")
    assert (superior.text, superior.runs[0].bold) == ("UBND XÃ CAM THÀNH", False)
    assert _rows(document, 0)[0][0] == ["UBND XÃ CAM THÀNH", "PHÒNG VĂN HÓA - XÃ HỘI"]


def _rule_lengths(document: Any) -> list[float]:
    """The lengths in millimetres of the rules: column less indents."""
    found = []
    for paragraph in paragraphs(document):
        properties = paragraph._p.pPr
        borders = properties.find(qn("w:pBdr"))
        if borders is None:
            continue
        column = paragraph._p.getparent().find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        width = int(column.get(qn("w:w"))) if column is not None else Mm(165).twips
        indents = sum(int(properties.ind.get(qn(f"w:{side}"))) for side in ("left", "right"))
        found.append((width - indents) * 25.4 / 1440)
        assert borders.find(qn("w:top")).get(qn("w:val")) == "single"
    return found


def test_rules_are_as_long_as_the_decree_wants() -> None:
    issuer, motto, title = _rule_lengths(opened(PLAN))
    assert 56 <= motto <= 57  # as long as the words in Times New Roman Bold of 13 points
    assert 33.6 / 3 <= issuer <= 33.6 / 2
    assert 59.5 / 3 <= title <= 59.5 / 2


def test_the_page_number_is_centred_in_the_top_margin_and_not_on_page_one() -> None:
    for section in opened(REPORT).sections:
        (number,) = section.header.paragraphs
        codes = [t.text for t in number._p.iter(qn("w:instrText"))]
        assert codes == ["PAGE"]
        assert number.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert {run.font.size.pt for run in number.runs} == {13}
        assert section.different_first_page_header_footer
        assert not any(p.text for p in section.first_page_header.paragraphs)
        assert section.header_distance < section.top_margin


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


def test_a_letter_has_its_subject_under_its_number_and_no_title() -> None:
    document = opened(LETTER)
    (subject,) = paragraphs(document, "Trích yếu công văn")
    assert subject.text == "V/v phòng, chống đuối nước trẻ em dịp nghỉ hè"
    assert subject.style.paragraph_format.space_before.pt == 6
    assert _rows(document, 0)[1] == [
        [f"Số: {BLANK}/VHXH", subject.text],
        ["Cam Thành, ngày … tháng … năm 2026"],
    ]
    assert not texts(document, "Tên loại")


def test_the_address_stands_at_the_foot_of_page_one_under_a_full_rule() -> None:
    (section,) = opened(LETTER).sections
    foot = section.first_page_footer.paragraphs
    assert [p.text for p in foot] == list(LETTER.contact)
    assert foot[0]._p.find(f".//{qn('w:top')}") is not None
    assert foot[0].paragraph_format.left_indent is None
    assert section.footer.is_linked_to_previous  # page 2 has none


def test_an_appendix_does_not_repeat_the_address() -> None:
    paper = replace(LETTER, appendices=(Appendix("Danh sách", (Paragraph("Một"),)),))
    first, second = opened(paper).sections
    assert first.first_page_footer.paragraphs[0].text
    assert not any(p.text for p in second.first_page_footer.paragraphs)


def test_signature_and_recipients_stand_side_by_side_on_one_page() -> None:
    document = opened(PLAN)
    left = ["Nơi nhận:", "- UBND tỉnh Quảng Trị;", "- UBND các xã, thị trấn;", "- Lưu: VT, VHXH."]
    right = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Thị Hà"]
    assert _rows(document, 1) == [[left, right]]
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
    signatures, recipients = _rows(document, 1)
    assert signatures == [["THƯ KÝ", "Trần Thị Bình"], ["CHỦ TỌA", "Lê Văn An"]]
    assert recipients == [["Nơi nhận:", "- Lưu: VT, Hồ sơ."], []]
    assert not texts(document, "Địa danh, thời gian")


def test_two_appendices_are_numbered_and_say_what_they_belong_to() -> None:
    document = opened(REPORT)
    assert texts(document, "Phụ lục") == ["Phụ lục I", "Phụ lục II"]
    assert texts(document, "Tên phụ lục") == ["DANH MỤC NHIỆM VỤ", "CÁCH GHI SỐ LIỆU"]
    enclosed = "(Kèm theo Báo cáo số 128/BC-UBND ngày 14 tháng 6 năm 2026 của UBND xã Cam Thành)"
    assert texts(document, "Kèm theo") == [enclosed] * 2
    assert texts(document, "Nội dung")[-1].endswith("./.")


def test_one_appendix_has_no_number_and_blanks_stay_blank() -> None:
    paper = replace(LETTER, appendices=(Appendix("Danh sách", (Paragraph("Một"),)),))
    document = opened(paper)
    assert texts(document, "Phụ lục") == ["Phụ lục"]
    (enclosed,) = texts(document, "Kèm theo")
    assert enclosed == f"(Kèm theo Công văn số {BLANK}/VHXH ngày … tháng … năm 2026)"


def test_a_table_repeats_its_headings_and_groups_its_rows() -> None:
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


def test_widths_are_shares() -> None:
    given = replace(WORK, widths=(1, 5, 3, 2))
    table = opened(replace(PLAN, body=(given, Paragraph("Hết")))).tables[1]
    assert [round(column.width.mm) for column in table.columns] == [15, 75, 45, 30]


def test_the_file_says_whose_it_is_and_what_language() -> None:
    document = opened(PLAN)
    properties = document.core_properties
    assert properties.title == "Kế hoạch Công tác trẻ em năm 2026"
    assert properties.author == "Ủy ban nhân dân huyện Cam Lộ"
    assert properties.language == "vi-VN"
    (language,) = document.styles.element.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "vi-VN"


def test_nothing_of_the_template_is_left() -> None:
    package = opened(REPORT).part.package
    names = {str(part.partname)[1:].rstrip("0123456789.xml") for part in package.iter_parts()}
    assert names == {"docProps/core", "word/document", "word/styles", "word/settings",
                          "word/header", "word/footer"}  # fmt: skip


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
