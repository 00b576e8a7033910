"""Years and days of a text, moved with its plan; those of cited documents stay."""

from __future__ import annotations

from datetime import date

import pytest

from config import ROOT
from models.year_words import moved, moved_day, moved_written_day

DEMO = ROOT / "data" / "demo"
CAM_LO = (DEMO / "cam-lo-2017-cong-van-170.txt").read_text(encoding="utf-8")
DAK_TO = (DEMO / "dak-to-2017-ke-hoach.txt").read_text(encoding="utf-8")


def changes(text: str, *given: int) -> list[tuple[str, str]]:
    """The lines that differ after moving, before and after."""
    pairs = zip(text.split("\n"), moved(text, *given).split("\n"), strict=True)
    return [(old, new) for old, new in pairs if old != new]


MOVED = [
    ("năm 2017", "năm 2026"),
    ("công tác trẻ em năm 2017.", "công tác trẻ em năm 2026."),
    ("Tháng hành động vì trẻ em năm 2017; khác", "Tháng hành động vì trẻ em năm 2026; khác"),
    ("từ 15/11/2017 đến ngày 15/12/2017 theo", "từ 15/11/2026 đến ngày 15/12/2026 theo"),
    ("trước ngày 05/6/2017 và 15/12/2017", "trước ngày 05/6/2026 và 15/12/2026"),
    ("ngày 15 tháng 6 năm 2017", "ngày 15 tháng 6 năm 2026"),
    ("tháng 6/2017", "tháng 6/2026"),
    ("06/2017", "06/2026"),
    ("tháng 6 năm 2017", "tháng 6 năm 2026"),
    ("quý II/2017", "quý II/2026"),
    ("6 tháng đầu năm 2017", "6 tháng đầu năm 2026"),
    ("năm học 2017-2018", "năm học 2026-2027"),
    ("năm học 2016 – 2017", "năm học 2025 – 2026"),
    ("hè 2017", "hè 2026"),
    ("kế hoạch của UBND xã trước ngày 15/12/2017", "kế hoạch của UBND xã trước ngày 15/12/2026"),
    ("Tết Trung thu 2017 trên địa bàn", "Tết Trung thu 2026 trên địa bàn"),
    ("từ 15/12/2016 đến 14/12/2017", "từ 15/12/2025 đến 14/12/2026"),
    ("15.12.2017", "15.12.2026"),
    ("15-12-2017", "15-12-2026"),
    (
        "theo Quyết định số 06/QĐ-TTg ngày 03/01/2017, hoàn thành trong năm 2017",
        "theo Quyết định số 06/QĐ-TTg ngày 03/01/2017, hoàn thành trong năm 2026",
    ),
    (
        "Thực hiện Kế hoạch số 9/KH-UBND của UBND tỉnh về trẻ em; tổng kết năm 2017",
        "Thực hiện Kế hoạch số 9/KH-UBND của UBND tỉnh về trẻ em; tổng kết năm 2026",
    ),
]
KEPT = [
    "theo Kế hoạch của UBND huyện ngày 15/3/2017",
    "theo Quyết định của Thủ tướng Chính phủ ngày 30 tháng 5 năm 2017",
    "số 34/2014/QĐ-TTg ngày 30/5/2014",
    "Kế hoạch số 10/KH-UBND ngày 10/02/2017",
    "Kế hoạch số 10/KH – UBND ngày 10/02/2017 của UBND huyện",
    "Kế hoạch số 10/KH-UBND, ngày 10 tháng 02 năm 2017",
    "Công văn số 751/SLĐTBXH - BĐG ngày 05/4/2017",
    "Thông tư số 25/2017/TT-BLĐTBXH",
    "Luật 91/2017/QH15",
    "Quyết định số 1555 ngày 17/10/2017",
    "Công văn ngày 05/4/2017 của Sở",
    "Luật trẻ em năm 2016",
    "Luật Trẻ em năm 2017",
    "Luật Bảo vệ, chăm sóc và giáo dục trẻ em năm 2017",
    "Luật Trẻ em ngày 05 tháng 4 năm 2017",
    "giai đoạn 2016-2020",
    "giai đoạn 2017 -2020",
    "so với năm 2016",
    "Công văn số 2017",
    "2017 trẻ em",
    "2.017 suất quà",
    "tổng đài 18001567",
    "02333.732.017",
    "trước ngày 15/6",
    "ngày 1-6",
    "Kế hoạch số 12/KH-UBND ngày 03/01/2017 của UBND tỉnh về công tác trẻ em năm 2017",
    "Kế hoạch số 1/KH-UBND của UBND huyện về bảo vệ, chăm sóc trẻ em năm 2017",
]


