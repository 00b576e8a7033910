"""Marks in front of items, and what only looks like one."""

from __future__ import annotations

import pytest

from documents.plan_reader import markers
from documents.plan_reader.markers import Style


@pytest.mark.parametrize(
    ("text", "style", "label", "rank"),
    [
        ("I. MỤC TIÊU", Style.ROMAN, "I", 1),
        ("IV- TỔ CHỨC", Style.ROMAN, "IV", 4),
        ("XI/ Kinh phí", Style.ROMAN, "XI", 11),
        ("V TỔ CHỨC THỰC HIỆN", Style.ROMAN, "V", 5),
        ("A. ĐẶT VẤN ĐỀ", Style.CAPITAL, "A", 1),
        ("Phần thứ hai", Style.PART, "Phần thứ hai", 2),
        ("PHẦN II. KẾ HOẠCH", Style.PART, "PHẦN II", 2),
        ("Điều 2. Giao Sở Y tế", Style.ARTICLE, "Điều 2", 2),
        ("1. Truyền thông", Style.NUMBER, "1", 1),
        ("II.2. Truyền thông", Style.NUMBER, "II.2", 2),
        ("12.Tăng cường", Style.NUMBER, "12", 12),
        ("1/ Truyền thông", Style.NUMBER, "1", 1),
        ("1.1. Nội dung", Style.NUMBER_2, "1.1", 1),
        ("2.1 Nội dung", Style.NUMBER_2, "2.1", 1),
        ("1.2.3. Nội dung", Style.NUMBER_3, "1.2.3", 3),
        ("a) Cấp tỉnh", Style.LETTER, "a", 1),
        ("đ) Cấp xã", Style.LETTER, "đ", 5),
        ("b. Bước 2", Style.LETTER, "b", 2),
        ("(3) Hỗ trợ", Style.BRACKET, "3", 3),
        ("- Rà soát", Style.DASH, "-", 0),
        ("–Rà soát", Style.DASH, "–", 0),
        ("+ Lập danh sách", Style.PLUS, "+", 0),
        ("* Về bảo vệ", Style.STAR, "*", 0),
        ("• Về bảo vệ", Style.DOT, "•", 0),
    ],
)
def test_marks(text: str, style: Style, label: str, rank: int) -> None:
    found = markers.find(text)
    assert found is not None
    assert (found.style, found.label, found.rank) == (style, label, rank)


@pytest.mark.parametrize(
    "text",
    [
        "02 đợt: Tháng hành động",
        "15/6 hằng năm",
        "1.210 trẻ em",
        "9/9 xã, thị trấn",
        "15 - 16 tuổi",
        "1,7 triệu đồng",
        "V/v hướng dẫn",
        "-----",
        "Điều 94 Luật trẻ em",
        "I",
        "",
    ],
)
def test_no_marks(text: str) -> None:
    assert markers.find(text) is None
