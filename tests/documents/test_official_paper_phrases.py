"""The fixed lines of an official paper, by example."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.official_paper import (
    issuer_lines_of,
    looks,
    number_line,
    phrases,
    point_letter,
    punctuated,
    roman,
    signed_line,
)
from documents.official_paper.titles import broken
from documents.plan_reader import markers


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2026, 2, 5), "Cam Lộ, ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 31), "Cam Lộ, ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 9), "Cam Lộ, ngày 09 tháng 3 năm 2026"),
        (date(2026, 9, 10), "Cam Lộ, ngày 10 tháng 9 năm 2026"),
        (date(2026, 12, 25), "Cam Lộ, ngày 25 tháng 12 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_zero(day: date, line: str) -> None:
    assert signed_line("Cam Lộ", day) == line


@pytest.mark.parametrize(
    ("place", "year", "line"),
    [
        ("Cam Lộ", 2026, "Cam Lộ, ngày … tháng … năm 2026"),
        ("Cam Lộ", None, "Cam Lộ, ngày … tháng … năm …"),
        ("", 2026, ""),
    ],
)
def test_a_day_not_known_yet_is_left_blank(place: str, year: int | None, line: str) -> None:
    assert signed_line(place, None, year=year) == line


@pytest.mark.parametrize(
    ("number", "code", "line"),
    [
        ("12/KH-UBND", "", "Số: 12/KH-UBND"),
        ("12", "KH-UBND", "Số: 12/KH-UBND"),
        ("5/KH-UBND", "BC-UBND", "Số: 05/KH-UBND"),
        ("05", "TTr-UBND", "Số: 05/TTr-UBND"),
        ("0", "KH-UBND", "Số: 00/KH-UBND"),
        ("170 / UBND – LĐTB&XH", "", "Số: 170/UBND-LĐTB&XH"),
        ("12a/KH-UBND", "", "Số: 12a/KH-UBND"),
        (None, "KH-UBND", "Số:       /KH-UBND"),
        ("", " KH - UBND ", "Số:       /KH-UBND"),
    ],
)
def test_number_and_symbol_stand_without_blanks(number: str | None, code: str, line: str) -> None:
    assert number_line(number, code).replace("\u00a0", " ") == line


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("UBND huyện Cam Lộ", ("ỦY BAN NHÂN DÂN", "HUYỆN CAM LỘ")),
        ("Ủy ban nhân dân huyện Cam Lộ", ("ỦY BAN NHÂN DÂN", "HUYỆN CAM LỘ")),
        ("Uỷ ban nhân dân  thành phố Huế", ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HUẾ")),
        ("HĐND phường 5", ("HỘI ĐỒNG NHÂN DÂN", "PHƯỜNG 5")),
        ("Phòng Văn hóa - Xã hội", ("PHÒNG VĂN HÓA - XÃ HỘI",)),
        ("Sở Y tế", ("SỞ Y TẾ",)),
        (
            "Phòng Văn hóa - Xã hội xã Cam Thành",
            ("PHÒNG VĂN HÓA - XÃ HỘI", "XÃ CAM THÀNH"),
        ),
        (
            "Hội Liên hiệp Phụ nữ huyện Cam Lộ",
            ("HỘI LIÊN HIỆP PHỤ NỮ", "HUYỆN CAM LỘ"),
        ),
        ("UBND", ("UBND",)),
        ("", ()),
    ],
)
def test_an_issuer_stands_in_capitals_and_lines(name: str, lines: tuple[str, ...]) -> None:
    assert issuer_lines_of(name) == lines


@pytest.mark.parametrize(
    ("lines", "ended"),
    [
        (("một", "hai"), ("một;", "hai.")),
        (("một;", "hai,", "ba./."), ("một;", "hai;", "ba.")),
        (("- một.",), ("một.",)),
        (("", " ; ", "một"), ("một.",)),
        ((), ()),
    ],
)
def test_a_list_ends_with_a_stop(lines: tuple[str, ...], ended: tuple[str, ...]) -> None:
    assert punctuated(lines) == ended


def test_points_follow_the_vietnamese_alphabet() -> None:
    letters = [point_letter(place) for place in range(1, 26)]
    assert "".join(letters[:23]) == "abcdđeghiklmnopqrstuvxy"
    assert letters[23:] == ["aa", "bb"]


@given(st.integers(1, 22))
def test_the_plan_reader_takes_a_letter_for_its_place(place: int) -> None:
    marker = markers.find(f"{point_letter(place)}) việc")
    assert marker is not None
    assert (marker.label, marker.rank) == (point_letter(place), place)


@pytest.mark.parametrize(
    ("value", "numeral"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX"), (2026, "MMXXVI")],
)
def test_roman_numerals(value: int, numeral: str) -> None:
    assert roman(value) == numeral


@pytest.mark.parametrize("value", [0, -1, 4000])
def test_what_has_no_roman_numeral_is_an_error(value: int) -> None:
    with pytest.raises(ValueError, match=str(value)):
        roman(value)


def test_there_is_no_letter_before_the_first() -> None:
    with pytest.raises(ValueError, match="0"):
        point_letter(0)


@pytest.mark.parametrize(
    ("recipients", "options", "lines"),
    [
        (("Sở Y tế",), {}, ("- Sở Y tế;", "- Lưu: VT.")),
        ((), {"has_addressees": True, "filed_by": "VHXH."}, ("- Như trên;", "- Lưu: VT, VHXH.")),
        (
            ("- Như trên;", "- Sở Y tế;", "- Lưu: VT, LĐ."),
            {"has_addressees": True, "filed_by": "VHXH"},
            ("- Như trên;", "- Sở Y tế;", "- Lưu: VT, LĐ."),
        ),
        ((), {"filed_by": "VX", "drafter_mark": "PL.(300)"}, ("- Lưu: VT, VX. PL.(300)",)),
    ],
)
def test_who_receives_it_and_where_it_is_filed(
    recipients: tuple[str, ...], options: dict[str, bool | str], lines: tuple[str, ...]
) -> None:
    asked = {"has_addressees": False} | options
    assert phrases.recipient_lines(recipients, **asked) == lines  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "ended"), [("Hết", "Hết./."), ("Hết.", "Hết./."), ("Hết./.", "Hết./."), ("a;", "a./.")]
)
def test_the_last_sentence_says_that_nothing_follows(text: str, ended: str) -> None:
    assert phrases.closed(text) == ended


@pytest.mark.parametrize(
    ("subject", "line"),
    [("phòng bệnh", "V/v phòng bệnh"), ("V/v phòng bệnh", "V/v phòng bệnh"),
     ("Về việc phòng bệnh", "Về việc phòng bệnh")],
)  # fmt: skip
def test_the_subject_of_a_letter_is_named_once(subject: str, line: str) -> None:
    assert phrases.letter_subject(subject) == line


@pytest.mark.parametrize(
    ("text", "look", "width", "lines"),
    [
        ("Công tác trẻ em năm 2026", looks.SUBJECT, 165, ["Công tác trẻ em năm 2026"]),
        (
            "Triển khai Tháng hành động vì trẻ em năm 2026 và công tác bảo vệ trẻ em dịp hè ở xã",
            looks.SUBJECT, 165,
            ["Triển khai Tháng hành động vì trẻ em năm 2026",
             "và công tác bảo vệ trẻ em dịp hè ở xã"],
        ),
        ("BAN CHỈ ĐẠO CÔNG TÁC TRẺ EM", looks.ISSUER, 66, ["BAN CHỈ ĐẠO", "CÔNG TÁC TRẺ EM"]),
        (
            "(Kèm theo Kế hoạch số 128/KH-UBND ngày 14 tháng 6 năm 2026 của Ủy ban nhân dân xã Y)",
            looks.ENCLOSED, 165,
            ["(Kèm theo Kế hoạch số 128/KH-UBND",
             "ngày 14 tháng 6 năm 2026 của Ủy ban nhân dân xã Y)"],
        ),
        ("Dòng này\ndo người viết ngắt", looks.SUBJECT, 20, ["Dòng này", "do người viết ngắt"]),
        ("x" * 300, looks.SUBJECT, 165, ["x" * 300]),
    ],
)  # fmt: skip
def test_long_titles_are_broken_where_a_reader_pauses(
    text: str, look: looks.Look, width: float, lines: list[str]
) -> None:
    assert broken(text, look, width).split("\n") == lines


@given(st.lists(st.text("aêgiM ", min_size=1), min_size=1).map(" ".join), st.floats(20, 300))
def test_breaking_a_title_loses_no_word(text: str, width: float) -> None:
    assert broken(text, looks.SUBJECT, width).split() == text.split()
