"""Dates that are deadlines, windows, or neither."""

from __future__ import annotations

from datetime import date

import pytest

from documents.plan_reader import dates, deadlines
from documents.plan_reader.deadlines import Calendar

ISSUED = Calendar(date(2017, 4, 28), 2017)


def found(text: str) -> list[str]:
    return [deadline.date for deadline in deadlines.find(text, ISSUED)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("6 tháng trước ngày 15/6 và năm trước ngày 15/12", ["--06-15", "--12-15"]),
        ("(trước ngày 05/6/2017 và 15/12/2017)", ["2017-06-05", "2017-12-15"]),
        ("trước ngày 05/6 và 15/12/2017", ["2017-06-05", "2017-12-15"]),
        ("báo cáo vào các ngày 25/5 và 20/11 hằng năm", ["--05-25", "--11-20"]),
        ("trước ngày 10 tháng 12 hàng năm", ["--12-10"]),
        ("trước ngày 10 tháng 7 năm 2018", ["2018-07-10"]),
        ("hạn cuối ngày 15/11/2022", ["2022-11-15"]),
        ("chậm nhất là ngày 15/7/2019", ["2019-07-15"]),
        ("chậm nhất vào ngày 05/10/2023", ["2023-10-05"]),
        ("trước 16 giờ 00 ngày 10/6/2022", ["2022-06-10"]),
        ("trước thứ Sáu, ngày 10/6/2022", ["2022-06-10"]),
        ("xong trước 15/6/2022", ["2022-06-15"]),
        ("đến hết ngày 30/6/2023", ["2023-06-30"]),
        ("trước ngày 23tháng 02năm 2021", ["2021-02-23"]),
        ("Lễ phát động tổ chức vào ngày 28/5/2018", ["2018-05-28"]),
        ("trước ngày 15-6-2018", ["2018-06-15"]),
        ("trước các ngày: 15/3, 15/6 hằng năm", ["--03-15", "--06-15"]),
        ("vào ngày 15/6 (báo cáo 6 tháng) và 15/12 (báo cáo năm)", ["--06-15", "--12-15"]),
        ("Ngày 28/5/2018: Lễ phát động", ["2018-05-28"]),
        ("(số 35 Trần Phú, phường 6) trước ngày 30/5/2018", ["2018-05-30"]),
    ],
)
def test_deadlines(text: str, days: list[str]) -> None:
    assert found(text) == days


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("từ ngày 08 đến ngày 10 tháng 12 năm 2025", "2025-12-08", "2025-12-10"),
        ("từ 15/11/2017 đến ngày 15/12/2017", "2017-11-15", "2017-12-15"),
        ("từ ngày 01/6 đến hết ngày 30/6/2018", "2018-06-01", "2018-06-30"),
        ("(từ 01/6 - 30/6 hằng năm)", "--06-01", "--06-30"),
        ("từ ngày 15/5-30/6/2018", "2018-05-15", "2018-06-30"),
    ],
)
def test_windows(text: str, start: str, end: str) -> None:
    (window,) = deadlines.find(text, ISSUED)
    assert (window.start, window.date) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "theo Kế hoạch số 51/KH - UBND ngày 11/11/2018 của UBND huyện",
        "Công văn số 751/SLĐTBXH - BĐG ngày 05/4/2018 của Sở",
        "Quyết định số 34/2014/QĐ-TTg ngày 30 tháng 5 năm 2018",
        "Luật Trẻ em ngày 05/4/2018",
        "Luật trẻ em có hiệu lực từ ngày 01/6/2017",
        "Quyết định này có hiệu lực kể từ ngày 20/5/2019",
        "(yêu cầu báo cáo trước ngày 31/01/2017)",
        "hoàn thành trước ngày 15/12/2015",
        "nhân Ngày Quốc tế thiếu nhi 1/6",
        "Ngày Quốc tế thiếu nhi 1-6, Tết Trung thu",
        "hỗ trợ 24/24 giờ qua số 111",
        "9/9 xã đạt chuẩn trước năm 2018",
        "điện thoại: 02333.731.084 hoặc 02333.732.357",
        "trước tháng 6 năm 2018",
        "trước ngày 31/02/2018",
        "tức ngày 12/8 âm lịch",
    ],
)
def test_what_is_no_deadline(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("trước ngày 10 tháng 12 hàng năm", "yearly"),
        ("định kỳ 6 tháng trước ngày 15/6", "yearly"),
        ("trước ngày 15/6", None),
        ("trước ngày 15/6/2018", None),
    ],
)
def test_recurrence(text: str, recurrence: str | None) -> None:
    assert [d.recurrence for d in deadlines.find(text, ISSUED)] == [recurrence]


def test_what_is_due() -> None:
    text = "báo cáo 6 tháng trước ngày 15/6 và năm trước ngày 15/12"
    said = [d.what for d in deadlines.find(text, ISSUED)]
    assert said == ["báo cáo 6 tháng", "báo cáo năm"]


def test_days_of_every_month() -> None:
    assert deadlines.monthly_days("báo cáo trước ngày 20 hằng tháng") == ["---20"]
    assert deadlines.monthly_days("báo cáo trước ngày 20/6") == []


def test_a_document_without_a_date_knows_the_years_it_is_for() -> None:
    assert deadlines.find("trước ngày 15/12/2015", Calendar(None, 2016)) == []
    assert deadlines.find("trước ngày 15/12/2016", Calendar(None, 2016)) != []


def test_the_last_year_named() -> None:
    assert dates.year_in("từ năm 2011 đến năm 2015") == 2015
    assert dates.year_in("nhiều năm") is None
