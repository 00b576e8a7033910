"""The hand-out list of gifts as a paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from documents.gift_paper import HandOut, Share, file_name, paper_of
from documents.official_paper import Table
from tests.documents.papers import opened, texts

LIST = HandOut(
    issuer="UBND xã Cam Thành",
    place="Cam Thành",
    campaign="Tết Trung thu năm 2026",
    year=2026,
    ages=("0–2 tuổi", "3–5 tuổi"),
    shares=(
        Share(
            "Thôn Phan Xá", (12, 1_030), 1_042, ("Hội LHPN xã",), date(2026, 9, 22), "Lê Thị Hoa"
        ),
        Share("Thôn An Thái", (None, 0), 0),
    ),
    sums=(12, 1_030),
    whole=1_042,
)


def test_each_hamlet_with_its_gifts_from_whom_and_when() -> None:
    table = paper_of(LIST).body[0]
    assert isinstance(table, Table)
    assert table.headings[1:5] == ("Thôn, tổ dân phố", "0–2 tuổi", "3–5 tuổi", "Tổng số suất")
    assert [tuple(map(str, row)) for row in table.rows] == [
        ("1", "Thôn Phan Xá", "12", "1.030", "1.042", "Hội LHPN xã\n22/9/2026\nLê Thị Hoa"),
        ("2", "Thôn An Thái", "", "0", "0", ""),
        ("", "Tổng cộng", "12", "1.030", "1.042", ""),
    ]


def test_it_opens_as_a_paper_of_the_unit() -> None:
    told = "\n".join(texts(opened(paper_of(LIST))))
    assert "ỦY BAN NHÂN DÂN" in told
    assert "Phân bổ quà Tết Trung thu năm 2026" in told
    assert "Tổng số quà phân bổ: 1.042 suất./." in told


def test_nothing_known_and_no_bands() -> None:
    told = texts(opened(paper_of(replace(LIST, ages=(), shares=(), sums=(), whole=None))))
    assert "Số suất quà chưa được xác định./." in told


def test_the_file_is_named_in_plain_letters() -> None:
    assert file_name(LIST) == (
        "danh-sach-phan-bo-qua-tet-trung-thu-nam-2026-ubnd-xa-cam-thanh.docx"
    )
