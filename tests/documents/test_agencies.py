"""Units in headings, orders and lists."""

from __future__ import annotations

import pytest

from documents.plan_reader import agencies, tables


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (
            "Phòng Lao động - Thương binh và Xã hội huyện:",
            ["Phòng Lao động - Thương binh và Xã hội huyện"],
        ),
        (
            "Đề nghị Mặt trận và các đoàn thể liên quan: Tăng cường",
            ["Mặt trận và các đoàn thể liên quan"],
        ),
        ("Sở Y tế có trách nhiệm:", ["Sở Y tế"]),
        ("Đoàn Thanh niên, Hội LHPN xã", ["Đoàn Thanh niên", "Hội LHPN xã"]),
        ("Công tác truyền thông:", []),
        ("Phòng, chống đuối nước:", []),
        ("Tổ chức lễ phát động:", []),
        ("Các giải pháp:", []),
        ("Báo cáo kết quả:", []),
    ],
)
def test_units_of_headings(text: str, units: list[str]) -> None:
    assert agencies.unit_of_heading(text) == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Giao Sở Y tế chủ trì, phối hợp với Sở Tư pháp thực hiện", ["Sở Y tế"]),
        ("Công an huyện bảo đảm an ninh trật tự", ["Công an huyện"]),
        ("Các ban, ngành có trách nhiệm xây dựng kế hoạch", ["Các ban, ngành"]),
        ("Sở Kế hoạch và Đầu tư: bố trí vốn", ["Sở Kế hoạch và Đầu tư"]),
        ("Rà soát, thống kê trẻ em", []),
    ],
)
def test_who_is_responsible(text: str, units: list[str]) -> None:
    assert agencies.responsible_in(text) == units


def test_who_works_with_them() -> None:
    text = (
        "Chủ trì, phối hợp với Phòng Văn hóa và Thông tin, Sở Văn hóa, Thể thao và Du lịch, "
        "Công an "
        "huyện, các ngành liên quan và UBND các xã, thị trấn triển khai kế hoạch"
    )
    assert agencies.coordinating_in(text) == [
        "Phòng Văn hóa và Thông tin",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Công an huyện",
        "UBND các xã, thị trấn",
    ]


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        ("Phòng Y tế", True),
        ("Thành viên: ông A", False),
        ("Công an xã tuần tra ban đêm, bảo vệ trẻ em", False),
        ("Sổ tay hướng dẫn", False),
    ],
)
def test_names_alone_are_no_duties(text: str, is_list: bool) -> None:
    assert agencies.is_unit_list(text) is is_list


def test_a_table_needs_a_column_of_duties_and_one_of_people_or_time() -> None:
    assert tables.columns_of("STT | Nội dung | Đơn vị chủ trì | Phối hợp | Thời gian") == {
        "label": 0,
        "content": 1,
        "lead": 2,
        "with": 3,
        "time": 4,
    }
    assert tables.columns_of("STT | Họ và tên | Ngày sinh") == {}
    assert tables.row_of("1 | Tặng quà |", {"content": 1, "time": 2}).time == ""
