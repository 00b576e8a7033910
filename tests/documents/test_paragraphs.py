"""Lines joined to paragraphs: wraps, false marks, page ends, glued headings."""

from __future__ import annotations

import pytest

from documents.extraction.plain_text import lines_of
from documents.plan_reader import paragraphs
from documents.plan_reader.clean import clean, page_footnotes, without_references

FILLER = """1. Các đơn vị tiếp tục tổ chức tuyên truyền về quyền trẻ em trên hệ thống
truyền thanh cơ sở và tại các trường học trên địa bàn, chú trọng các thôn
vùng sâu, vùng xa; phối hợp với các đoàn thể vận động nhân dân tham gia bảo
vệ trẻ em, phòng, chống tai nạn, thương tích, đuối nước cho trẻ em trong dịp
nghỉ hè.
"""


def joined(text: str) -> list[str]:
    lines = clean(lines_of(text))
    return [p.text for p in paragraphs.join([li for li in lines if not paragraphs.is_noise(li)])]


@pytest.mark.parametrize(
    "cut",
    [
        "2. Thực hiện Chương trình giai đoạn 2021\n- 2025” tại địa phương.",
        "2. Phát triển kinh tế\n- xã hội tại địa phương.",
        "2. Tặng quà làm\n02 đợt: Tháng hành động và Tết Trung thu.",
        "2. Hỗ trợ theo quy định tại khoản\n1. Cấp ngay kinh phí cho các xã.",
        "2. Sở Lao động\n- Thương binh và Xã hội chủ trì thực hiện.",
        "2. Căn cứ Điều\n5. Luật trẻ em.",
    ],
)
def test_a_false_mark_goes_on_with_the_line_before(cut: str) -> None:
    assert joined(FILLER + cut)[1:] == [" ".join(cut.split())]


@pytest.mark.parametrize("heading", ["4. Y tế và giáo dục", "2. Văn hóa", "3. Tài chính"])
def test_a_list_under_a_heading_that_ends_like_an_office_stays_a_list(heading: str) -> None:
    assert joined(FILLER + f"{heading}\n- Khám sức khỏe.")[1:] == [heading, "- Khám sức khỏe."]


def test_true_marks_start_paragraphs_in_wrapped_text() -> None:
    found = joined(FILLER + "II. NHIỆM VỤ\n1. Truyền thông\n- Tổ chức chiến dịch;\n- Phát thanh.")
    assert found[1:] == [
        "II. NHIỆM VỤ",
        "1. Truyền thông",
        "- Tổ chức chiến dịch;",
        "- Phát thanh.",
    ]


def test_paragraphs_of_unwrapped_text_stay_apart() -> None:
    found = joined("1. Công tác truyền thông\nTổ chức chiến dịch\nPhát thanh tin bài")
    assert found == ["1. Công tác truyền thông", "Tổ chức chiến dịch", "Phát thanh tin bài"]


def test_a_bracket_cut_by_a_footnote_is_closed_again() -> None:
    assert joined("- Giảm 10% so với năm 2016 (\n), giảm tối đa") == [
        "- Giảm 10% so với năm 2016, giảm tối đa"
    ]


def test_a_heading_over_two_lines_is_one() -> None:
    found = joined("II. NHIỆM VỤ VÀ GIẢI PHÁP\nCHỦ YẾU\n1. Sở Lao động - Thương\nbinh và Xã hội")
    assert found == ["II. NHIỆM VỤ VÀ GIẢI PHÁP CHỦ YẾU", "1. Sở Lao động - Thương binh và Xã hội"]


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        ("1. Hỗ trợ trẻ em. II. TỔ CHỨC THỰC HIỆN", 2),
        ("1. Hỗ trợ trẻ em. 2. Phòng Y tế: Khám sức khỏe.", 2),
        ("- Hỗ trợ trẻ em mồ côi; - Trao học bổng cho trẻ em nghèo", 2),
        ("1. Phòng Lao động - Thương binh và Xã hội: theo dõi.", 1),
    ],
)
def test_a_heading_glued_to_a_sentence_is_parted(glued: str, parts: int) -> None:
    assert len(joined(glued)) == parts


def test_literal_line_breaks_are_blanks() -> None:
    assert joined("\\r\\n- Tổ chức\\r\\nchiến dịch") == ["- Tổ chức chiến dịch"]


@pytest.mark.parametrize(
    ("text", "bare"),
    [("dưới 24%1; duy trì", "dưới 24%; duy trì"), ("trẻ em[1] được", "trẻ em được"), ("5%", "5%")],
)
def test_footnote_references_are_taken_out(text: str, bare: str) -> None:
    assert without_references(text) == bare


def test_footnotes_of_a_page_leave_the_text() -> None:
    lines = clean(lines_of("giảm xuống 5%1 và\n1 Năm 2016 là 7%.\n\f2\nhỗ trợ trẻ em."))
    kept, notes = page_footnotes(lines)
    assert [line.text for line in notes if line.text] == ["1 Năm 2016 là 7%."]
    assert [
        p.text for p in paragraphs.join([li for li in kept if not paragraphs.is_noise(li)])
    ] == ["giảm xuống 5% và hỗ trợ trẻ em."]