@pytest.mark.parametrize(("old", "new"), MOVED)
def test_the_plans_own_year_moves(old: str, new: str) -> None:
    assert moved(old, 2017, 2017, 9) == new


@pytest.mark.parametrize("text", KEPT)
def test_what_is_not_the_plans_year_stays(text: str) -> None:
    assert moved(text, 2017, 2017, 9) == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("giai đoạn 2016-2020", "giai đoạn 2026-2030"),
        ("giai đoạn 2016 – 2020", "giai đoạn 2026 – 2030"),
        ("từ năm 2016 đến năm 2020", "từ năm 2026 đến năm 2030"),
        ("sơ kết năm 2018, tổng kết năm 2020", "sơ kết năm 2028, tổng kết năm 2030"),
        ("đến hết năm 2020", "đến hết năm 2030"),
        ("trước ngày 10/12/2018", "trước ngày 10/12/2028"),
        ("giai đoạn 2011-2015", "giai đoạn 2011-2015"),
        ("giai đoạn 2016-2025", "giai đoạn 2016-2025"),
        (
            "Kế hoạch số 168/KH-UBND ngày 14/6/2016 về bảo vệ trẻ em giai đoạn 2016-2020",
            "Kế hoạch số 168/KH-UBND ngày 14/6/2016 về bảo vệ trẻ em giai đoạn 2016-2020",
        ),
    ],
)
def test_a_period_of_several_years_moves_as_a_whole(old: str, new: str) -> None:
    assert moved(old, 2016, 2020, 10) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("trước ngày 29/02/2024", "trước ngày 28/02/2025"),
        ("ngày 29 tháng 02 năm 2024", "ngày 28 tháng 02 năm 2025"),
        ("trước ngày 28/02/2024", "trước ngày 28/02/2025"),
    ],
)
def test_a_leap_day_is_written_as_the_day_before(old: str, new: str) -> None:
    assert moved(old, 2024, 2024, 1) == new


def test_a_leap_day_stays_between_leap_years() -> None:
    assert moved_day(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert moved_day(date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_days_as_data_move_where_they_have_a_year() -> None:
    assert moved_written_day("2017-12-15", 9) == "2026-12-15"
    assert moved_written_day("--06-15", 9) == "--06-15"


def test_of_the_cam_lo_letter_only_its_own_year_moves() -> None:
    found = changes(CAM_LO, 2017, 2017, 9)
    assert [new.strip()[:60] for _old, new in found] == [
        "Số   170 /UBND- LĐTB&XH                         Cam Lộ, ngày",
        "trẻ em và bình đẳng giới năm 2026",
        "- Tổ chức thực hiện Tháng hành động vì trẻ em năm 2026; Thán",
    ]
    action_month = found[-1][1]
    assert "từ 15/11/2026 đến ngày 15/12/2026 theo Kế hoạch" in action_month


def test_of_the_dak_to_plan_all_its_years_move_and_no_other() -> None:
    after = moved(DAK_TO, 2017, 2017, 9)
    assert "2017" not in after
    assert after.count("2026") == DAK_TO.count("2017")
    assert after.count("2016") == DAK_TO.count("2016")
    assert "(trước ngày 05/6/2026 và 15/12/2026)" in after
    assert "Quyết định số 624/QĐ-UBND, ngày 09/6/2016" in after


def test_moving_there_and_back_changes_nothing() -> None:
    for text in (CAM_LO, DAK_TO):
        assert moved(moved(text, 2017, 2017, 40), 2057, 2057, -40) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các năm 2018, 2019, 2020", "các năm 2028, 2029, 2030"),
        ("năm 2018 và 2020", "năm 2028 và 2030"),
        ("năm 2018 sơ kết, năm 2020 tổng kết", "năm 2028 sơ kết, năm 2030 tổng kết"),
        ("năm 2014, 2015", "năm 2014, 2015"),
    ],
)
def test_each_year_of_a_list_is_moved(text: str, expected: str) -> None:
    assert moved(text, 2016, 2020, 10) == expected
