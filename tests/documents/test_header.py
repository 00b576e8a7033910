"""Headers in every shape offices and websites give them."""

from __future__ import annotations

from datetime import date

import pytest

from documents.plan_reader import cited, issuer, read_text
from documents.plan_reader.header import Header

BODY = (
    "\nCăn cứ Luật Trẻ em ngày 05/4/2016, UBND xã Cam Tuyền ban hành kế hoạch:\n1. Tổ chức lễ hội."
)


def header(text: str) -> Header:
    return read_text(text + BODY).header


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số   170 /UBND- LĐTB&XH", "170/UBND-LĐTB&XH"),
        ("Số: 2022/KH-UBND", "2022/KH-UBND"),
        ("Số: 45-HD/TĐTN-TTN", "45-HD/TĐTN-TTN"),
        ("Số:12/KH–UBND", "12/KH-UBND"),
        ("Số:      /KH-UBND", None),
    ],
)
def test_numbers(line: str, number: str | None) -> None:
    assert header(f"ỦY BAN NHÂN DÂN\nXÃ CAM TUYỀN\n{line}\nKẾ HOẠCH\nVui Tết").number == number


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("Cam Lộ, ngày    28   tháng 4  năm 2017", "Cam Lộ", date(2017, 4, 28)),
        ("Hà Nội, ngày 23tháng 02năm 2021", "Hà Nội", date(2021, 2, 23)),
        ("TP. Đông Hà, ngày     tháng 5 năm 2018", "TP. Đông Hà", None),
        ("Cam Lộ, ngày 31 tháng 02 năm 2017", "Cam Lộ", None),
    ],
)
def test_place_and_date(line: str, place: str, day: date | None) -> None:
    found = header(f"UBND XÃ CAM TUYỀN\nSố: 1/KH-UBND\n{line}\nKẾ HOẠCH\nVui Tết")
    assert (found.place, found.date) == (place, day)


@pytest.mark.parametrize(
    ("lines", "place", "name"),
    [
        (["ỦY BAN NHÂN DÂN", "HUYỆN CAM LỘ"], "Cam Lộ", "UBND huyện Cam Lộ"),
        (["UỶ BAN NHÂN DÂN TỈNH BẾN TRE"], "Bến Tre", "UBND tỉnh Bến Tre"),
        (["UBND TP. ĐÔNG HÀ"], None, "UBND thành phố Đông Hà"),
        (["ỦY BAN NHÂN DÂN"], "Hà Nội", "UBND thành phố Hà Nội"),
        (["ỦY BAN NHÂN DÂN"], "Lạng Sơn", "UBND tỉnh Lạng Sơn"),
        (["BỘ LAO ĐỘNG - THƯƠNG BINH", "VÀ XÃ HỘI"], None, "Bộ Lao động - Thương binh và Xã hội"),
        (["BỘ Y TẾ"], "Hà Nội", "Bộ Y tế"),
        (["UBND TỈNH KON TUM", "SỞ Y TẾ"], "Kon Tum", "Sở Y tế tỉnh Kon Tum"),
        (["SỞ LĐTB&XH"], None, "Sở LĐTB&XH"),
        ([], None, None),
    ],
)
def test_issuers(lines: list[str], place: str | None, name: str | None) -> None:
    assert issuer.find(lines, place, "") == name


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("KẾ HOẠCH\nVui Tết Trung thu năm 2024", "ke_hoach", "Vui Tết Trung thu năm 2024"),
        ("HƯỚNG DẪN\nTổ chức Diễn đàn\ntrẻ em", "huong_dan", "Tổ chức Diễn đàn trẻ em"),
        ("Số: 5/KH-UBND\nVUI TẾT TRUNG THU", "ke_hoach", "VUI TẾT TRUNG THU"),
        ("V/v: tặng quà\nKính gửi: Các thôn", "cong_van", "V/v: tặng quà"),
        ("Về việc tặng quà\nKính gửi: Các thôn", "cong_van", "Về việc tặng quà"),
        ("Số: 7/UBND V/v tặng quà\nKính gửi: Các thôn", "cong_van", "V/v tặng quà"),
        ("CHỈ THỊ\nVề phòng, chống đuối nước", "khac", "Về phòng, chống đuối nước"),
    ],
)
def test_kinds_and_subjects(text: str, kind: str, subject: str) -> None:
    found = header(text)
    assert (found.kind, found.subject) == (kind, subject)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("Kính gửi: UBND các xã, thị trấn.", ("UBND các xã, thị trấn",)),
        ("Kính gửi:\n- Công an xã;\n- Trạm Y tế.", ("Công an xã", "Trạm Y tế")),
        ("Kính gửi: - Công an xã;\n- Trạm Y tế.", ("Công an xã", "Trạm Y tế")),
        ("Kính gửi: Công an xã; Trạm Y tế", ("Công an xã", "Trạm Y tế")),
    ],
)
def test_addressees(lines: str, names: tuple[str, ...]) -> None:
    assert header(f"V/v tặng quà\n{lines}").addressees == names


@pytest.mark.parametrize(
    ("subject", "period"),
    [
        ("Công tác trẻ em năm 2017", "2017"),
        ("Chương trình giai đoạn 2016 – 2020", "2016-2020"),
        ("Kế hoạch từ năm 2021 đến năm 2025", "2021-2025"),
        ("Dinh dưỡng đến năm 2025", "2020-2025"),
        ("Tặng quà", None),
    ],
)
def test_periods(subject: str, period: str | None) -> None:
    assert cited.period(subject, date(2020, 3, 20)) == period


def test_documents_it_is_based_on() -> None:
    texts = [
        "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;",
        "Thực hiện Công văn số 751/SLĐTBXH - BĐG ngày 05/4/2017 của Sở; Kế hoạch số 5/KH-UBND",
    ]
    assert cited.based_on(texts) == (
        "Luật Trẻ em ngày 05 tháng 4 năm 2016",
        "Công văn số 751/SLĐTBXH - BĐG ngày 05/4/2017",
        "Kế hoạch số 5/KH-UBND",
    )
