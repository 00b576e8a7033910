"""Aims with numbers, and numbers that are none."""

from __future__ import annotations

import pytest

from documents.plan_reader import budget, targets
from documents.plan_reader.numbers import Value


def found(text: str, *, is_aim: bool = True) -> list[tuple[Value, str]]:
    return [(t.value, t.unit) for t in targets.in_text(text, is_aim=is_aim)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("9/9 xã, thị trấn đạt chuẩn", [("9/9", "xã")]),
        ("tại 02 xã: Tân Cảnh và Đăk Tô", [(2, "xã")]),
        ("giảm 5-10% số trẻ em đuối nước", [("5-10", "%")]),
        ("xuống còn 500/100.000 trẻ em", [("500/100.000", "trẻ em")]),
        ("giảm từ 23 xuống 18 trẻ em", [(18, "trẻ em")]),
        ("tăng từ 78% lên 85%", [(85, "%")]),
        ("hỗ trợ 1.210 trẻ em", [(1210, "trẻ em")]),
        ("dưới 1,7%", [(1.7, "%")]),
        ("dưới 1 %", [(1, "%")]),
        ("đạt 90% vào năm 2025 và 95% vào năm 2030", [(90, "%"), (95, "%")]),
        ("duy trì 02 câu lạc bộ tại 02 xã", [(2, "câu lạc bộ")]),
        ("04 điểm tham vấn cộng đồng", [(4, "điểm tham vấn")]),
    ],
)
def test_targets(text: str, values: list[tuple[Value, str]]) -> None:
    assert found(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "trẻ em dưới 6 tuổi",
        "bộ công cụ 15 chỉ tiêu",
        "số điện thoại: 18001567 hoặc 111",
        "theo Thông tư số 23/2010/TT-BLĐTBXH ngày 16/8/2010",
        "(từ 11.534 trẻ năm 2011 xuống còn 9.393 trẻ năm 2015)",
        "trước ngày 15/6",
        "giai đoạn 2016-2020",
    ],
)
def test_what_is_no_target(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "direction", "base"),
    [
        ("giảm 5% so với năm 2016", "giảm", "2016"),
        ("tăng 10% số câu lạc bộ", "tăng", None),
        ("ít nhất 50% xã", ">=", None),
        ("không quá 3%", "<=", None),
        ("100% trẻ em", None, None),
    ],
)
def test_direction_and_base(text: str, direction: str | None, base: str | None) -> None:
    first = targets.in_text(text, is_aim=True)[0]
    assert (first.direction, first.base) == (direction, base)


def test_outside_the_aims_a_word_must_make_it_a_target() -> None:
    assert found("Duy trì 04 câu lạc bộ", is_aim=False) == [(4, "câu lạc bộ")]
    assert found("Chọn 02 xã làm điểm", is_aim=False) == []


def test_baselines_carry_the_year_of_their_sentence() -> None:
    (figure,) = targets.baselines(["Năm 2016, số trẻ em lao động sớm là 1.435 trẻ."])
    assert (figure.value, figure.unit, figure.year) == (1435, "trẻ", "2016")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("6.350.000.000 đồng", 6_350_000_000),
        ("6.350 triệu đồng", 6_350_000_000),
        ("1,5 tỷ đồng", 1_500_000_000),
        ("300 nghìn đồng", 300_000),
        ("15.000.000đ", 15_000_000),
        ("ngân sách nhà nước", None),
    ],
)
def test_amounts(text: str, amount: int | None) -> None:
    assert budget.amount(text) == amount
