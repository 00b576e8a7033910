"""Sheet, type and head of an official paper held against Decree 30/2020, annex I."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from documents.official_paper import Appendix, Paper, Paragraph, looks
from tests.documents.papers import (
    ALL,
    BLANK,
    LETTER,
    PLAN,
    REPORT,
    opened,
    paragraphs,
    rows,
    runs,
    texts,
)

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


def test_the_head_has_two_columns_and_number_and_day_on_one_line() -> None:
    assert rows(opened(PLAN), 0) == [
        [["ỦY BAN NHÂN DÂN", "HUYỆN CAM LỘ"],
         ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]],
        [["Số: 05/KH-UBND"], ["Cam Lộ, ngày 03 tháng 02 năm 2026"]],
    ]  # fmt: skip


def test_a_superior_stands_above_the_issuer_and_is_not_bold() -> None:
    document = opened(LETTER)
    (superior,) = paragraphs(document, "Cơ quan chủ quản")
    assert (superior.text, superior.runs[0].bold) == ("UBND XÃ CAM THÀNH", False)
    assert rows(document, 0)[0][0] == ["UBND XÃ CAM THÀNH", "PHÒNG VĂN HÓA - XÃ HỘI"]


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


def test_a_letter_has_its_subject_under_its_number_and_no_title() -> None:
    document = opened(LETTER)
    (subject,) = paragraphs(document, "Trích yếu công văn")
    assert subject.text == "V/v phòng, chống đuối nước trẻ em dịp nghỉ hè"
    assert subject.style.paragraph_format.space_before.pt == 6
    assert rows(document, 0)[1] == [
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
