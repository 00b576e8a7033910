"""Tables of tasks in .xlsx: joined cells, formulas, files that are no workbook."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from documents import workbook_reading
from documents.refusal import Reason, RefusedError
from documents.task_table import MOST_ROWS, RowFault, TaskRow, read_workbook

HEAD = ["STT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Ghi chú"]
Change = Callable[[Any], object]


def book(*rows: list[Any], change: Change | None = None) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    if change:
        change(made.active)
    return saved(made)


def saved(made: Any) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def replaced(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one part changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def merged(*ranges: str) -> Change:
    return lambda sheet: [sheet.merge_cells(found) for found in ranges]


def rows(*lines: list[Any], change: Change | None = None) -> tuple[TaskRow, ...]:
    return read_workbook(book(HEAD, *lines, change=change)).rows


def test_a_row_is_read_as_it_looks() -> None:
    (row,) = rows([1, "Họp", "Phòng", None, "trước 15/6", "ghi"])
    assert row == TaskRow(
        2, None, "1", "Họp", "Phòng", "", "trước 15/6", "--06-15", "", "", (("Ghi chú", "ghi"),)
    )


@pytest.mark.parametrize("day", [date(2026, 6, 5), datetime(2026, 6, 5, 8, 30)])  # noqa: DTZ001
def test_a_day_kept_as_a_day_is_read_as_one(day: date) -> None:
    (row,) = rows([1, "Họp", "Phòng", None, day])
    assert (row.due_text, row.due) == ("05/06/2026", "2026-06-05")


@pytest.mark.parametrize(("typed", "marker"), [(1.0, "1"), (1.1, "1.1"), ("1.10", "1.10")])
def test_numbers_are_read_without_what_excel_adds(typed: Any, marker: str) -> None:
    assert rows([typed, "Họp", "Phòng"])[0].marker == marker


def test_cells_joined_downwards_have_the_value_of_the_first() -> None:
    found = rows(
        [1, "Họp", "Phòng", None, "15/6"], [2, "Gặp"], [3, "Đi", "Đài"],
        change=merged("C2:C3", "E2:E4"),
    )  # fmt: skip
    assert [(row.lead, row.due) for row in found] == [
        ("Phòng", "--06-15"), ("Phòng", "--06-15"), ("Đài", "--06-15"),
    ]  # fmt: skip


def test_one_task_with_several_leads_is_one_row_each() -> None:
    found = rows([1, "Họp", "Phòng"], [None, None, "Đài"], change=merged("A2:A3", "B2:B3"))
    assert [(row.marker, row.text, row.lead) for row in found] == [
        ("1", "Họp", "Phòng"), ("1", "Họp", "Đài"),
    ]  # fmt: skip


def test_cells_joined_across_have_the_value_of_the_first() -> None:
    (row,) = rows([1, "Họp", "Các thôn", None, "15/6"], change=merged("C2:D2"))
    assert (row.lead, row.coordinating, row.faults) == ("Các thôn", "Các thôn", ())


def test_a_text_that_reaches_across_is_nobodys_name() -> None:
    (row,) = rows([1, "Họp toàn thể", None, None, "15/6"], change=merged("B2:D2"))
    assert (row.text, row.lead, row.coordinating) == ("Họp toàn thể", "", "")


def test_a_title_across_is_a_section() -> None:
    content = book(
        ["DANH MỤC NHIỆM VỤ NĂM 2026"], HEAD, ["I. Truyền thông"], [1, "Họp", "Phòng"],
        ["II", "Chăm sóc"], [1, "Khám", "Trạm"], [None, "Khác"], [1, "Đi", "Đài"],
        change=merged("A1:F1", "A3:F3", "B5:F5", "B7:E7"),
    )  # fmt: skip
    table = read_workbook(content)
    assert [(row.section, row.text) for row in table.rows] == [
        ("I. Truyền thông", "Họp"), ("II. Chăm sóc", "Khám"), ("II. Chăm sóc / Khác", "Đi"),
    ]  # fmt: skip
    assert table.aside == ("DANH MỤC NHIỆM VỤ NĂM 2026",)


def test_headings_of_two_lines_joined_as_offices_do() -> None:
    content = book(
        ["STT", "Nội dung", "Cơ quan thực hiện", None, "Hạn"],
        [None, None, "Chủ trì", "Phối hợp"],
        [1, "Họp", "Phòng", "Đài", "15/6"],
        change=merged("A1:A2", "B1:B2", "C1:D1", "E1:E2"),
    )
    (row,) = read_workbook(content).rows
    assert (row.lead, row.coordinating, row.due) == ("Phòng", "Đài", "--06-15")


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A1"])
def test_a_formula_without_a_kept_value_is_refused_where_it_stands(formula: str) -> None:
    (row,) = rows([1, "Họp", formula])
    assert (row.lead, row.faults) == ("", (RowFault.FORMULA,))


def test_a_formula_with_a_kept_value_counts_as_that() -> None:
    content = replaced(
        book(HEAD, [1, "Họp", "=1+1"]), SHEET,
        lambda xml: re.sub(rb"<c r=\"C2\".*?</c>",
                           b'<c r="C2" t="str"><f>A1</f><v>Ph\xc3\xb2ng</v></c>', xml),
    )  # fmt: skip
    (row,) = read_workbook(content).rows
    assert (row.lead, row.faults) == ("Phòng", ())


def test_an_error_in_a_cell_is_told() -> None:
    (row,) = rows([1, "Họp", "#REF!"])
    assert (row.lead, row.faults) == ("", (RowFault.CELL_ERROR,))


def test_the_first_sheet_in_sight_that_is_filled_is_read() -> None:
    made = Workbook()
    made.create_sheet("ẩn").append(["Ẩn", "Không đọc"])
    made["ẩn"].sheet_state = "hidden"
    task = made.create_sheet("việc")
    task.append(HEAD)
    task.append([1, "Họp", "Phòng"])
    assert [row.text for row in read_workbook(saved(made)).rows] == ["Họp"]


def test_empty_rows_are_passed_over_and_numbers_stay() -> None:
    found = rows([], [1, "Họp", "Phòng"], ["  "], [2, "Gặp", "Đài"])
    assert [row.number for row in found] == [3, 5]


@pytest.mark.parametrize("count", [MOST_ROWS, MOST_ROWS + 1, 20_000])
def test_a_thousand_rows_are_the_most(count: int) -> None:
    content = book(HEAD, *([number, f"Họp {number}", "Phòng"] for number in range(count)))
    if count == MOST_ROWS:
        assert len(read_workbook(content).rows) == MOST_ROWS
    else:
        assert refusal(content) is Reason.TOO_LONG


def refusal(content: bytes) -> Reason:
    with pytest.raises(RefusedError) as refused:
        read_workbook(content)
    return refused.value.reason


def _archive(**files: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


GOOD = book(HEAD, [1, "Họp", "Phòng"], change=merged("C2:D2"))
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


def test_texts_inside_a_joined_cell_are_not_lost() -> None:
    content = replaced(GOOD, SHEET, lambda xml: xml.replace(b"C2:D2", b"A1:XFD1048576"))
    assert [row.text for row in read_workbook(content).rows] == ["Họp"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.DAMAGED),
        (b"PK\x03\x04 broken", Reason.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .xls", Reason.OTHER_CONTENT),
        (LOCKED, Reason.ENCRYPTED),
        (b"0" * (20 * 2**20 + 1), Reason.TOO_LARGE),
        (_archive(word__document=b"<x/>"), Reason.OTHER_CONTENT),
        (_archive(xl__workbook=b"<x"), Reason.OTHER_CONTENT),
        (_archive(bomb=b"0" * (41 * 2**20)), Reason.UNSAFE_ARCHIVE),
        (replaced(GOOD, SHEET, lambda xml: xml[:200]), Reason.DAMAGED),
        (replaced(GOOD, SHEET, lambda xml: b"<!DOCTYPE x>" + xml), Reason.UNSAFE_XML),
        (replaced(GOOD, SHEET, lambda xml: xml.replace(b"C2:D2", b"ZZZ1:A9")), Reason.DAMAGED),
        (replaced(GOOD, SHEET, lambda xml: xml.replace(b'row r="2"', b'row r="99999999"')),
         Reason.TOO_LONG),
        (replaced(GOOD, "xl/workbook.xml", lambda xml: b"<x/>"), Reason.EMPTY),
        (replaced(GOOD, "xl/workbook.xml", lambda xml: b"<x"), Reason.DAMAGED),
        (book(), Reason.EMPTY),
    ],
    ids=["nothing", "broken", "xls", "locked", "large", "docx", "no workbook", "bomb", "cut",
         "declaration", "odd range", "far row", "no sheets", "cut workbook", "blank"],
)  # fmt: skip
def test_what_is_no_table_is_refused(content: bytes, reason: Reason) -> None:
    assert refusal(content) is reason


def test_very_many_joined_cells_are_refused() -> None:
    marks = b"".join(b'<mergeCell ref="A1:F1000"/>' for _ in range(200))
    lines = [[number, f"Họp {number}", "Phòng", "a", "b", "c"] for number in range(900)]
    content = replaced(
        book(HEAD, *lines, change=merged("A1:B1")), SHEET,
        lambda xml: re.sub(rb"<mergeCell [^>]*/>", marks, xml),
    )  # fmt: skip
    assert refusal(content) is Reason.TOO_LONG


def test_a_part_that_unpacks_too_far_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_reading, "MOST_UNPACKED", 1000)
    assert refusal(GOOD) is Reason.UNSAFE_ARCHIVE
